#pragma once
#include "taxes/compute_taxes.h"

namespace holdfast::taxes {
/// Lines with the taxes whose bands their amounts are in. Keeps what its lines point at, so it has to outlive them.
class BandedLines {
 public:
  BandedLines(std::span<const TaxableLine> lines, std::span<const TaxRate> rates);
  BandedLines(const BandedLines&) = delete;
  BandedLines& operator=(const BandedLines&) = delete;
  std::span<const TaxableLine> lines() const { return lines_; }

 private:
  std::span<const TaxableLine> lines_;
  std::vector<TaxableLine> own_;                   ///< empty: no rate has a band
  std::vector<std::vector<std::uint32_t>> taxes_;  ///< of own_
};

/// The base of a tax that is taken on the part of each unit's price within its band: what lies between the two,
/// times the units; of the line's sign.
Rational base_within(const TaxableLine& line, const TaxBand& band);
}  // namespace holdfast::taxes
