#pragma once
#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "money/money.h"

namespace holdfast {
/// Reads plain decimal notation into an integer with `decimals` implied digits; more digits than that, exponents, blanks
/// and values beyond 64 bits are refused.
std::optional<std::int64_t> parse_scaled(std::string_view text, int decimals);
/// The reverse; `trim` drops trailing zeros of the fraction.
std::string format_scaled(std::int64_t value, int decimals, bool trim);

/// A decimal count of a unit (pieces, kg, l, m) with six implied decimals: exact for every scale and label we read.
class Quantity {
 public:
  static constexpr std::int64_t one_micro = 1'000'000;
  constexpr Quantity() = default;
  static constexpr Quantity from_micro(std::int64_t micro) { return Quantity{micro}; }
  static constexpr Quantity pieces(std::int64_t count) { return Quantity{count * one_micro}; }
  constexpr std::int64_t micro() const { return micro_; }
  constexpr bool is_zero() const { return micro_ == 0; }
  constexpr bool is_whole() const { return micro_ % one_micro == 0; }
  friend constexpr Quantity operator+(Quantity a, Quantity b) { return Quantity{checked_add(a.micro_, b.micro_)}; }
  friend constexpr Quantity operator-(Quantity a) { return Quantity{-a.micro_}; }
  friend constexpr Quantity operator-(Quantity a, Quantity b) { return a + -b; }
  friend constexpr auto operator<=>(Quantity, Quantity) = default;

 private:
  constexpr explicit Quantity(std::int64_t micro) : micro_{micro} {}
  std::int64_t micro_ = 0;
};

/// Up to six decimals, magnitude up to 1,000,000,000.
std::optional<Quantity> parse_quantity(std::string_view text);
/// Shortest plain notation: `3`, `0.482`.
std::string to_string(Quantity quantity);

/// quantity x unit price, rounded once: the first rounding point of a sale.
inline Money times(Money unit_price, Quantity quantity, Rounding rounding = Rounding::half_up) {
  return {divide(Int128{unit_price.minor()} * quantity.micro(), Quantity::one_micro, rounding), unit_price.currency()};
}

/// A percentage with six decimals: 13.5 % is 13'500'000.
class Percent {
 public:
  constexpr Percent() = default;
  static constexpr Percent from_micro(std::int64_t micro) { return Percent{micro}; }
  static constexpr Percent whole(std::int64_t percent) { return Percent{percent * 1'000'000}; }
  constexpr std::int64_t micro() const { return micro_; }
  friend constexpr auto operator<=>(Percent, Percent) = default;
  /// Of this amount, rounded.
  Money of(Money amount, Rounding rounding = Rounding::half_up) const {
    return {divide(Int128{amount.minor()} * micro_, 100'000'000, rounding), amount.currency()};
  }

 private:
  constexpr explicit Percent(std::int64_t micro) : micro_{micro} {}
  std::int64_t micro_ = 0;
};
std::optional<Percent> parse_percent(std::string_view text);
std::string to_string(Percent percent);
}  // namespace holdfast
