#include "money/rational.h"

#include <limits>
#include <numeric>

#include "base/check.h"

namespace holdfast {
namespace {
constexpr std::int64_t coarse_denominator = 1'000'000'000'000;

Int128 magnitude(Int128 value) { return value < 0 ? -value : value; }

Int128 common_divisor(Int128 a, Int128 b) {
  constexpr Int128 small = std::numeric_limits<std::uint64_t>::max();
  while (b != 0) {
    if (a <= small && b <= small) return std::gcd(static_cast<std::uint64_t>(a), static_cast<std::uint64_t>(b));
    const Int128 rest = a % b;
    a = b;
    b = rest;
  }
  return a;
}

/// a/b + c/d without reducing; false when it does not fit.
bool try_add(Int128 a, Int128 b, Int128 c, Int128 d, Int128& numerator, Int128& denominator) {
  const Int128 shared = common_divisor(b, d);
  Int128 left = 0;
  Int128 right = 0;
  return !__builtin_mul_overflow(a, d / shared, &left) && !__builtin_mul_overflow(c, b / shared, &right) &&
         !__builtin_add_overflow(left, right, &numerator) && !__builtin_mul_overflow(b, d / shared, &denominator);
}

/// The same for a product; the factors are reduced crosswise first, so the result is in lowest terms.
bool try_multiply(Int128 a, Int128 b, Int128 c, Int128 d, Int128& numerator, Int128& denominator) {
  const Int128 first = common_divisor(magnitude(a), d);
  const Int128 second = common_divisor(magnitude(c), b);
  return !__builtin_mul_overflow(a / first, c / second, &numerator) &&
         !__builtin_mul_overflow(b / second, d / first, &denominator);
}
}  // namespace

Rational::Rational(Int128 numerator, Int128 denominator) {
  check(denominator != 0);
  if (denominator < 0) {
    numerator = -numerator;
    denominator = -denominator;
  }
  const Int128 shared = common_divisor(magnitude(numerator), denominator);
  numerator_ = numerator / shared;
  denominator_ = denominator / shared;
}

Rational Rational::coarse() const {
  if (denominator_ <= coarse_denominator) return *this;
  const bool negative = numerator_ < 0;
  const Int128 whole = magnitude(numerator_) / denominator_;
  Int128 rest = magnitude(numerator_) % denominator_;
  Int128 denominator = denominator_;
  while (denominator > Int128{coarse_denominator} * coarse_denominator) {  // so that rest x 10^12 fits
    rest /= 10;
    denominator /= 10;
  }
  const Int128 fraction = (rest * coarse_denominator + denominator / 2) / denominator;
  Int128 numerator = 0;
  check(!__builtin_mul_overflow(whole, Int128{coarse_denominator}, &numerator));
  numerator += fraction;
  return {negative ? -numerator : numerator, coarse_denominator};
}

Rational Rational::add(const Rational& a, const Rational& b) {
  Int128 numerator = 0;
  Int128 denominator = 0;
  if (try_add(a.numerator_, a.denominator_, b.numerator_, b.denominator_, numerator, denominator))
    return {numerator, denominator};
  const Rational c = a.coarse();
  const Rational d = b.coarse();
  check(try_add(c.numerator_, c.denominator_, d.numerator_, d.denominator_, numerator, denominator));
  return {numerator, denominator};
}

Rational Rational::multiply(const Rational& a, const Rational& b) {
  Int128 numerator = 0;
  Int128 denominator = 0;
  if (try_multiply(a.numerator_, a.denominator_, b.numerator_, b.denominator_, numerator, denominator))
    return {numerator, denominator, Reduced{}};
  const Rational c = a.coarse();
  const Rational d = b.coarse();
  check(try_multiply(c.numerator_, c.denominator_, d.numerator_, d.denominator_, numerator, denominator));
  return {numerator, denominator, Reduced{}};
}

Rational operator/(const Rational& a, const Rational& b) {
  check(b.numerator_ != 0);
  const bool negative = b.numerator_ < 0;
  return a * Rational{negative ? -b.denominator_ : b.denominator_, magnitude(b.numerator_), Rational::Reduced{}};
}
}  // namespace holdfast
