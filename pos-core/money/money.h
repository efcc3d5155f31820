#pragma once
#include <array>
#include <compare>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/check.h"
#include "money/rounding.h"

namespace holdfast {
/// A currency of ISO 4217 with its number of minor-unit decimals (0 to 4; up to 6 for units of account in tests).
class Currency {
 public:
  constexpr Currency(std::string_view code, int minor_units) : minor_units_{static_cast<std::int8_t>(minor_units)} {
    check(code.size() == 3 && minor_units >= 0 && minor_units <= 6);
    for (std::size_t i = 0; i < 3; ++i) code_[i] = code[i];
  }
  constexpr std::string_view code() const { return {code_.data(), 3}; }
  constexpr int minor_units() const { return minor_units_; }
  /// 10 to the power of minor_units.
  constexpr std::int64_t minor_per_major() const {
    std::int64_t n = 1;
    for (int i = 0; i < minor_units_; ++i) n *= 10;
    return n;
  }
  friend constexpr bool operator==(const Currency&, const Currency&) = default;

 private:
  std::array<char, 3> code_{};
  std::int8_t minor_units_;
};

struct CurrencyRow {
  std::string_view code;
  int numeric;
  int minor_units;
};
/// All active currencies of ISO 4217, sorted by code (currencies.cpp).
std::span<const CurrencyRow> iso_currencies();
std::optional<Currency> find_currency(std::string_view code);

constexpr std::int64_t checked_add(std::int64_t a, std::int64_t b) {
  std::int64_t sum = 0;
  check(!__builtin_add_overflow(a, b, &sum));
  return sum;
}

/// An amount of one currency in its minor unit. Adding two currencies is a bug in our code, never bad input, so it
/// stops the process; amounts that arrive from outside go through parse_money() or a checked JSON reader.
class Money {
 public:
  constexpr Money(std::int64_t minor, Currency currency) : minor_{minor}, currency_{currency} {}
  static constexpr Money zero(Currency currency) { return {0, currency}; }
  constexpr std::int64_t minor() const { return minor_; }
  constexpr Currency currency() const { return currency_; }
  constexpr bool is_zero() const { return minor_ == 0; }
  friend constexpr Money operator+(Money a, Money b) {
    check(a.currency_ == b.currency_);
    return {checked_add(a.minor_, b.minor_), a.currency_};
  }
  friend constexpr Money operator-(Money a) { return {-a.minor_, a.currency_}; }
  friend constexpr Money operator-(Money a, Money b) { return a + -b; }
  constexpr Money& operator+=(Money b) { return *this = *this + b; }
  constexpr Money& operator-=(Money b) { return *this = *this - b; }
  friend constexpr bool operator==(Money, Money) = default;
  friend constexpr std::strong_ordering operator<=>(Money a, Money b) {
    check(a.currency_ == b.currency_);
    return a.minor_ <=> b.minor_;
  }

 private:
  std::int64_t minor_;
  Currency currency_;
};

/// `12.30`, `-0.05`, `1234` (no grouping): major units with at most the currency's decimals.
std::optional<Money> parse_money(std::string_view text, Currency currency);
/// Plain decimal notation with all minor digits: `12.30`.
std::string to_decimal(Money amount);

/// Splits in proportion to `weights` (none negative unless all are of one sign); the parts add up to `total` exactly
/// (largest remainder, earlier line wins a tie). All weights zero: everything goes to the first, nothing when there is none.
std::vector<std::int64_t> allocate(std::int64_t total, std::span<const std::int64_t> weights);
std::vector<Money> allocate(Money total, std::span<const std::int64_t> weights);
}  // namespace holdfast
