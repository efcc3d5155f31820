#pragma once
#include <cstdint>
#include <optional>
#include <string_view>

namespace holdfast {
__extension__ typedef __int128 Int128;  // NOLINT: the only exact intermediate we have; -Wpedantic wants the marker

/// Named rounding policies; names as in the pricing cases. `half_up` goes away from zero at a tie, so that a return
/// mirrors its sale; it is the default everywhere.
enum class Rounding { half_up, half_down, half_even, half_odd, half_pos_inf, half_neg_inf, up, down, ceil, floor };

std::optional<Rounding> parse_rounding(std::string_view name);
std::string_view name_of(Rounding rounding);

/// numerator / denominator as a whole number. The result must fit 64 bits (check()).
std::int64_t divide(Int128 numerator, Int128 denominator, Rounding rounding = Rounding::half_up);
/// The nearest multiple of `step` (> 0).
std::int64_t round_to_step(std::int64_t value, std::int64_t step, Rounding rounding = Rounding::half_up);
}  // namespace holdfast
