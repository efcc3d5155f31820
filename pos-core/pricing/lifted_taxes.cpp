#include "pricing/lifted_taxes.h"

#include "taxes/bands.h"
#include "taxes/solvable.h"

namespace holdfast::pricing {
namespace {
/// The price of one without what is lifted, in minor units.
Rational without_lifted(const Rational& unit, std::span<const std::uint32_t> taxes, const taxes::TaxTable& with,
                        const taxes::TaxTable& without) {
  const taxes::TaxableLine whole{unit, Quantity::pieces(1), taxes};
  const taxes::BandedLines banded{{&whole, 1}, with.rates};
  const taxes::ExactLine line = taxes::solve_line(banded.lines()[0], with.rates);
  Rational left = unit;
  for (const taxes::ExactTax& tax : line.taxes)
    if (without.rates[tax.tax].exempt && !with.rates[tax.tax].exempt && with.rates[tax.tax].included)
      left = left - tax.amount;
  return left;
}
}  // namespace

void lift(taxes::TaxRate& rate, taxes::Treatment treatment) {
  if (rate.exempt) return;
  rate.exempt = true;
  rate.included = false;
  rate.rate = Percent{};  // what is reported by percentage finds it under nought
  rate.treatment = treatment;
  rate.code = taxes::code_without_tax(rate.code, treatment);
}

void take_out_lifted_tax(BasketLine& line, const taxes::TaxTable& with, const taxes::TaxTable& without) {
  const auto of_line = with.of_category(line.tax_category);
  if (taxes::flaw_together(of_line, with.rates)) return;  // price() refuses the line
  const auto net = [&](const Rational& unit) { return without_lifted(unit, of_line, with, without); };
  const Currency currency = line.unit_price.currency();
  const Rational unit = net(Rational{line.unit_price.minor()});
  if (unit == Rational{line.unit_price.minor()}) return;
  line.fine_unit_price = unit;
  line.unit_price = Money{unit.rounded(), currency};
  line.list_price = Money{net(Rational{line.list_price.minor()}).rounded(), currency};
  if (line.label_amount) line.label_amount = Money{net(Rational{line.label_amount->minor()}).rounded(), currency};
  if (line.min_unit_price) line.fine_min_unit_price = net(Rational{line.min_unit_price->minor()});
}
}  // namespace holdfast::pricing
