#pragma once
#include "base/result.h"
#include "pricing/evaluation.h"
#include "pricing/priced_basket.h"

namespace holdfast::pricing {
// The stages of price(), in order. Each reads what the earlier ones wrote and adds its changes to the trail; lines keep
// their places, so an index means the same line in the basket and in the result.

/// Refuses what cannot be priced; everything after it may trust the basket.
Result<> normalise(const Basket& basket, const Rules& rules);
/// quantity x unit price or the label's amount, rounded: from here on the line amount is the truth.
Evaluation base_amounts(const Basket& basket, const Rules& rules);
void apply_line_discounts(Evaluation& evaluation);
void apply_promotions(Evaluation& evaluation);
void apply_coupons(Evaluation& evaluation);
void apply_document_discounts(Evaluation& evaluation);
/// The amounts as money, with each line's adjustments; taxes and totals are still missing.
PricedBasket priced_lines(Evaluation&& evaluation);
void apply_taxes(PricedBasket& priced, const Basket& basket, const Rules& rules);
/// Sums of stored integers, then the checks that must hold on every document.
void total_up(PricedBasket& priced);
/// Everything after the promotions: coupons, document discounts, taxes, totals.
PricedBasket priced(Evaluation&& evaluation);
}  // namespace holdfast::pricing
