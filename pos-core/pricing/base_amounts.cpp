#include "pricing/stages.h"

namespace holdfast::pricing {
namespace {
void record(Trail& trail, Stage stage, std::size_t line, Rounding rounding, Money basis, Money change) {
  trail.push_back(
      {stage, Allocation::none, rounding, static_cast<std::uint32_t>(line), 0, basis.minor(), change.minor()});
}

Money base_amount(const BasketLine& line, std::size_t at, Rounding rounding, Trail& trail) {
  const Money list = times(line.list_price, line.quantity, rounding);
  record(trail, Stage::list_amount, at, rounding, line.list_price, list);
  Money amount = list;
  if (line.unit_price != line.list_price) {
    amount = times(line.unit_price, line.quantity, rounding);
    record(trail, Stage::agreed_price, at, rounding, line.unit_price, amount - list);
  }
  if (line.label_amount && *line.label_amount != amount) {
    record(trail, Stage::label_price, at, rounding, *line.label_amount, *line.label_amount - amount);
    amount = *line.label_amount;
  }
  return amount;
}
}  // namespace

PricedBasket base_amounts(const Basket& basket, const Rules& rules) {
  const Money zero = Money::zero(basket.currency);
  PricedBasket priced{{}, zero, zero, zero, zero, zero, {}, {}, {}};
  priced.lines.reserve(basket.lines.size());
  priced.trail.reserve(basket.lines.size() * 3);
  for (std::size_t i = 0; i < basket.lines.size(); ++i) {
    const BasketLine& line = basket.lines[i];
    const Money amount = base_amount(line, i, rules.rounding, priced.trail);
    priced.lines.push_back({line.key, line.quantity, line.unit_price, amount, zero, amount, zero, zero, zero, {}, {}});
  }
  return priced;
}

void take_off(PricedBasket& priced, std::size_t line, const Adjustment& adjustment, std::int64_t basis,
              Allocation allocation, Rounding rounding) {
  PricedLine& target = priced.lines[line];
  target.discount += adjustment.amount;
  target.amount -= adjustment.amount;
  target.adjustments.push_back(adjustment);
  priced.trail.push_back({adjustment.stage, allocation, rounding, static_cast<std::uint32_t>(line), adjustment.rule,
                          basis, -adjustment.amount.minor()});
}
}  // namespace holdfast::pricing
