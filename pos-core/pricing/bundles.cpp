#include <algorithm>
#include <limits>

#include "pricing/deal.h"
#include "pricing/spread.h"

namespace holdfast::pricing {
namespace {
using promotions::Action;
using promotions::DealKind;

/// The lines a component may take its units from, best first.
using Candidates = std::vector<std::vector<std::uint32_t>>;

/// One complete set: how many units each component takes of each line.
class SetBuilder {
 public:
  SetBuilder(const Candidates& candidates, const Action& action, std::vector<std::int64_t>& left)
      : candidates_{candidates}, action_{action}, left_{left}, took_(candidates.size()) {}

  /// False when no complete set is left; then nothing is taken.
  bool build() {
    for (std::size_t component = 0; component < candidates_.size(); ++component)
      for (std::int64_t unit = 0; unit < action_.components[component].quantity; ++unit) {
        std::vector<bool> seen(left_.size(), false);
        if (!take_one(component, seen)) {
          undo();
          return false;
        }
      }
    return true;
  }

  /// Units by line, in order of the lines.
  std::vector<std::pair<std::uint32_t, std::int64_t>> units() const {
    std::vector<std::int64_t> count(left_.size(), 0);
    for (const std::vector<std::uint32_t>& component : took_)
      for (const std::uint32_t line : component) ++count[line];
    std::vector<std::pair<std::uint32_t, std::int64_t>> result;
    for (std::uint32_t line = 0; line < count.size(); ++line)
      if (count[line] > 0) result.emplace_back(line, count[line]);
    return result;
  }

 private:
  /// A unit for the component: a free one, or one that another component gives up for a unit it can use as well (an
  /// augmenting path), so that goods that fit several groups never keep a set from being complete.
  bool take_one(std::size_t component, std::vector<bool>& seen) {
    for (const std::uint32_t line : candidates_[component])
      if (!seen[line] && left_[line] > 0) {
        --left_[line];
        took_[component].push_back(line);
        return true;
      }
    for (const std::uint32_t line : candidates_[component]) {
      if (seen[line]) continue;
      seen[line] = true;
      for (std::size_t other = 0; other < took_.size(); ++other) {
        if (other == component) continue;
        const auto uses = [&] { return std::find(took_[other].begin(), took_[other].end(), line); };
        if (uses() == took_[other].end() || !take_one(other, seen)) continue;
        took_[other].erase(uses());
        took_[component].push_back(line);
        return true;
      }
    }
    return false;
  }
  void undo() {
    for (const std::vector<std::uint32_t>& component : took_)
      for (const std::uint32_t line : component) ++left_[line];
  }

  const Candidates& candidates_;
  const Action& action_;
  std::vector<std::int64_t>& left_;
  std::vector<std::vector<std::uint32_t>> took_;
};

struct SetUnits {
  std::vector<std::uint32_t> lines;
  std::vector<std::int64_t> counts;
  std::vector<Rational> prices;   ///< of a unit
  std::vector<Rational> weights;  ///< price x count
  Rational sum;                   ///< of the units that the deal is about
  Rational rest;                  ///< of the others
};

SetUnits priced_units(const DealContext& context, std::span<const std::pair<std::uint32_t, std::int64_t>> units,
                      const std::vector<std::uint32_t>* affected) {
  SetUnits set;
  for (const auto& [line, count] : units) {
    const Rational price = context.basis(line) / context.evaluation.units(line);
    const Rational weight = price * Rational{count};
    if (affected && !std::binary_search(affected->begin(), affected->end(), line)) {
      set.rest += weight;
      continue;
    }
    set.lines.push_back(line);
    set.counts.push_back(count);
    set.prices.push_back(price);
    set.weights.push_back(weight);
    set.sum += weight;
  }
  return set;
}

/// What the deal takes off one set in all; spread over its units by price.
Rational set_discount(const SetUnits& set, const Action& action) {
  Rational off;
  switch (action.deal) {
    case DealKind::price:
      off = set.sum + set.rest - action.value;
      break;
    case DealKind::percent:
      off = set.sum * action.value / Rational{100};
      break;
    case DealKind::amount:
      off = action.value;
      break;
    default:
      check(false);
  }
  return held(off, set.sum);
}

/// Deals on the units themselves.
std::vector<Rational> unit_discounts(const Evaluation& evaluation, const SetUnits& set, const Action& action) {
  std::vector<Rational> off(set.lines.size());
  if (action.deal == DealKind::unit_price) {
    for (std::size_t i = 0; i < off.size(); ++i)
      if (action.value < set.prices[i])
        off[i] = evaluation.counted((set.prices[i] - action.value) * Rational{set.counts[i]});
    return off;
  }
  const auto least = std::min_element(set.prices.begin(), set.prices.end());
  if (least != set.prices.end())
    off[static_cast<std::size_t>(least - set.prices.begin())] =
        evaluation.counted(*least * action.value / Rational{100});
  return off;
}

std::vector<Rational> set_shares(const DealContext& context, const SetUnits& set, const Action& action) {
  if (action.deal == DealKind::unit_price || action.deal == DealKind::least_expensive_percent)
    return unit_discounts(context.evaluation, set, action);
  const Rational off = context.evaluation.counted(set_discount(set, action));
  std::vector<Rational> result;
  std::vector<Rational> room = set.weights;  // a unit's price may be a fraction, what it gives is whole
  if (context.evaluation.rounds())
    for (Rational& each : room) each = Rational{each.rounded(Rounding::up)};
  for (const Share& share : spread(off, set.weights, std::move(room), context.evaluation.rules))
    result.push_back(share.amount);
  return result;
}

Candidates candidates_of(const DealContext& context, const Action& action, const promotions::PickedAction& picked,
                         std::vector<std::int64_t>& left) {
  const LineKind kind = action.target == promotions::Target::charges ? LineKind::charge : LineKind::item;
  Candidates result;
  for (const promotions::Picked& component : picked.components) {
    std::vector<std::uint32_t>& lines = result.emplace_back();
    for (const Run& run : runs_of(context, context.lines.matching(component, kind), action.pick)) {
      lines.push_back(run.line);
      left[run.line] = run.count;
    }
  }
  return result;
}

/// How often the very same set can be made: until one of its lines runs out.
std::int64_t repeats(std::span<const std::pair<std::uint32_t, std::int64_t>> units,
                     std::span<const std::int64_t> left) {
  std::int64_t times = std::numeric_limits<std::int64_t>::max();
  for (const auto& [line, count] : units) times = std::min(times, left[line] / count);
  return times;
}
}  // namespace

Plan plan_bundle(const DealContext& context, const Action& action, const promotions::PickedAction& picked) {
  std::vector<std::int64_t> left(context.evaluation.amounts.size(), 0);
  const Candidates candidates = candidates_of(context, action, picked, left);
  std::vector<std::uint32_t> affected;
  if (action.deal_select) affected = context.lines.matching(picked.deal, LineKind::item);
  std::vector<Rational> off(left.size());
  std::vector<std::int64_t> used(left.size(), 0);
  std::int64_t open = action.max_applications.value_or(std::numeric_limits<std::int64_t>::max());
  while (open > 0) {
    SetBuilder builder{candidates, action, left};
    if (!builder.build()) break;
    const auto units = builder.units();
    const std::int64_t further = std::min(repeats(units, left), open - 1);
    const SetUnits set = priced_units(context, units, action.deal_select ? &affected : nullptr);
    const std::vector<Rational> shares = set_shares(context, set, action);
    for (std::size_t i = 0; i < set.lines.size(); ++i) off[set.lines[i]] += shares[i] * Rational{further + 1};
    for (const auto& [line, count] : units) {
      left[line] -= further * count;
      used[line] += (further + 1) * count;
    }
    open -= further + 1;
  }
  Plan plan;
  for (std::uint32_t line = 0; line < off.size(); ++line) {
    const Rational taken = held(off[line], room_of(context.evaluation, line, true));
    plan.add(line, {taken, context.basis(line), Allocation::share});
    if (action.consume_units && used[line] > 0) plan.consumed.emplace_back(line, used[line]);
  }
  return plan;
}
}  // namespace holdfast::pricing
