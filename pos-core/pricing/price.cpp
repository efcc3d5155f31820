#include "pricing/price.h"

#include "pricing/stages.h"

namespace holdfast::pricing {
Result<PricedBasket> price(const Basket& basket, const Rules& rules) {
  TRY(normalise(basket, rules));
  PricedBasket priced = base_amounts(basket, rules);
  apply_line_discounts(priced, basket, rules);
  apply_coupons(priced, basket, rules);
  apply_document_discounts(priced, basket, rules);
  apply_taxes(priced, basket, rules);
  total_up(priced);
  return priced;
}
}  // namespace holdfast::pricing
