#pragma once
#include <cstdint>

#include "money/rational.h"

namespace holdfast::taxes {
/// A running exact sum whose shown parts are each the rounded sum so far minus what was shown before, so the parts add
/// up to the rounded sum.
class Carry {
 public:
  std::int64_t take(const Rational& part, Rounding rounding) {
    sum_ += part;
    const std::int64_t rounded = sum_.rounded(rounding);
    const std::int64_t shown = rounded - shown_;
    shown_ = rounded;
    return shown;
  }

 private:
  Rational sum_;
  std::int64_t shown_ = 0;
};
}  // namespace holdfast::taxes
