#pragma once
#include <optional>
#include <utility>
#include <vector>

#include "pricing/deal_lines.h"
#include "pricing/spread.h"

namespace holdfast::pricing {
/// What a deal reads: the basket as it stands, and the amounts a deal of this rule is taken of.
struct DealContext {
  const Evaluation& evaluation;
  const DealLines& lines;
  bool on_original = false;  ///< of the undiscounted amounts

  bool spares_consumed = false;  ///< units that other deals used up are left alone, and so is what those took off
  std::optional<Rational> budget = {};  ///< what is left of the action's

  Rational basis(std::uint32_t line) const {
    if (on_original) return evaluation.undiscounted[line];
    if (spares_consumed && !evaluation.consumed_off.empty())
      return evaluation.amounts[line] + evaluation.consumed_off[line];
    return evaluation.amounts[line];
  }
  std::vector<Rational> bases(std::span<const std::uint32_t> of) const;
};

/// What an action would take; nothing has changed yet.
struct Plan {
  std::vector<std::uint32_t> lines;
  std::vector<Share> shares;                                     ///< one a line, held by what the line can give
  std::vector<std::pair<std::uint32_t, std::int64_t>> consumed;  ///< units that this deal uses up

  void add(std::uint32_t line, Share share);
  Rational total() const;
};

/// The plan of one action, its cap included. Percentages, amounts and prices on lines or over them.
Plan plan_line_deal(const DealContext& context, const promotions::Action& action,
                    const promotions::PickedAction& picked);
/// cheapest and buy_get: whole units, by price.
Plan plan_unit_deal(const DealContext& context, const promotions::Action& action,
                    const promotions::PickedAction& picked);
/// Complete sets of several groups.
Plan plan_bundle(const DealContext& context, const promotions::Action& action, const promotions::PickedAction& picked);
/// Whichever of them the action asks for.
Plan plan_action(const DealContext& context, const promotions::Action& action, const promotions::PickedAction& picked);

/// Whole units of one line with their price, in the order a deal takes them.
struct Run {
  std::uint32_t line;
  std::int64_t count;
  Rational price;
};
/// Of lines that are bought, not returned; by price from the picked end, ties in the order of the basket.
std::vector<Run> runs_of(const DealContext& context, std::span<const std::uint32_t> lines, promotions::Pick pick);
/// What giving `units` units of a line for less takes off, held by what the line can give.
Share give(const DealContext& context, std::uint32_t line, const Rational& units, promotions::DealKind kind,
           const Rational& value);
}  // namespace holdfast::pricing
