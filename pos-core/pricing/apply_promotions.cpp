#include <algorithm>
#include <unordered_set>

#include "pricing/candidates.h"
#include "pricing/promotion_run.h"
#include "pricing/stages.h"

namespace holdfast::pricing {
namespace {
using promotions::Mode;
using promotions::Rule;

bool agrees(const Rule& rule, const Rule& other) {
  return !rule.combines_with ||
         std::find(rule.combines_with->begin(), rule.combines_with->end(), other.group) != rule.combines_with->end();
}

bool is_alternative(const Rule& rule) {
  return rule.mode == Mode::best || rule.mode == Mode::best_line || rule.mode == Mode::best_mix;
}

/// The stage itself: candidates in order of rank, each refused or run, alternatives of a group together.
class PromotionStage {
 public:
  PromotionStage(Evaluation& evaluation, const promotions::RuleSet& set, const DealLines& lines, RuleMemo* memo)
      : evaluation_{evaluation}, set_{set}, run_{evaluation, set, lines, memo} {}

  void run(std::span<const std::uint32_t> ranks) {
    std::vector<std::uint32_t> rules;
    for (const std::uint32_t rank : ranks) {
      const std::uint32_t rule = set_.at_rank(rank);
      if (const auto why = standing_refusal(set_.rules()[rule], evaluation_.basket))
        refuse_rule(rule, *why);
      else
        rules.push_back(rule);
    }
    if (run_exclusive(rules)) return;
    if (evaluation_.rules.stacking == Stacking::best_per_line) return run_best_group(run_, rules, Mode::best_line);
    for (std::size_t i = 0; i < rules.size(); ++i) {
      if (done_.contains(rules[i])) continue;
      if (const auto why = refusal_by_others(rules[i]))
        refuse_rule(rules[i], *why);
      else if (is_alternative(set_.rules()[rules[i]]))
        run_group(std::span{rules}.subspan(i));
      else
        run_rule(rules[i]);
    }
  }

 private:
  void refuse_rule(std::uint32_t rule, Why why) { evaluation_.refused.push_back({rule, why}); }

  /// The exclusive rule of the highest rank that qualifies runs alone.
  bool run_exclusive(std::span<const std::uint32_t> rules) {
    const auto alone = std::find_if(rules.begin(), rules.end(), [&](std::uint32_t rule) {
      return set_.rules()[rule].exclusive && !run_.conditions(rule);
    });
    if (alone == rules.end()) return false;
    run_rule(*alone);
    for (const std::uint32_t rule : rules)
      if (rule != *alone) refuse_rule(rule, Why::exclusive);
    return true;
  }

  std::optional<Why> refusal_by_others(std::uint32_t rule) const {
    if (stopped_) return Why::stopped;
    const Rule& mine = set_.rules()[rule];
    for (const std::uint32_t other : choosy_)
      if (!agrees(set_.rules()[other], mine)) return Why::not_combinable;
    if (!mine.combines_with) return std::nullopt;
    for (const std::uint32_t other : applied_)
      if (!agrees(mine, set_.rules()[other])) return Why::not_combinable;
    return std::nullopt;
  }

  void run_rule(std::uint32_t rule) {
    const PromotionRun::Outcome outcome = run_.run(rule);
    if (outcome.why) return refuse_rule(rule, *outcome.why);
    note(rule);
  }
  void note(std::uint32_t rule) {
    applied_.push_back(rule);
    if (set_.rules()[rule].combines_with) choosy_.push_back(rule);
    stopped_ = stopped_ || set_.rules()[rule].stop;
  }

  /// The alternatives of the first one's group, among those that have not had their turn yet.
  void run_group(std::span<const std::uint32_t> rest) {
    const Rule& first = set_.rules()[rest.front()];
    std::vector<std::uint32_t> group;
    for (const std::uint32_t rule : rest) {
      const Rule& other = set_.rules()[rule];
      if (other.group != first.group || other.mode != first.mode) continue;
      done_.insert(rule);
      if (const auto why = refusal_by_others(rule))
        refuse_rule(rule, *why);
      else
        group.push_back(rule);
    }
    const std::size_t before = evaluation_.totals.size();
    run_best_group(run_, group, first.mode);
    for (std::size_t i = before; i < evaluation_.totals.size(); ++i) note(evaluation_.totals[i].rule);
  }

  Evaluation& evaluation_;
  const promotions::RuleSet& set_;
  PromotionRun run_;
  std::vector<std::uint32_t> applied_;
  std::vector<std::uint32_t> choosy_;  ///< those of them that do not go together with everything
  std::unordered_set<std::uint32_t> done_;
  bool stopped_ = false;
};
}  // namespace

void apply_promotions(Evaluation& evaluation, std::span<const LineNames> names, std::span<const std::uint32_t> ranks,
                      RuleMemo* memo) {
  if (ranks.empty()) return;
  const DealLines lines{evaluation.basket, names};
  evaluation.undiscounted = evaluation.amounts;
  PromotionStage{evaluation, *evaluation.rules.promotions, lines, memo}.run(ranks);
}

void apply_promotions(Evaluation& evaluation) {
  if (!evaluation.rules.promotions || evaluation.rules.promotions->rules().empty()) return;
  const promotions::RuleSet& set = *evaluation.rules.promotions;
  std::vector<LineNames> names;
  names.reserve(evaluation.basket.lines.size());
  for (const BasketLine& line : evaluation.basket.lines) names.push_back(names_of(line, set));
  apply_promotions(evaluation, names, candidate_ranks(names, evaluation.basket.occasion, set), nullptr);
}
}  // namespace holdfast::pricing
