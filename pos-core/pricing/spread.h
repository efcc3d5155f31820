#pragma once
#include <span>
#include <vector>

#include "pricing/evaluation.h"

namespace holdfast::pricing {
struct Share {
  Rational amount;
  Rational basis;
  Allocation allocation = Allocation::none;
};

/// Spreads `off` over lines in proportion to `weights`, by the allocation that the rules name. What a line with too
/// little `room` refuses goes over the others again, until it is placed or nobody has room. All are by place in the
/// same list of lines.
std::vector<Share> spread(const Rational& off, std::span<const Rational> weights, std::vector<Rational> room,
                          const Rules& rules);
}  // namespace holdfast::pricing
