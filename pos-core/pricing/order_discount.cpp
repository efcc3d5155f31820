#include "pricing/order_discount.h"

#include "pricing/percentage.h"

namespace holdfast::pricing {
namespace {
std::vector<Rational> rooms(const Evaluation& evaluation, std::span<const std::uint32_t> lines) {
  std::vector<Rational> result;
  result.reserve(lines.size());
  for (const std::uint32_t line : lines) result.push_back(room_of(evaluation, line, true));
  return result;
}

std::vector<Rational> amounts_of(const Evaluation& evaluation, std::span<const std::uint32_t> lines) {
  std::vector<Rational> result;
  result.reserve(lines.size());
  for (const std::uint32_t line : lines) result.push_back(evaluation.amounts[line]);
  return result;
}

std::vector<Share> line_by_line(const Evaluation& evaluation, std::span<const std::uint32_t> lines,
                                std::span<const Rational> bases, const Rational& fraction) {
  std::vector<Share> shares(lines.size());
  for (std::size_t i = 0; i < lines.size(); ++i) {
    const Rational room = room_of(evaluation, lines[i], true);
    if (room.is_zero()) continue;
    shares[i] = {held(percent_off(evaluation, lines[i], bases[i], fraction), room), bases[i], Allocation::none};
  }
  return shares;
}

Rational sum_of(std::span<const Rational> amounts) {
  Rational sum;
  for (const Rational& amount : amounts) sum += amount;
  return sum;
}

/// The one amount of an order-level discount: at most the cap and at most what the lines still come to.
Rational order_amount(const Evaluation& evaluation, const OrderDiscount& discount, const Rational& basis,
                      const Rational& left) {
  Rational off = discount.is_percentage ? basis * discount.value
                 : basis < Rational{}   ? -discount.value
                                        : discount.value;
  off = evaluation.counted(off);
  if (discount.cap) {
    const Rational cap = evaluation.counted(*discount.cap);  // a rule may say a third
    off = off < -cap ? -cap : cap < off ? cap : off;
  }
  return held(off, left);
}
}  // namespace

std::vector<Share> spread_over(const Evaluation& evaluation, std::span<const std::uint32_t> lines,
                               const Rational& amount, std::span<const Rational> weights) {
  if (evaluation.rules.allocation_weight == AllocationWeight::amount)
    return spread(amount, weights, rooms(evaluation, lines), evaluation.rules);
  std::vector<Rational> units;
  units.reserve(lines.size());
  for (const std::uint32_t line : lines) units.push_back(evaluation.quantities[line]);
  return spread(amount, units, rooms(evaluation, lines), evaluation.rules);
}

std::vector<Share> order_shares(const Evaluation& evaluation, std::span<const std::uint32_t> lines,
                                std::span<const Rational> bases, const OrderDiscount& discount) {
  const bool one_amount =
      !discount.is_percentage || discount.cap || evaluation.rules.discount_rounding == DiscountRounding::order_discount;
  if (!one_amount) return line_by_line(evaluation, lines, bases, discount.value);
  const std::vector<Rational> amounts = amounts_of(evaluation, lines);
  const Rational off = order_amount(evaluation, discount, sum_of(bases), sum_of(amounts));
  return spread_over(evaluation, lines, off, discount.is_percentage ? bases : std::span<const Rational>{amounts});
}

Rational take_shares(Evaluation& evaluation, std::span<const std::uint32_t> lines, std::span<const Share> shares,
                     Stage stage, std::uint32_t rule) {
  Rational taken;
  for (std::size_t i = 0; i < shares.size(); ++i) {
    if (shares[i].amount.is_zero()) continue;
    evaluation.take(lines[i], stage, rule, shares[i].amount, shares[i].basis, shares[i].allocation);
    taken += shares[i].amount;
  }
  return taken;
}
}  // namespace holdfast::pricing
