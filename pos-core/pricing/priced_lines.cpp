#include "pricing/stages.h"

namespace holdfast::pricing {
namespace {
Money money(const Rational& amount, Currency currency) {
  check(amount.denominator() == 1);  // price() takes no rules that leave fractions
  return {amount.rounded(), currency};
}
}  // namespace

PricedBasket priced_lines(Evaluation&& evaluation) {
  const Basket& basket = evaluation.basket;
  const Currency currency = basket.currency;
  const Money zero = Money::zero(currency);
  PricedBasket priced{{}, zero, zero, zero, zero, zero, {}, {}, {}, {}};
  priced.lines.reserve(basket.lines.size());
  for (std::size_t i = 0; i < basket.lines.size(); ++i) {
    const BasketLine& line = basket.lines[i];
    const Money subtotal = money(evaluation.subtotals[i], currency);
    const Money amount = money(evaluation.amounts[i], currency);
    priced.lines.push_back(
        {line.key, line.quantity, line.unit_price, subtotal, subtotal - amount, amount, zero, zero, zero, {}, {}});
  }
  std::vector<std::uint32_t> count(basket.lines.size(), 0);
  for (const Taken& taken : evaluation.taken) ++count[taken.line];
  for (std::size_t i = 0; i < count.size(); ++i) priced.lines[i].adjustments.reserve(count[i]);
  for (const Taken& taken : evaluation.taken)
    priced.lines[taken.line].adjustments.push_back({taken.stage, taken.rule, money(taken.amount, currency)});
  for (const Total& total : evaluation.totals)
    priced.deductions.push_back({total.stage, total.rule, money(total.amount, currency)});
  priced.trail = std::move(evaluation.trail);
  priced.refused = std::move(evaluation.refused);
  return priced;
}
}  // namespace holdfast::pricing
