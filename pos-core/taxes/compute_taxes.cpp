#include "taxes/compute_taxes.h"

#include <algorithm>

#include "taxes/bands.h"
#include "taxes/carry.h"
#include "taxes/document_rounding.h"

namespace holdfast::taxes {
namespace {
void add_to_table(std::vector<LineTax>& table, const LineTax& row) {
  const auto at = std::lower_bound(table.begin(), table.end(), row.tax,
                                   [](const LineTax& known, std::uint32_t tax) { return known.tax < tax; });
  if (at == table.end() || at->tax != row.tax) {
    table.insert(at, row);
    return;
  }
  at->base += row.base;
  at->amount += row.amount;
}

void add_line(TaxedDocument& document, TaxedLine line) {
  for (const LineTax& row : line.taxes) add_to_table(document.table, row);
  document.net += line.net;
  document.tax += line.tax;
  document.gross += line.gross;
  document.lines.push_back(std::move(line));
}
}  // namespace

TaxedDocument compute_taxes(std::span<const TaxableLine> given, std::span<const TaxRate> rates, const TaxRegime& regime,
                            Currency currency) {
  const BandedLines banded{given, rates};
  const std::span<const TaxableLine> lines = banded.lines();
  const Money zero = Money::zero(currency);
  TaxedDocument document{{}, {}, zero, zero, zero};
  document.lines.reserve(lines.size());
  if (regime.level == TaxLevel::document || regime.level == TaxLevel::document_residual_net) {
    const std::vector<LineFigures> figures = round_document(lines, rates, regime);
    for (std::size_t i = 0; i < lines.size(); ++i)
      add_line(document, shown_line(figures[i], lines[i], rates, currency));
    return document;
  }
  Carry amounts;  // amounts finer than a minor unit are shown so that the lines add up to the rounded document
  for (const TaxableLine& line : lines) {
    LineFigures figures = round_one(line, rates, regime);
    const std::int64_t odd = amounts.take(line.amount, regime.rounding) - figures.price;
    figures.price += odd;
    figures.net += odd;
    add_line(document, shown_line(figures, line, rates, currency));
  }
  return document;
}
}  // namespace holdfast::taxes
