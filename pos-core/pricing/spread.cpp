#include "pricing/spread.h"

#include <algorithm>
#include <optional>

namespace holdfast::pricing {
namespace {
/// Whether a line has room on the side its share would be on: by units, a line with a price below zero has none.
template <class Value>
bool can_give(const Value& room, const Value& weight) {
  return room != Value{} && (room < Value{}) == (weight < Value{});
}

/// Lines without a weight are not among those that are given to: the last one that has room takes what rounding leaves.
std::vector<Rational> parts_of(const Rational& off, std::span<const Rational> weights, AllocationPolicy policy) {
  if (policy == AllocationPolicy::exact || off.denominator() != 1) return allocate_exact(off, weights);
  std::vector<Rational> with_weight;
  for (const Rational& weight : weights)
    if (!weight.is_zero()) with_weight.push_back(weight);
  const std::vector<std::int64_t> given = allocate(off.rounded(), with_weight, policy);
  std::vector<Rational> parts(weights.size());  // a part of its own for the rest: it is spread with the next round
  std::size_t next = 0;
  for (std::size_t i = 0; i < weights.size(); ++i)
    if (!weights[i].is_zero()) parts[i] = Rational{given[next++]};
  return parts;
}

/// Whether a part is above its exact share, weights and sum being what it was divided by.
bool got_odd_unit(const Rational& part, const Rational& total, const Rational& weight, const Rational& sum) {
  const Rational left = part * sum;
  const Rational right = total * weight;
  return (sum < Rational{}) == (part < Rational{}) ? right < left : left < right;
}

std::int64_t held_whole(std::int64_t off, std::int64_t room) {
  return room < 0 ? std::clamp(off, room, std::int64_t{0}) : std::clamp(off, std::int64_t{0}, room);
}

std::optional<std::vector<std::int64_t>> whole_numbers(std::span<const Rational> values) {
  std::vector<std::int64_t> result;
  result.reserve(values.size());
  for (const Rational& value : values) {
    if (value.denominator() != 1) return std::nullopt;
    result.push_back(value.rounded());
  }
  return result;
}

/// The everyday case without fractions: whole amounts by largest remainder. Says the same as the general one below.
std::vector<Share> spread_whole(std::int64_t left, const std::vector<std::int64_t>& weights,
                                std::vector<std::int64_t> room) {
  std::vector<Share> shares(room.size());
  std::vector<std::int64_t> open(room.size());
  for (std::size_t round = 0; left != 0 && round <= room.size() + 1; ++round) {
    std::int64_t sum = 0;
    for (std::size_t i = 0; i < room.size(); ++i)
      sum = checked_add(sum, open[i] = can_give(room[i], weights[i]) ? weights[i] : 0);
    if (sum == 0 || (sum < 0) != (left < 0)) break;
    const std::vector<std::int64_t> parts = allocate(left, open);
    const std::int64_t total = left;
    for (std::size_t i = 0; i < room.size(); ++i) {
      const std::int64_t taken = held_whole(parts[i], room[i]);
      if (taken == 0) continue;
      const Int128 mine = Int128{taken} * sum;
      const Int128 exact = Int128{total} * open[i];
      const bool odd = (sum < 0) == (taken < 0) ? exact < mine : mine < exact;
      shares[i].amount += Rational{taken};
      shares[i].basis = Rational{weights[i]};
      shares[i].allocation = odd ? Allocation::share_odd_unit : Allocation::share;
      room[i] -= taken;
      left -= taken;
    }
  }
  return shares;
}
}  // namespace

std::vector<Share> spread(const Rational& off, std::span<const Rational> weights, std::vector<Rational> room,
                          const Rules& rules) {
  if (rules.allocation == AllocationPolicy::largest_remainder && off.denominator() == 1) {
    const auto whole_weights = whole_numbers(weights);
    auto whole_room = whole_weights ? whole_numbers(room) : std::nullopt;
    if (whole_room) return spread_whole(off.rounded(), *whole_weights, *std::move(whole_room));
  }
  std::vector<Share> shares(room.size());
  std::vector<Rational> open(room.size());
  AllocationPolicy policy = rules.allocation;
  Rational left = off;
  for (std::size_t round = 0; !left.is_zero() && round <= room.size() + 1; ++round) {
    Rational sum;
    for (std::size_t i = 0; i < room.size(); ++i) {
      open[i] = can_give(room[i], weights[i]) ? weights[i] : Rational{};
      sum += open[i];
    }
    if (sum.is_zero() || (sum < Rational{}) != (left < Rational{})) break;
    const std::vector<Rational> parts = parts_of(left, open, policy);
    const Rational total = left;
    for (std::size_t i = 0; i < room.size(); ++i) {
      const Rational taken = held(parts[i], room[i]);
      if (taken.is_zero()) continue;
      shares[i].amount += taken;
      shares[i].basis = weights[i];
      shares[i].allocation = got_odd_unit(taken, total, open[i], sum) ? Allocation::share_odd_unit : Allocation::share;
      room[i] = room[i] - taken;
      left = left - taken;
    }
    // Policies that keep the rest apart have no place for it here: it goes to the largest remainders.
    if (policy == AllocationPolicy::floor_separate || policy == AllocationPolicy::block_separate)
      policy = AllocationPolicy::largest_remainder;
  }
  return shares;
}
}  // namespace holdfast::pricing
