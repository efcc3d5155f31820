#include "pricing/price.h"

#include "pricing/stages.h"

namespace holdfast::pricing {
namespace {
/// What comes after the promotions and before the taxes.
void apply_order_stages(Evaluation& evaluation) {
  apply_coupons(evaluation);
  apply_document_discounts(evaluation);
}
}  // namespace

Result<Evaluation> price_exact(const Basket& basket, const Rules& rules) {
  TRY(normalise(basket, rules));
  Evaluation evaluation = base_amounts(basket, rules);
  apply_line_discounts(evaluation);
  apply_promotions(evaluation);
  apply_order_stages(evaluation);
  return evaluation;
}

PricedBasket priced(Evaluation&& evaluation) {
  apply_order_stages(evaluation);
  const Basket& basket = evaluation.basket;
  const Rules& rules = evaluation.rules;
  PricedBasket result = priced_lines(std::move(evaluation));
  apply_taxes(result, basket, rules);
  total_up(result);
  return result;
}

Result<PricedBasket> price(const Basket& basket, const Rules& rules) {
  if (rules.exact())
    return refuse(ErrorCode::invalid_argument, "a document is not priced by rules that leave fractions");
  TRY(normalise(basket, rules));
  Evaluation evaluation = base_amounts(basket, rules);
  apply_line_discounts(evaluation);
  apply_promotions(evaluation);
  return priced(std::move(evaluation));
}
}  // namespace holdfast::pricing
