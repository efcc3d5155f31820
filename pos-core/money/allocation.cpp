#include "money/allocation.h"

#include <algorithm>
#include <array>
#include <limits>
#include <numeric>

#include "base/check.h"
#include "money/money.h"

namespace holdfast {
namespace {
constexpr std::array<std::string_view, 9> names{"largest_remainder", "floor_then_first", "round_half_down_then_first",
                                                "round_then_last",   "largest_weight",   "floor_separate",
                                                "block_separate",    "even_when_zero",   "exact"};

Int128 magnitude(Int128 value) { return value < 0 ? -value : value; }

/// The weights as whole numbers in the same proportion; when their common denominator is too large for that (prices of
/// weighed goods), in hundred-thousandths, which no amount of money can tell apart.
std::vector<std::int64_t> whole(std::span<const Rational> weights) {
  constexpr std::int64_t largest = 1'000'000'000'000'000'000;
  Rational scale{1};
  Int128 most = 1;
  for (const Rational& weight : weights) {
    most = std::max(most, magnitude(weight.numerator()) / weight.denominator() + 1);
    if (weight.denominator() != 1) scale = scale * Rational{(weight * scale).denominator(), 1};
    if (largest / most < scale.numerator()) {
      scale = Rational{100'000};
      break;
    }
  }
  std::vector<std::int64_t> result;
  result.reserve(weights.size());
  for (const Rational& weight : weights) result.push_back((weight * scale).rounded());
  return result;
}

std::vector<Rational> exact_shares(std::int64_t total, std::span<const Rational> weights) {
  return allocate_exact(Rational{total}, weights);
}

std::vector<std::int64_t> rounded(std::span<const Rational> shares, Rounding rounding) {
  std::vector<std::int64_t> parts;
  parts.reserve(shares.size() + 1);
  for (const Rational& share : shares) parts.push_back(share.rounded(rounding));
  return parts;
}

std::int64_t missing(std::int64_t total, std::span<const std::int64_t> parts) {
  return total - std::accumulate(parts.begin(), parts.end(), std::int64_t{0});
}

/// One unit each in the order given, to parts that have a weight, until nothing is missing.
void hand_out(std::vector<std::int64_t>& parts, std::int64_t rest, std::span<const std::size_t> order,
              std::span<const Rational> weights) {
  const std::int64_t unit = rest < 0 ? -1 : 1;
  while (rest != 0)
    for (const std::size_t i : order) {
      if (rest == 0) break;
      if (weights[i].is_zero()) continue;
      parts[i] += unit;
      rest -= unit;
    }
}

std::vector<std::size_t> in_order(std::size_t count) {
  std::vector<std::size_t> order(count);
  std::iota(order.begin(), order.end(), std::size_t{0});
  return order;
}

std::vector<std::size_t> by_weight(std::span<const Rational> weights) {
  std::vector<std::size_t> order = in_order(weights.size());
  std::sort(order.begin(), order.end(),
            [&](std::size_t a, std::size_t b) { return weights[a] == weights[b] ? a < b : weights[b] < weights[a]; });
  return order;
}

std::vector<std::int64_t> blocks(std::int64_t total, std::span<const Rational> weights) {
  std::vector<std::int64_t> parts = whole(weights);
  std::int64_t divisor = 0;
  for (const std::int64_t part : parts) divisor = std::gcd(divisor, part);
  std::int64_t sum = 0;
  for (std::int64_t& part : parts) sum = checked_add(sum, part /= divisor);
  const std::int64_t count = total / sum;
  for (std::int64_t& part : parts) part *= count;
  parts.push_back(missing(total, parts));
  return parts;
}
}  // namespace

std::optional<AllocationPolicy> parse_allocation(std::string_view name) {
  for (std::size_t i = 0; i < names.size(); ++i)
    if (names[i] == name) return static_cast<AllocationPolicy>(i);
  return std::nullopt;
}
std::string_view name_of(AllocationPolicy allocation) { return names[static_cast<std::size_t>(allocation)]; }

std::vector<Rational> allocate_exact(const Rational& total, std::span<const Rational> weights) {
  Rational sum;
  for (const Rational& weight : weights) sum += weight;
  std::vector<Rational> shares(weights.size());
  if (sum.is_zero()) {
    if (!shares.empty()) shares.front() = total;
    return shares;
  }
  const Rational each = total / sum;
  for (std::size_t i = 0; i < weights.size(); ++i) shares[i] = each * weights[i];
  return shares;
}

std::vector<std::int64_t> allocate(std::int64_t total, std::span<const Rational> weights, AllocationPolicy allocation) {
  check(allocation != AllocationPolicy::exact);
  if (weights.empty()) return {};
  const bool weightless =
      std::all_of(weights.begin(), weights.end(), [](const Rational& weight) { return weight.is_zero(); });
  if (allocation == AllocationPolicy::even_when_zero && weightless)
    return allocate(total, std::vector<std::int64_t>(weights.size(), 1));
  if (allocation == AllocationPolicy::largest_remainder || allocation == AllocationPolicy::even_when_zero ||
      weightless) {
    std::vector<std::int64_t> parts = allocate(total, whole(weights));
    if (allocation == AllocationPolicy::floor_separate || allocation == AllocationPolicy::block_separate) {
      parts.front() = 0;
      parts.push_back(total);
    }
    return parts;
  }
  if (allocation == AllocationPolicy::block_separate) return blocks(total, weights);
  const Rounding rounding = allocation == AllocationPolicy::round_half_down_then_first ? Rounding::half_down
                            : allocation == AllocationPolicy::round_then_last          ? Rounding::half_up
                                                                                       : Rounding::down;
  std::vector<std::int64_t> parts = rounded(exact_shares(total, weights), rounding);
  const std::int64_t rest = missing(total, parts);
  if (allocation == AllocationPolicy::floor_separate)
    parts.push_back(rest);
  else if (allocation == AllocationPolicy::round_then_last)
    parts.back() += rest;
  else
    hand_out(parts, rest, allocation == AllocationPolicy::largest_weight ? by_weight(weights) : in_order(parts.size()),
             weights);
  return parts;
}
}  // namespace holdfast
