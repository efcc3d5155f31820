#include "pricing/percentage.h"
#include "pricing/stages.h"

namespace holdfast::pricing {
namespace {
/// What the discount takes of what is left, before it is held between nothing and all of it.
Rational wanted(const Evaluation& evaluation, std::size_t line, const ManualDiscount& discount) {
  const Rational& left = evaluation.amounts[line];
  switch (discount.kind) {
    case DiscountKind::percent:
      return percent_off(evaluation, line, left, fraction_of(discount.percent));
    case DiscountKind::amount:
      return evaluation.counted(left < Rational{} ? -discount.minor : discount.minor);
    case DiscountKind::unit_price:
      return left - evaluation.counted(discount.minor * evaluation.quantities[line]);
  }
  check(false);
  return left;
}
}  // namespace

void apply_line_discounts(Evaluation& evaluation) {
  for (std::size_t i = 0; i < evaluation.basket.lines.size(); ++i) {
    const std::vector<ManualDiscount>& discounts = evaluation.basket.lines[i].discounts;
    for (std::uint32_t rule = 0; rule < discounts.size(); ++rule) {
      const Rational off = held(wanted(evaluation, i, discounts[rule]), evaluation.amounts[i]);
      if (off.is_zero()) continue;
      const Rational basis = evaluation.amounts[i];
      evaluation.take(i, Stage::line_discount, rule, off, basis);
    }
  }
}
}  // namespace holdfast::pricing
