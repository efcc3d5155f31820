#pragma once
#include <cstdint>
#include <optional>
#include <vector>

#include "pricing/deal.h"
#include "pricing/eligibility.h"
#include "pricing/rule_memo.h"

namespace holdfast::pricing {
/// A state of the evaluation to come back to.
struct Checkpoint {
  std::vector<Rational> amounts;
  std::vector<std::int64_t> consumed;
  std::vector<Rational> consumed_off;
  std::size_t taken;
  std::size_t totals;
  std::size_t trail;
};

/// The promotions' stage at work: runs rules one after the other on the evaluation and can take them back.
class PromotionRun {
 public:
  /// `memo`: may be none.
  PromotionRun(Evaluation& evaluation, const promotions::RuleSet& set, const DealLines& lines, RuleMemo* memo)
      : evaluation_{evaluation}, set_{set}, lines_{lines}, memo_{memo} {}

  /// Does the rule, conditions included: what it took off; or why nothing.
  using Outcome = RuleMemo::Result;
  Outcome run(std::uint32_t rule);
  std::optional<Why> conditions(std::uint32_t rule) const {
    return condition_refusal(set_.rules()[rule], set_.picked(rule), evaluation_, lines_);
  }

  Checkpoint mark() const;
  void back_to(const Checkpoint& checkpoint);
  Evaluation& evaluation() { return evaluation_; }
  const promotions::RuleSet& set() const { return set_; }

 private:
  Outcome work_out(std::uint32_t rule);
  std::optional<Rational> budget_left(std::uint32_t rule, const promotions::Action& action) const;
  Rational act(std::uint32_t rule, std::size_t action, bool& over_budget);
  bool is_additive(std::uint32_t rule) const;
  void use_up(const Plan& plan);

  Evaluation& evaluation_;
  const promotions::RuleSet& set_;
  const DealLines& lines_;
  RuleMemo* memo_;
};

/// The rules of one group with mode best, best_line or best_mix, in order of rank: keeps what serves the customer
/// best. The others are refused as `better`. Costs at most `search_bound` runs of a rule beyond two for each.
void run_best_group(PromotionRun& run, std::span<const std::uint32_t> rules, promotions::Mode mode);
constexpr std::int64_t search_bound = 400;
}  // namespace holdfast::pricing
