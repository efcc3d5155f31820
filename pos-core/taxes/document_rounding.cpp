#include "taxes/document_rounding.h"

#include <optional>

#include "taxes/bands.h"
#include "taxes/carry.h"

namespace holdfast::taxes {
namespace {
std::optional<std::uint32_t> first_included(const TaxableLine& line, std::span<const TaxRate> rates) {
  for (const std::uint32_t tax : line.taxes)
    if (rates[tax].included) return tax;
  return std::nullopt;
}

std::int64_t sum_where(const LineFigures& figures, const TaxableLine& line, std::span<const TaxRate> rates,
                       bool included) {
  std::int64_t sum = 0;
  for (std::size_t i = 0; i < line.taxes.size(); ++i)
    if (rates[line.taxes[i]].included == included) sum = checked_add(sum, figures.amounts[i]);
  return sum;
}
}  // namespace

std::vector<LineFigures> round_document(std::span<const TaxableLine> lines, std::span<const TaxRate> rates,
                                        const TaxRegime& regime) {
  std::vector<Carry> taxes(rates.size());
  std::vector<Carry> nets(rates.size());   // by first included tax, for target net
  std::vector<Carry> bases(rates.size());  // of taxes on tax: their table row is rounded from the raw base, too
  Carry prices;
  Carry grosses;
  std::vector<LineFigures> result;
  result.reserve(lines.size());
  for (const TaxableLine& line : lines) {
    const ExactLine exact = solve_line(line, rates);
    LineFigures figures;
    figures.price = prices.take(line.amount, regime.rounding);
    for (const ExactTax& tax : exact.taxes) figures.amounts.push_back(taxes[tax.tax].take(tax.amount, regime.rounding));
    const auto included = first_included(line, rates);
    if (regime.level == TaxLevel::document_residual_net) {
      const std::int64_t gross = grosses.take(exact.gross, regime.rounding);
      figures.net = gross - sum_where(figures, line, rates, true) - sum_where(figures, line, rates, false);
    } else if (regime.included_target == IncludedTarget::net && included) {
      figures.net = nets[*included].take(exact.net, regime.rounding);
      fit_included(figures, line, rates);
    } else {
      figures.net = figures.price - sum_where(figures, line, rates, true);
    }
    for (std::size_t i = 0; i < line.taxes.size(); ++i) {
      const bool own = is_compound(line, rates, i) || rates[line.taxes[i]].band.within;
      figures.bases.push_back(own ? bases[line.taxes[i]].take(exact.taxes[i].base, regime.rounding) : figures.net);
    }
    result.push_back(std::move(figures));
  }
  return result;
}
}  // namespace holdfast::taxes
