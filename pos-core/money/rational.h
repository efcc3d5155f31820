#pragma once
#include <compare>
#include <cstdint>

#include "money/rounding.h"

namespace holdfast {
/// An exact value between two rounding points: a fraction in lowest terms with a positive denominator. A price that
/// contains tax has to be divided, so scaled integers alone are not enough.
///
/// When a result no longer fits 128 bits (sums over many unlike denominators), both sides are first taken to 10^-12 of
/// a unit, always the same way; what still does not fit then is a bug (check()).
class Rational {
 public:
  constexpr Rational(std::int64_t whole = 0) : numerator_{whole} {}  // NOLINT: a whole number is a fraction
  Rational(Int128 numerator, Int128 denominator);
  Int128 numerator() const { return numerator_; }
  Int128 denominator() const { return denominator_; }
  bool is_zero() const { return numerator_ == 0; }
  /// As a whole number.
  std::int64_t rounded(Rounding rounding = Rounding::half_up) const {
    const auto whole = static_cast<std::int64_t>(numerator_);
    return denominator_ == 1 && whole == numerator_ ? whole : divide(numerator_, denominator_, rounding);
  }

  // Most values are whole minor units: those stay in line.
  friend Rational operator+(const Rational& a, const Rational& b) {
    Int128 sum = 0;
    if (a.denominator_ == 1 && b.denominator_ == 1 && !__builtin_add_overflow(a.numerator_, b.numerator_, &sum))
      return {sum, 1, Reduced{}};
    return add(a, b);
  }
  friend Rational operator-(const Rational& a) { return Rational{-a.numerator_, a.denominator_, Reduced{}}; }
  friend Rational operator-(const Rational& a, const Rational& b) { return a + -b; }
  friend Rational operator*(const Rational& a, const Rational& b) {
    Int128 product = 0;
    if (a.denominator_ == 1 && b.denominator_ == 1 && !__builtin_mul_overflow(a.numerator_, b.numerator_, &product))
      return {product, 1, Reduced{}};
    return multiply(a, b);
  }
  friend Rational operator/(const Rational& a, const Rational& b);
  Rational& operator+=(const Rational& b) { return *this = *this + b; }
  friend bool operator==(const Rational&, const Rational&) = default;
  friend std::strong_ordering operator<=>(const Rational& a, const Rational& b) {
    if (a.denominator_ == b.denominator_) return a.numerator_ <=> b.numerator_;
    return add(a, -b).numerator_ <=> Int128{0};
  }

 private:
  struct Reduced {};
  Rational(Int128 numerator, Int128 denominator, Reduced) : numerator_{numerator}, denominator_{denominator} {}
  Rational coarse() const;
  static Rational add(const Rational& a, const Rational& b);
  static Rational multiply(const Rational& a, const Rational& b);
  Int128 numerator_ = 0;
  Int128 denominator_ = 1;
};
}  // namespace holdfast
