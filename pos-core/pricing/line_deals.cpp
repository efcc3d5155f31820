#include <algorithm>

#include "pricing/deal.h"
#include "pricing/order_discount.h"
#include "pricing/percentage.h"

namespace holdfast::pricing {
namespace {
using promotions::Action;
using promotions::ActionKind;
using promotions::Per;
using promotions::Pick;
using promotions::TierBy;

LineKind kind_of(const Action& action) {
  return action.target == promotions::Target::charges ? LineKind::charge : LineKind::item;
}

Rational sum_of(std::span<const Rational> amounts) {
  Rational sum;
  for (const Rational& amount : amounts) sum += amount;
  return sum;
}
const Rational& least(const Rational& a, const Rational& b) { return b < a ? b : a; }

/// How many units of each line the action reaches.
std::vector<Rational> reached_units(const DealContext& context, const Action& action,
                                    std::span<const std::uint32_t> lines) {
  std::vector<Rational> units;
  units.reserve(lines.size());
  for (const std::uint32_t line : lines) {
    const Rational all = context.evaluation.units(line);
    units.push_back(action.max_units_per_line ? least(all, *action.max_units_per_line) : all);
  }
  if (!action.max_units_total && action.group_size == 0) return units;
  Rational left = sum_of(units);
  if (action.max_units_total) left = least(left, *action.max_units_total);
  if (action.group_size > 0)
    left = Rational{(left / Rational{action.group_size}).rounded(Rounding::floor)} * Rational{action.group_size};
  std::vector<std::size_t> order(lines.size());
  for (std::size_t i = 0; i < order.size(); ++i) order[i] = i;
  if (action.pick != Pick::line_order) {
    std::vector<Rational> prices;
    for (const std::uint32_t line : lines) prices.push_back(context.basis(line) / context.evaluation.units(line));
    std::sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
      if (prices[a] == prices[b]) return a < b;
      return action.pick == Pick::cheapest ? prices[a] < prices[b] : prices[b] < prices[a];
    });
  }
  for (const std::size_t i : order) {
    units[i] = least(units[i], left);
    left = left - units[i];
  }
  return units;
}

/// The value of the highest tier that is reached; nothing below the first.
std::optional<Rational> value_at(const Action& action, const Rational& reached) {
  std::optional<Rational> value;
  for (const promotions::Tier& tier : action.tiers)
    if (!(reached < tier.from)) value = tier.value;
  return value;
}

std::optional<Rational> value_for(const DealContext& context, const Action& action,
                                  std::span<const std::uint32_t> lines, std::optional<std::uint32_t> line) {
  if (action.tiers.empty()) return action.value;
  Rational reached;
  if (action.tier_by == TierBy::line_amount && line) {
    reached = context.basis(*line);
  } else if (action.tier_by == TierBy::eligible_quantity) {
    for (const std::uint32_t each : lines) reached += context.evaluation.quantities[each];
  } else if (action.tier_by == TierBy::order_amount) {
    for (std::uint32_t each = 0; each < context.evaluation.amounts.size(); ++each)
      if (context.evaluation.basket.lines[each].kind == LineKind::item) reached += context.basis(each);
  } else {
    for (const std::uint32_t each : lines) reached += context.basis(each);
  }
  return value_at(action, reached);
}

/// What an amount per unit takes off so many units: never more than a unit costs.
Rational amount_off(const DealContext& context, const Action& action, std::uint32_t line, const Rational& units,
                    const Rational& value) {
  const Rational basis = context.basis(line);
  const bool mirrored = basis < Rational{};
  const Rational unit = (mirrored ? -basis : basis) / context.evaluation.units(line);
  Rational off;
  if (action.per == Per::line)
    off = value;
  else if (action.per == Per::first_then_additional)
    off = least(action.first, unit) * least(units, Rational{1}) +
          least(action.additional, unit) * (Rational{1} < units ? units - Rational{1} : Rational{});
  else
    off = least(value, unit) * units;
  off = context.evaluation.counted(off);
  return mirrored ? -off : off;
}

Rational line_off(const DealContext& context, const Action& action, std::uint32_t line, const Rational& units,
                  const Rational& value) {
  const Evaluation& evaluation = context.evaluation;
  const Rational basis = context.basis(line);
  switch (action.kind) {
    case ActionKind::percent:
      return percent_off(evaluation, line, basis, units, fraction_of(value));
    case ActionKind::amount:
      return amount_off(context, action, line, units, value);
    default: {
      const Rational counted = basis < Rational{} ? -units : units;
      const Rational part = basis * units / evaluation.units(line);
      return evaluation.counted(part - evaluation.counted(value * counted));
    }
  }
}

Plan each_line(const DealContext& context, const Action& action, std::vector<std::uint32_t> lines) {
  const std::vector<Rational> units = reached_units(context, action, lines);
  Plan plan;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    const auto value = value_for(context, action, lines, lines[i]);
    const Rational room = room_of(context.evaluation, lines[i], true);
    if (!value || units[i].is_zero() || room.is_zero()) continue;
    const Rational off = held(line_off(context, action, lines[i], units[i], *value), room);
    plan.add(lines[i], {off, context.basis(lines[i]), Allocation::none});
  }
  return plan;
}

Plan over_lines(const DealContext& context, const Action& action, std::vector<std::uint32_t> lines) {
  const std::vector<Rational> bases = context.bases(lines);
  const auto value = value_for(context, action, lines, std::nullopt);
  const Rational sum = sum_of(bases);
  if (!value || !(Rational{} < sum)) return {};  // it lowers what is paid, never what is given back
  OrderDiscount discount{action.kind == ActionKind::percent, *value, action.cap};
  if (discount.is_percentage) discount.value = fraction_of(*value);
  if (action.kind == ActionKind::fixed_price) {
    if (!(*value < sum)) return {};
    discount.value = sum - *value;
  }
  Plan plan;
  plan.shares = order_shares(context.evaluation, lines, bases, discount);
  plan.lines = std::move(lines);
  return plan;
}
}  // namespace

Plan plan_line_deal(const DealContext& context, const Action& action, const promotions::PickedAction& picked) {
  std::vector<std::uint32_t> lines = context.lines.matching(picked.select, kind_of(action));
  if (lines.empty()) return {};
  const bool over = action.target == promotions::Target::order || action.per == Per::across;
  return over ? over_lines(context, action, std::move(lines)) : each_line(context, action, std::move(lines));
}
}  // namespace holdfast::pricing
