#pragma once
#include "base/result.h"
#include "pricing/basket.h"
#include "pricing/priced_basket.h"
#include "pricing/rules.h"

namespace holdfast::pricing {
/// The whole pipeline, pure: the same basket and rules give the same answer, always. Refuses what cannot be priced
/// (invalid_argument: zero quantity, a discount outside its range, an unknown tax category; limit_exceeded: amounts
/// beyond what a document may carry). A price in another currency than the basket's is a bug.
///
/// normalise - base amounts - line discounts - promotions - coupons - document discounts - taxes - totals and checks
Result<PricedBasket> price(const Basket& basket, const Rules& rules);

/// The stages before taxes, under any rules, those that leave fractions included. Refers to basket and rules.
Result<Evaluation> price_exact(const Basket& basket, const Rules& rules);
}  // namespace holdfast::pricing
