#pragma once
#include <cstdint>
#include <span>
#include <vector>

#include "base/result.h"
#include "pricing/basket.h"
#include "pricing/priced_basket.h"
#include "pricing/rules.h"

namespace holdfast::pricing {
// The stages of price(), in order. Each reads what the earlier ones wrote and adds its changes to the trail; lines keep
// their places, so an index means the same line in the basket and in the result.

/// Refuses what cannot be priced; everything after it may trust the basket.
Result<> normalise(const Basket& basket, const Rules& rules);
/// quantity x unit price or the label's amount, rounded: from here on the line amount is the truth.
PricedBasket base_amounts(const Basket& basket, const Rules& rules);
void apply_line_discounts(PricedBasket& priced, const Basket& basket, const Rules& rules);
void apply_coupons(PricedBasket& priced, const Basket& basket, const Rules& rules);
void apply_document_discounts(PricedBasket& priced, const Basket& basket, const Rules& rules);
void apply_taxes(PricedBasket& priced, const Basket& basket, const Rules& rules);
/// Sums of stored integers, then the checks that must hold on every document.
void total_up(PricedBasket& priced);

/// Takes `amount` off a line: adjustment, discount, remaining amount and trail in one place.
void take_off(PricedBasket& priced, std::size_t line, const Adjustment& adjustment, std::int64_t basis,
              Allocation allocation, Rounding rounding);
}  // namespace holdfast::pricing
