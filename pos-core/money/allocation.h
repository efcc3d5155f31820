#pragma once
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "money/rational.h"

namespace holdfast {
/// Who gets the units that are left when an amount is split; names as in the pricing cases.
enum class AllocationPolicy : std::uint8_t {
  largest_remainder,           ///< floors, then one unit each to the largest fractions; the earlier one wins a tie
  floor_then_first,            ///< floors, then one unit each from the first share on
  round_half_down_then_first,  ///< shares rounded half down, the difference from the first share on
  round_then_last,             ///< shares rounded, the last takes the difference
  largest_weight,              ///< floors, then one unit each to the largest weights
  floor_separate,              ///< floors; the rest is a further part at the end
  block_separate,              ///< whole multiples of the weights only; the rest is a further part at the end
  even_when_zero,              ///< as largest_remainder; equal parts when all weights are zero
  exact,                       ///< not whole: for quotations and tests, see allocate_exact()
};
std::optional<AllocationPolicy> parse_allocation(std::string_view name);
std::string_view name_of(AllocationPolicy allocation);

/// Splits `total` in proportion to `weights`; the parts add up to it exactly. Weights are of one sign for every policy
/// but the first; a negative total mirrors the positive one. All weights zero: everything goes to the first part
/// (even_when_zero: spread evenly). check(): not `exact`.
std::vector<std::int64_t> allocate(std::int64_t total, std::span<const Rational> weights, AllocationPolicy allocation);
/// The unrounded shares.
std::vector<Rational> allocate_exact(const Rational& total, std::span<const Rational> weights);
}  // namespace holdfast
