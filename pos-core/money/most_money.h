#pragma once
#include <cstdint>

namespace holdfast {
/// Of one amount that somebody states, in minor units: ten billion at two decimals, beyond any sale and far from overflow.
inline constexpr std::int64_t most_money = 1'000'000'000'000;
}  // namespace holdfast
