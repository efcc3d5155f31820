#pragma once
#include "taxes/compute_taxes.h"

namespace holdfast::taxes {
/// A line whose taxes are rounded already, in minor units: the step all levels share.
struct LineFigures {
  std::int64_t price = 0;  ///< the line's amount, rounded
  std::int64_t net = 0;
  std::vector<std::int64_t> amounts;  ///< one a tax of the line
  std::vector<std::int64_t> bases;    ///< the same; empty: the shown net plus the shown taxes that affect it
};

/// Whether earlier taxes of the line belong to the base of tax `at`.
bool is_compound(const TaxableLine& line, std::span<const TaxRate> rates, std::size_t at);

/// Each tax of the line rounded on its own (level line).
LineFigures round_line(const TaxableLine& line, std::span<const TaxRate> rates, const TaxRegime& regime);
/// Each tax of one unit rounded, then times the quantity (level unit). `one`: how many units that unit has, for taxes
/// that are taken by them; a discount has none.
LineFigures round_units(const TaxableLine& line, std::span<const TaxRate> rates, const TaxRegime& regime,
                        Quantity one = Quantity::pieces(1));
/// Either of them by the regime's level; under DiscountTax::separate the full line's minus its discount's.
LineFigures round_one(const TaxableLine& line, std::span<const TaxRate> rates, const TaxRegime& regime);
/// With target net: net is given, so the rest of the price goes to the last included percentage.
void fit_included(LineFigures& figures, const TaxableLine& line, std::span<const TaxRate> rates);

/// Adds the bases as they are shown.
TaxedLine shown_line(const LineFigures& figures, const TaxableLine& line, std::span<const TaxRate> rates,
                     Currency currency);
}  // namespace holdfast::taxes
