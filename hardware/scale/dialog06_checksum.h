#pragma once
#include <cstdint>

#include "scale/dialog06.h"

namespace holdfast::scale {
/// What the maker gives out under contract; without it scales run with the check off (hardware protocols 7.3).
struct DialogChecksumSecret {
  std::uint16_t polynomial = 0;  ///< of degree 16, the highest term left out
  std::uint16_t start = 0;       ///< the first CS; any will do, and each further demand gets another one
  ChecksumSpelling spelling = ChecksumSpelling::separated;
};

/// CS goes out rotated left z1 times. KW is the remainder of CS (before its rotation, sixteen zeros behind it) by the
/// polynomial, rotated right z2 times.
DialogChecksums checksums_for(const DialogChecksumDemand& demand, std::uint16_t cs, std::uint16_t polynomial);
/// The scale's side of it.
bool satisfies(const DialogChecksums& sums, const DialogChecksumDemand& demand, std::uint16_t polynomial);
}  // namespace holdfast::scale
