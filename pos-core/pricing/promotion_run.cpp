#include "pricing/promotion_run.h"

#include "pricing/order_discount.h"

namespace holdfast::pricing {
bool PromotionRun::is_additive(std::uint32_t rule) const {
  const promotions::Mode mode = set_.rules()[rule].mode;
  return mode == promotions::Mode::original ||
         (mode == promotions::Mode::by_policy && evaluation_.rules.stacking == Stacking::additive);
}

std::optional<Rational> PromotionRun::budget_left(std::uint32_t rule, const promotions::Action& action) const {
  if (!action.budget) return std::nullopt;
  const auto& all = evaluation_.basket.occasion.spent;
  const auto spent = all.find(set_.rules()[rule].id);
  if (spent == all.end()) return action.budget;
  return spent->second.amount < *action.budget ? *action.budget - spent->second.amount : Rational{};
}

Rational PromotionRun::act(std::uint32_t rule, std::size_t at, bool& over_budget) {
  const promotions::Action& action = set_.rules()[rule].actions[at];
  const DealContext context{evaluation_, lines_, is_additive(rule), action.consume_units, budget_left(rule, action)};
  const Plan plan = plan_action(context, action, set_.picked(rule).actions[at]);
  if (context.budget && action.skip_over_budget && *context.budget < plan.total()) {
    over_budget = true;
    return {};
  }
  use_up(plan);
  return take_shares(evaluation_, plan.lines, plan.shares, Stage::promotion, rule);
}

void PromotionRun::use_up(const Plan& plan) {
  if (plan.consumed.empty()) return;
  evaluation_.consumed.resize(evaluation_.amounts.size());
  evaluation_.consumed_off.resize(evaluation_.amounts.size());
  for (const auto& [line, count] : plan.consumed) evaluation_.consumed[line] += count;
  for (std::size_t i = 0; i < plan.lines.size(); ++i) evaluation_.consumed_off[plan.lines[i]] += plan.shares[i].amount;
}

PromotionRun::Outcome PromotionRun::work_out(std::uint32_t rule) {
  if (const auto why = conditions(rule)) return {{}, why};
  Rational amount;
  bool over_budget = false;
  const std::size_t before = evaluation_.taken.size();
  for (std::size_t i = 0; i < set_.rules()[rule].actions.size(); ++i) amount += act(rule, i, over_budget);
  if (evaluation_.taken.size() == before) return {{}, over_budget ? Why::over_budget : Why::nothing_to_take};
  return {amount, std::nullopt};
}

PromotionRun::Outcome PromotionRun::run(std::uint32_t rule) {
  std::optional<Outcome> outcome;
  if (memo_) outcome = memo_->repeat(rule, evaluation_);
  if (!outcome) {
    const bool remembered = memo_ && memo_->prepare(rule, evaluation_, lines_);
    const std::size_t before = evaluation_.taken.size();
    outcome = work_out(rule);
    if (remembered) memo_->note(rule, evaluation_, before, *outcome);
  }
  if (!outcome->why) evaluation_.totals.push_back({Stage::promotion, rule, outcome->amount});
  return *outcome;
}

Checkpoint PromotionRun::mark() const {
  return {evaluation_.amounts,      evaluation_.consumed,      evaluation_.consumed_off,
          evaluation_.taken.size(), evaluation_.totals.size(), evaluation_.trail.size()};
}

void PromotionRun::back_to(const Checkpoint& checkpoint) {
  evaluation_.amounts = checkpoint.amounts;
  evaluation_.consumed = checkpoint.consumed;
  evaluation_.consumed_off = checkpoint.consumed_off;
  evaluation_.taken.resize(checkpoint.taken);
  evaluation_.totals.resize(checkpoint.totals);
  evaluation_.trail.resize(checkpoint.trail);
}
}  // namespace holdfast::pricing
