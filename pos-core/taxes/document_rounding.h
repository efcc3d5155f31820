#pragma once
#include "taxes/line_rounding.h"

namespace holdfast::taxes {
/// Levels document and document_residual_net: raw taxes are summed over the document and rounded there; what a line
/// shows is carried, so the lines add up to it.
std::vector<LineFigures> round_document(std::span<const TaxableLine> lines, std::span<const TaxRate> rates,
                                        const TaxRegime& regime);
}  // namespace holdfast::taxes
