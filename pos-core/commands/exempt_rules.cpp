#include "commands/exempt_rules.h"

#include <algorithm>

#include "taxes/compute_taxes.h"

namespace holdfast::commands {
namespace {
/// The price of one without what is lifted, in minor units.
Rational without_lifted(const Rational& unit, std::span<const std::uint32_t> taxes, const pricing::Rules& with,
                        const pricing::Rules& without) {
  const taxes::ExactLine line = taxes::solve_line({unit, Quantity::pieces(1), taxes}, with.taxes.rates);
  Rational left = unit;
  for (const taxes::ExactTax& tax : line.taxes)
    if (without.taxes.rates[tax.tax].exempt && !with.taxes.rates[tax.tax].exempt && with.taxes.rates[tax.tax].included)
      left = left - tax.amount;
  return left;
}
}  // namespace

pricing::Rules exempt_rules(const pricing::Rules& rules, const customers::Exemption& exemption) {
  pricing::Rules out = rules;
  for (taxes::TaxRate& rate : out.taxes.rates) {
    const auto& lifted = exemption.taxes;
    if (!lifted.empty() && std::find(lifted.begin(), lifted.end(), rate.code) == lifted.end()) continue;
    rate.exempt = true;
    rate.included = false;
  }
  return out;
}

void take_out_lifted_tax(pricing::BasketLine& line, const pricing::Rules& with, const pricing::Rules& without) {
  const auto of_line = with.taxes.of_category(line.tax_category);
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
}  // namespace holdfast::commands
