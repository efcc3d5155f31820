#include "pricing/percentage.h"

namespace holdfast::pricing {
Rational percent_off(const Evaluation& evaluation, std::size_t line, const Rational& basis, const Rational& units,
                     const Rational& fraction) {
  const Rounding rounding = evaluation.rules.rounding;
  const Rational count = evaluation.units(line);
  const bool all = units == count;
  const Rational part = all ? basis : basis * units / count;
  switch (evaluation.rules.discount_rounding) {
    case DiscountRounding::exact:
      return part * fraction;
    case DiscountRounding::order_discount:
    case DiscountRounding::line_discount:
      return evaluation.counted(part * fraction);
    case DiscountRounding::line_price:
      return basis - evaluation.counted(basis - part * fraction);
    case DiscountRounding::unit_discount:
      return evaluation.counted(Rational{(basis / count * fraction).rounded(rounding)} * units);
    case DiscountRounding::unit_price: {
      const Rational unit = basis / count;
      const Rational left{(unit - unit * fraction).rounded(rounding)};
      return all ? basis - evaluation.counted(left * units) : evaluation.counted((unit - left) * units);
    }
  }
  check(false);
  return basis;
}
}  // namespace holdfast::pricing
