#include <algorithm>

#include "pricing/percentage.h"
#include "pricing/stages.h"

namespace holdfast::pricing {
namespace {
/// What the discount takes of `left`, before it is held between nothing and all of it.
Money wanted(const ManualDiscount& discount, const PricedLine& line, const Rules& rules) {
  const Currency currency = line.amount.currency();
  const bool mirrored = line.amount.minor() < 0;
  switch (discount.kind) {
    case DiscountKind::percent:
      return percent_off_line(line.amount, line.quantity, discount.percent, rules);
    case DiscountKind::amount:
      return {mirrored ? -discount.minor : discount.minor, currency};
    case DiscountKind::unit_price:
      return line.amount - times(Money{discount.minor, currency}, line.quantity, rules.rounding);
  }
  check(false);
  return line.amount;
}

/// No line changes sign and none grows.
Money held(Money off, Money left) {
  const Money zero = Money::zero(left.currency());
  return left < zero ? std::clamp(off, left, zero) : std::clamp(off, zero, left);
}
}  // namespace

void apply_line_discounts(PricedBasket& priced, const Basket& basket, const Rules& rules) {
  for (std::size_t i = 0; i < basket.lines.size(); ++i) {
    const std::vector<ManualDiscount>& discounts = basket.lines[i].discounts;
    for (std::size_t rule = 0; rule < discounts.size(); ++rule) {
      const PricedLine& line = priced.lines[i];
      const Money off = held(wanted(discounts[rule], line, rules), line.amount);
      if (off.is_zero()) continue;
      take_off(priced, i, {Stage::line_discount, static_cast<std::uint32_t>(rule), off}, line.amount.minor(),
               Allocation::none, rules.rounding);
    }
  }
}
}  // namespace holdfast::pricing
