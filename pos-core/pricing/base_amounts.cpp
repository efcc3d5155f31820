#include "pricing/stages.h"

namespace holdfast::pricing {
namespace {
void record(Trail& trail, Stage stage, std::size_t line, Rounding rounding, const Rational& basis,
            const Rational& change) {
  trail.push_back(
      {stage, Allocation::none, rounding, static_cast<std::uint32_t>(line), 0, basis.rounded(), change.rounded()});
}

Rational product(const Rational& price, const Rational& quantity, const Rules& rules) {
  switch (rules.line_amount) {
    case LineAmount::exact:
      return price * quantity;
    case LineAmount::unit:
      return Rational{(Rational{price.rounded(rules.rounding)} * quantity).rounded(rules.rounding)};
    case LineAmount::round:
      return Rational{(price * quantity).rounded(rules.rounding)};
  }
  check(false);
  return price;
}

Rational base_amount(const BasketLine& line, std::size_t at, const Rational& quantity, const Rules& rules,
                     Trail& trail) {
  const Rational list_price = line.fine_unit_price ? *line.fine_unit_price : Rational{line.list_price.minor()};
  const Rational list = product(list_price, quantity, rules);
  record(trail, Stage::list_amount, at, rules.rounding, list_price, list);
  Rational amount = list;
  if (!line.fine_unit_price && line.unit_price != line.list_price) {
    const Rational agreed{line.unit_price.minor()};
    amount = product(agreed, quantity, rules);
    record(trail, Stage::agreed_price, at, rules.rounding, agreed, amount - list);
  }
  if (line.label_amount && Rational{line.label_amount->minor()} != amount) {
    const Rational label{line.label_amount->minor()};
    record(trail, Stage::label_price, at, rules.rounding, label, label - amount);
    amount = label;
  }
  return amount;
}
}  // namespace

Evaluation base_amounts(const Basket& basket, const Rules& rules) {
  Evaluation evaluation{basket, rules, {}, {}, {}, {}, {}, {}, {}};
  const std::size_t count = basket.lines.size();
  evaluation.quantities.reserve(count);
  evaluation.subtotals.reserve(count);
  evaluation.trail.reserve(count * 3);
  for (std::size_t i = 0; i < count; ++i) {
    const BasketLine& line = basket.lines[i];
    evaluation.quantities.push_back(line.quantity.is_whole() ? Rational{line.quantity.micro() / Quantity::one_micro}
                                                             : Rational{line.quantity.micro(), Quantity::one_micro});
    evaluation.subtotals.push_back(base_amount(line, i, evaluation.quantities[i], rules, evaluation.trail));
  }
  evaluation.amounts = evaluation.subtotals;
  return evaluation;
}
}  // namespace holdfast::pricing
