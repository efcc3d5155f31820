#pragma once
#include <cstdint>
#include <span>
#include <vector>

#include "money/rational.h"
#include "taxes/tax.h"

namespace holdfast::taxes {
/// One line after all discounts. `amount` is in the price's basis (it contains the line's included taxes), in minor
/// units; usually whole, exact when the caller's line amounts are not rounded. Its sign is that of `quantity`.
struct TaxableLine {
  Rational amount;
  Quantity quantity = Quantity::pieces(1);
  std::span<const std::uint32_t> taxes;  ///< indices into the rates, in order of computation
  Rational discount{0};                  ///< what was taken off to get to `amount`; DiscountTax::separate asks
};

struct LineTax {
  std::uint32_t tax;  ///< index into the rates
  Money base;         ///< with the earlier taxes that affect it
  Money amount;
  friend bool operator==(const LineTax&, const LineTax&) = default;
};

struct TaxedLine {
  Money net;
  Money tax;
  Money gross;
  std::vector<LineTax> taxes;
};

/// What each tax comes to over the document, in order of the rates; only taxes that some line carries.
struct TaxedDocument {
  std::vector<TaxedLine> lines;
  std::vector<LineTax> table;
  Money net;
  Money tax;
  Money gross;
};

/// net + tax = gross on every line and for the document, the lines add up to the document and to the table. With
/// included taxes only, a whole amount is the gross, whatever the rates (on every level). A tax whose band an amount is
/// not in is not among the line's taxes.
TaxedDocument compute_taxes(std::span<const TaxableLine> lines, std::span<const TaxRate> rates, const TaxRegime& regime,
                            Currency currency);

/// The line before any rounding, with all its taxes whatever their bands: net N solves amount = N + included taxes,
/// every tax being a x N + b.
struct ExactTax {
  std::uint32_t tax;
  Rational base;
  Rational amount;
};
struct ExactLine {
  Rational net;
  Rational gross;
  std::vector<ExactTax> taxes;
};
ExactLine solve_line(const TaxableLine& line, std::span<const TaxRate> rates);
}  // namespace holdfast::taxes
