#pragma once
#include <optional>
#include <vector>

#include "pricing/stages.h"

namespace holdfast::pricing {
/// The lines that discounts over several lines may touch, as they stood when that stage began.
struct OrderScope {
  std::vector<bool> eligible;
  std::vector<std::int64_t> before;  ///< amounts at the start of the stage
};
OrderScope order_scope(const PricedBasket& priced, const Basket& basket);

struct OrderDiscount {
  Stage stage;
  std::uint32_t rule;
  DiscountKind kind;  ///< percent or amount
  Percent percent;
  std::int64_t minor;
  std::optional<std::int64_t> cap;
};
/// One discount over all eligible lines: a single rounded amount, never more than their sum, spread by largest
/// remainder and for good; or line by line where the rules say so. A line that cannot take its share (a floor, or
/// nothing left) passes it on. Return lines are mirrored. Appends a deduction even when nothing came off.
void apply_order_discount(PricedBasket& priced, const Basket& basket, const Rules& rules, const OrderScope& scope,
                          const OrderDiscount& discount);
}  // namespace holdfast::pricing
