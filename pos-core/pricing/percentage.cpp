#include "pricing/percentage.h"

namespace holdfast::pricing {
namespace {
constexpr std::int64_t percent_scale = 100 * Quantity::one_micro;

/// A percentage of one unit of the line, rounded, then times the quantity.
Money by_unit(Money amount, Quantity quantity, std::int64_t percent_micro, Rounding rounding) {
  const Int128 numerator = Int128{amount.minor()} * percent_micro;
  // amount x percent / quantity; the quantity's micro units cancel against a scale of 100 x 10^6 down to 100.
  const std::int64_t unit = divide(numerator, Int128{100} * quantity.micro(), rounding);
  return times(Money{unit, amount.currency()}, quantity, rounding);
}
}  // namespace

Money percent_off_line(Money amount, Quantity quantity, Percent percent, const Rules& rules) {
  const Percent rest = Percent::from_micro(percent_scale - percent.micro());
  switch (rules.discount_rounding) {
    case DiscountRounding::order_discount:
    case DiscountRounding::line_discount:
      return percent.of(amount, rules.rounding);
    case DiscountRounding::line_price:
      return amount - rest.of(amount, rules.rounding);
    case DiscountRounding::unit_discount:
      return by_unit(amount, quantity, percent.micro(), rules.rounding);
    case DiscountRounding::unit_price:
      return amount - by_unit(amount, quantity, rest.micro(), rules.rounding);
  }
  check(false);
  return amount;
}
}  // namespace holdfast::pricing
