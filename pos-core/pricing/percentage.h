#pragma once
#include "money/quantity.h"
#include "pricing/rules.h"

namespace holdfast::pricing {
/// What a percentage takes off the amount of one line, rounded where the rules say. Mirrors: of -x it is minus that of
/// x under every rounding that mirrors.
Money percent_off_line(Money amount, Quantity quantity, Percent percent, const Rules& rules);
}  // namespace holdfast::pricing
