#pragma once
#include "pricing/evaluation.h"

namespace holdfast::pricing {
inline Rational fraction_of(Percent percent) { return {percent.micro(), 100 * Quantity::one_micro}; }
/// 10 is 10 %.
inline Rational fraction_of(const Rational& percent) { return percent * Rational{1, 100}; }

/// What a fraction takes off `units` units of a line that comes to `basis`, rounded where the rules say. Mirrors: of -x
/// it is minus that of x under every rounding that mirrors.
Rational percent_off(const Evaluation& evaluation, std::size_t line, const Rational& basis, const Rational& units,
                     const Rational& fraction);
inline Rational percent_off(const Evaluation& evaluation, std::size_t line, const Rational& basis,
                            const Rational& fraction) {
  return percent_off(evaluation, line, basis, evaluation.units(line), fraction);
}
}  // namespace holdfast::pricing
