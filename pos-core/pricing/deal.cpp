#include "pricing/deal.h"

#include <algorithm>

#include "pricing/order_discount.h"
#include "pricing/percentage.h"

namespace holdfast::pricing {
namespace {
using promotions::DealKind;

/// The cap again over the lines that gave something, by what they came to.
Plan capped(const DealContext& context, Plan plan, const Rational& cap) {
  if (!(cap < plan.total())) return plan;
  std::vector<std::uint32_t> lines;
  for (std::size_t i = 0; i < plan.lines.size(); ++i)
    if (!plan.shares[i].amount.is_zero()) lines.push_back(plan.lines[i]);
  plan.shares = spread_over(context.evaluation, lines, context.evaluation.counted(cap), context.bases(lines));
  plan.lines = std::move(lines);
  return plan;
}
}  // namespace

std::vector<Rational> DealContext::bases(std::span<const std::uint32_t> of) const {
  std::vector<Rational> result;
  result.reserve(of.size());
  for (const std::uint32_t line : of) result.push_back(basis(line));
  return result;
}

void Plan::add(std::uint32_t line, Share share) {
  if (share.amount.is_zero()) return;
  lines.push_back(line);
  shares.push_back(std::move(share));
}

Rational Plan::total() const {
  Rational sum;
  for (const Share& share : shares) sum += share.amount;
  return sum;
}

std::vector<Run> runs_of(const DealContext& context, std::span<const std::uint32_t> lines, promotions::Pick pick) {
  std::vector<Run> runs;
  for (const std::uint32_t line : lines) {
    const Rational& quantity = context.evaluation.quantities[line];
    std::int64_t count = quantity.rounded(Rounding::floor);
    if (context.spares_consumed && !context.evaluation.consumed.empty()) count -= context.evaluation.consumed[line];
    if (count > 0) runs.push_back({line, count, context.basis(line) / quantity});
  }
  if (pick == promotions::Pick::line_order) return runs;
  std::sort(runs.begin(), runs.end(), [&](const Run& a, const Run& b) {
    if (a.price == b.price) return a.line < b.line;
    return pick == promotions::Pick::cheapest ? a.price < b.price : b.price < a.price;
  });
  return runs;
}

Share give(const DealContext& context, std::uint32_t line, const Rational& units, DealKind kind,
           const Rational& value) {
  const Evaluation& evaluation = context.evaluation;
  const Rational basis = context.basis(line);
  Rational off;
  if (kind == DealKind::percent) {
    off = percent_off(evaluation, line, basis, units, fraction_of(value));
  } else {
    const Rational unit = basis / evaluation.units(line);
    const Rational wanted = kind == DealKind::amount ? (unit < value ? unit : value) : unit - value;
    off = evaluation.counted(wanted * units);
  }
  return {held(off, room_of(evaluation, line, true)), basis, Allocation::none};
}

Plan plan_action(const DealContext& context, const promotions::Action& action, const promotions::PickedAction& picked) {
  Plan plan;
  switch (action.kind) {
    case promotions::ActionKind::percent:
    case promotions::ActionKind::amount:
    case promotions::ActionKind::fixed_price:
      plan = plan_line_deal(context, action, picked);
      break;
    case promotions::ActionKind::cheapest:
    case promotions::ActionKind::buy_get:
      plan = plan_unit_deal(context, action, picked);
      break;
    case promotions::ActionKind::bundle:
      plan = plan_bundle(context, action, picked);
      break;
  }
  if (action.cap) plan = capped(context, std::move(plan), *action.cap);
  if (context.budget && !action.skip_over_budget) plan = capped(context, std::move(plan), *context.budget);
  return plan;
}
}  // namespace holdfast::pricing
