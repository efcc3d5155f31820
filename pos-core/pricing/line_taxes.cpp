#include "pricing/stages.h"

namespace holdfast::pricing {
namespace {
void record(Trail& trail, std::size_t line, const PricedLine& priced, const Rules& rules) {
  std::int64_t reached = priced.amount.minor();
  for (const taxes::LineTax& tax : priced.taxes) {
    const bool included = rules.taxes.rates[tax.tax].included;
    if (!included) reached = checked_add(reached, tax.amount.minor());
    trail.push_back({included ? Stage::included_tax : Stage::tax, Allocation::none, rules.regime.rounding,
                     static_cast<std::uint32_t>(line), tax.tax, tax.base.minor(), tax.amount.minor()});
  }
  if (reached != priced.gross.minor())
    trail.push_back({Stage::tax_rounding, Allocation::none, rules.regime.rounding, static_cast<std::uint32_t>(line), 0,
                     reached, priced.gross.minor() - reached});
}
}  // namespace

void apply_taxes(PricedBasket& priced, const Basket& basket, const Rules& rules) {
  std::vector<taxes::TaxableLine> lines;
  lines.reserve(priced.lines.size());
  for (std::size_t i = 0; i < priced.lines.size(); ++i)
    lines.push_back({priced.lines[i].amount.minor(), priced.lines[i].quantity,
                     rules.taxes.of_category(basket.lines[i].tax_category), priced.lines[i].discount.minor()});
  const Currency currency = priced.total.currency();
  taxes::TaxedDocument document = taxes::compute_taxes(lines, rules.taxes.rates, rules.regime, currency);
  for (std::size_t i = 0; i < priced.lines.size(); ++i) {
    PricedLine& line = priced.lines[i];
    line.net = document.lines[i].net;
    line.tax = document.lines[i].tax;
    line.gross = document.lines[i].gross;
    line.taxes = std::move(document.lines[i].taxes);
    record(priced.trail, i, line, rules);
  }
  priced.taxes = std::move(document.table);
}
}  // namespace holdfast::pricing
