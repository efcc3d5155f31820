#include <algorithm>

#include "pricing/promotion_run.h"

namespace holdfast::pricing {
namespace {
Rational magnitude(const Rational& amount) { return amount < Rational{} ? -amount : amount; }

void refuse_rule(PromotionRun& run, std::uint32_t rule, Why why) { run.evaluation().refused.push_back({rule, why}); }

/// One rule alone: what takes most off the whole basket, the earlier one at a tie.
void keep_one(PromotionRun& run, std::span<const std::uint32_t> rules) {
  const Checkpoint begin = run.mark();
  std::vector<PromotionRun::Outcome> outcomes;
  std::size_t best = 0;
  for (std::size_t i = 0; i < rules.size(); ++i) {
    outcomes.push_back(run.run(rules[i]));
    run.back_to(begin);
    if (outcomes[best].amount < outcomes[i].amount) best = i;
  }
  for (std::size_t i = 0; i < rules.size(); ++i)
    if (i != best || outcomes[i].why) refuse_rule(run, rules[i], outcomes[i].why.value_or(Why::better));
  if (!outcomes[best].why) run.run(rules[best]);
}

struct Trial {
  std::vector<Taken> taken;
  std::vector<TrailEntry> trail;
  std::optional<Why> why;
};

/// Each on its own; then on each line the one that takes most there.
void keep_by_line(PromotionRun& run, std::span<const std::uint32_t> rules) {
  Evaluation& evaluation = run.evaluation();
  const Checkpoint begin = run.mark();
  std::vector<Trial> trials;
  std::vector<Rational> most(evaluation.amounts.size());
  std::vector<std::size_t> winner(evaluation.amounts.size(), 0);
  for (std::size_t i = 0; i < rules.size(); ++i) {
    const PromotionRun::Outcome outcome = run.run(rules[i]);
    std::vector<Rational> by_line(most.size());
    for (std::size_t t = begin.taken; t < evaluation.taken.size(); ++t)
      by_line[evaluation.taken[t].line] += evaluation.taken[t].amount;
    for (std::size_t line = 0; line < most.size(); ++line)
      if (magnitude(most[line]) < magnitude(by_line[line])) {
        most[line] = by_line[line];
        winner[line] = i;
      }
    trials.push_back({{evaluation.taken.begin() + static_cast<std::ptrdiff_t>(begin.taken), evaluation.taken.end()},
                      {evaluation.trail.begin() + static_cast<std::ptrdiff_t>(begin.trail), evaluation.trail.end()},
                      outcome.why});
    run.back_to(begin);
  }
  for (std::size_t i = 0; i < rules.size(); ++i) {
    Rational total;
    bool any = false;
    for (std::size_t t = 0; t < trials[i].taken.size(); ++t) {
      const Taken& taken = trials[i].taken[t];
      if (winner[taken.line] != i) continue;
      const TrailEntry& entry = trials[i].trail[t];
      evaluation.take(taken.line, Stage::promotion, rules[i], taken.amount, Rational{entry.basis}, entry.allocation);
      total += taken.amount;
      any = true;
    }
    if (any)
      evaluation.totals.push_back({Stage::promotion, rules[i], total});
    else
      refuse_rule(run, rules[i], trials[i].why.value_or(Why::better));
  }
}

/// Looks for the order of the rules that takes most off: first greedily by what each would take next, then depth
/// first over all orders, until the bound. The bound is part of the engine's version: the same basket always gives the
/// same answer.
class Search {
 public:
  Search(PromotionRun& run, std::span<const std::uint32_t> rules) : run_{run}, rules_{rules} {}

  std::vector<std::uint32_t> best() {
    greedy();
    std::vector<bool> used(rules_.size(), false);
    std::vector<std::uint32_t> path;
    deeper(used, path, {});
    return best_;
  }

 private:
  void greedy() {
    const Checkpoint begin = run_.mark();
    std::vector<std::uint32_t> open(rules_.begin(), rules_.end());
    std::vector<std::uint32_t> path;
    Rational total;
    while (!open.empty() && budget_ > 0) {
      std::size_t best = open.size();
      Rational most;
      const Checkpoint here = run_.mark();
      for (std::size_t i = 0; i < open.size() && budget_ > 0; ++i, --budget_) {
        const PromotionRun::Outcome outcome = run_.run(open[i]);
        run_.back_to(here);
        if (outcome.why || (best != open.size() && !(most < outcome.amount))) continue;
        best = i;
        most = outcome.amount;
      }
      if (best == open.size()) break;
      run_.run(open[best]);
      total += most;
      path.push_back(open[best]);
      open.erase(open.begin() + static_cast<std::ptrdiff_t>(best));
    }
    run_.back_to(begin);
    consider(path, total);
  }

  void consider(const std::vector<std::uint32_t>& path, const Rational& total) {
    if (best_.empty() ? path.empty() : !(most_ < total)) return;
    best_ = path;
    most_ = total;
  }

  void deeper(std::vector<bool>& used, std::vector<std::uint32_t>& path, const Rational& total) {
    const Checkpoint here = run_.mark();
    for (std::size_t i = 0; i < rules_.size() && budget_ > 0; ++i) {
      if (used[i]) continue;
      --budget_;
      const PromotionRun::Outcome outcome = run_.run(rules_[i]);
      if (!outcome.why) {
        used[i] = true;
        path.push_back(rules_[i]);
        consider(path, total + outcome.amount);
        deeper(used, path, total + outcome.amount);
        path.pop_back();
        used[i] = false;
      }
      run_.back_to(here);
    }
  }

  PromotionRun& run_;
  std::span<const std::uint32_t> rules_;
  std::int64_t budget_ = search_bound;
  std::vector<std::uint32_t> best_;
  Rational most_;
};

void keep_mix(PromotionRun& run, std::span<const std::uint32_t> rules) {
  const std::vector<std::uint32_t> order = Search{run, rules}.best();
  for (const std::uint32_t rule : order) run.run(rule);
  for (const std::uint32_t rule : rules) {
    if (std::find(order.begin(), order.end(), rule) != order.end()) continue;
    const Checkpoint here = run.mark();
    const PromotionRun::Outcome outcome = run.run(rule);
    run.back_to(here);
    refuse_rule(run, rule, outcome.why.value_or(Why::better));
  }
}
}  // namespace

void run_best_group(PromotionRun& run, std::span<const std::uint32_t> rules, promotions::Mode mode) {
  if (mode == promotions::Mode::best_line) return keep_by_line(run, rules);
  if (mode == promotions::Mode::best_mix) return keep_mix(run, rules);
  keep_one(run, rules);
}
}  // namespace holdfast::pricing
