#pragma once
#include <optional>
#include <span>
#include <vector>

#include "pricing/spread.h"

namespace holdfast::pricing {
/// One discount over several lines.
struct OrderDiscount {
  bool is_percentage = false;
  Rational value;  ///< fraction (0.1 is 10 %) or minor units
  std::optional<Rational> cap;
};
/// What each of `lines` gives: of a single rounded amount, never more than their sum, spread for good; or line by line
/// where the rules say so. `bases` are what a percentage is taken of. A line that cannot take its share (a floor, or
/// nothing left) passes it on. Return lines are mirrored.
std::vector<Share> order_shares(const Evaluation& evaluation, std::span<const std::uint32_t> lines,
                                std::span<const Rational> bases, const OrderDiscount& discount);
/// Spreads one amount over the lines by what they still come to (or by units, where the rules say so).
std::vector<Share> spread_over(const Evaluation& evaluation, std::span<const std::uint32_t> lines,
                               const Rational& amount, std::span<const Rational> weights);

/// Takes the shares off and appends what they came to, even when that is nothing. Returns it.
Rational take_shares(Evaluation& evaluation, std::span<const std::uint32_t> lines, std::span<const Share> shares,
                     Stage stage, std::uint32_t rule);
}  // namespace holdfast::pricing
