#include "pricing/order_discount.h"

namespace holdfast::pricing {
void apply_document_discounts(PricedBasket& priced, const Basket& basket, const Rules& rules) {
  if (basket.discounts.empty()) return;
  const OrderScope scope = order_scope(priced, basket);
  for (std::size_t rule = 0; rule < basket.discounts.size(); ++rule) {
    const ManualDiscount& discount = basket.discounts[rule];
    apply_order_discount(priced, basket, rules, scope,
                         {Stage::document_discount, static_cast<std::uint32_t>(rule), discount.kind, discount.percent,
                          discount.minor, std::nullopt});
  }
}
}  // namespace holdfast::pricing
