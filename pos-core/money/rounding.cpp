#include "money/rounding.h"

#include <array>
#include <limits>

#include "base/check.h"

namespace holdfast {
namespace {
constexpr std::array<std::string_view, 10> names{"half_up",      "half_down",    "half_even", "half_odd", "half_pos_inf",
                                                 "half_neg_inf", "up",           "down",      "ceil",     "floor"};
/// Whether the magnitude goes up by one, given the sign, the truncated quotient's parity and where the rest lies.
bool away(Rounding rounding, bool negative, bool odd, int rest_to_half) {
  switch (rounding) {
    case Rounding::half_up: return rest_to_half >= 0;
    case Rounding::half_down: return rest_to_half > 0;
    case Rounding::half_even: return rest_to_half > 0 || (rest_to_half == 0 && odd);
    case Rounding::half_odd: return rest_to_half > 0 || (rest_to_half == 0 && !odd);
    case Rounding::half_pos_inf: return rest_to_half > 0 || (rest_to_half == 0 && !negative);
    case Rounding::half_neg_inf: return rest_to_half > 0 || (rest_to_half == 0 && negative);
    case Rounding::up: return true;
    case Rounding::down: return false;
    case Rounding::ceil: return !negative;
    case Rounding::floor: return negative;
  }
  check(false);
  return false;
}
}  // namespace

std::optional<Rounding> parse_rounding(std::string_view name) {
  for (std::size_t i = 0; i < names.size(); ++i)
    if (names[i] == name) return static_cast<Rounding>(i);
  return std::nullopt;
}
std::string_view name_of(Rounding rounding) { return names[static_cast<std::size_t>(rounding)]; }

std::int64_t divide(Int128 numerator, Int128 denominator, Rounding rounding) {
  check(denominator != 0);
  const bool negative = (numerator < 0) != (denominator < 0);
  const Int128 n = numerator < 0 ? -numerator : numerator;
  const Int128 d = denominator < 0 ? -denominator : denominator;
  constexpr Int128 small = std::numeric_limits<std::uint64_t>::max();  // the processor's own division
  const bool fits = n <= small && d <= small;
  Int128 quotient = fits ? Int128{static_cast<std::uint64_t>(n) / static_cast<std::uint64_t>(d)} : n / d;
  const Int128 rest = n - quotient * d;
  if (rest != 0) {
    const Int128 over_half = rest - (d - rest);
    const int rest_to_half = over_half > 0 ? 1 : over_half == 0 ? 0 : -1;
    if (away(rounding, negative, quotient % 2 != 0, rest_to_half)) ++quotient;
  }
  check(quotient <= std::numeric_limits<std::int64_t>::max());
  const auto magnitude = static_cast<std::int64_t>(quotient);
  return negative ? -magnitude : magnitude;
}

std::int64_t round_to_step(std::int64_t value, std::int64_t step, Rounding rounding) {
  check(step > 0);
  const Int128 rounded = Int128{divide(value, step, rounding)} * step;
  return divide(rounded, 1);
}
}  // namespace holdfast
