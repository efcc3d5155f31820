#include "pricing/order_discount.h"

#include <algorithm>

#include "pricing/percentage.h"

namespace holdfast::pricing {
namespace {
std::int64_t held(std::int64_t off, std::int64_t room) {
  return room < 0 ? std::clamp(off, room, std::int64_t{0}) : std::clamp(off, std::int64_t{0}, room);
}

/// What each line may still give; nothing for lines outside the scope.
std::vector<std::int64_t> rooms(const PricedBasket& priced, const Basket& basket, const Rules& rules,
                                const OrderScope& scope) {
  std::vector<std::int64_t> result(priced.lines.size(), 0);
  for (std::size_t i = 0; i < result.size(); ++i) {
    if (!scope.eligible[i]) continue;
    const std::int64_t amount = priced.lines[i].amount.minor();
    result[i] = amount;
    if (!basket.lines[i].min_unit_price) continue;
    const std::int64_t floor = times(*basket.lines[i].min_unit_price, basket.lines[i].quantity, rules.rounding).minor();
    result[i] = held(amount - floor, amount);
  }
  return result;
}

struct Share {
  std::int64_t amount = 0;
  std::int64_t basis = 0;
  Allocation allocation = Allocation::none;
};

bool got_odd_unit(std::int64_t part, std::int64_t total, std::int64_t weight, std::int64_t sum) {
  const Int128 exact = Int128{total} * weight;
  return Int128{part} * sum != exact &&
         (part < 0 ? -Int128{part} : Int128{part}) > (exact / sum < 0 ? -(exact / sum) : exact / sum);
}

/// Spreads `off`; what a full line refuses goes over the others again, until it is placed or nobody has room.
std::vector<Share> spread(std::int64_t off, std::vector<std::int64_t> room, std::span<const std::int64_t> amounts) {
  std::vector<Share> shares(room.size());
  std::vector<std::int64_t> weights(room.size());
  for (std::size_t round = 0; off != 0 && round <= room.size(); ++round) {
    std::int64_t sum = 0;
    for (std::size_t i = 0; i < room.size(); ++i) {
      weights[i] = room[i] == 0 ? 0 : amounts[i];
      sum = checked_add(sum, weights[i]);
    }
    if (sum == 0 || (sum < 0) != (off < 0)) break;
    const std::vector<std::int64_t> parts = allocate(off, weights);
    const std::int64_t total = off;
    for (std::size_t i = 0; i < room.size(); ++i) {
      const std::int64_t taken = held(parts[i], room[i]);
      if (taken == 0) continue;
      shares[i].amount += taken;
      shares[i].basis = amounts[i];
      shares[i].allocation = got_odd_unit(taken, total, weights[i], sum) ? Allocation::largest_remainder_odd_unit
                                                                         : Allocation::largest_remainder;
      room[i] -= taken;
      off -= taken;
    }
  }
  return shares;
}

std::vector<Share> line_by_line(const PricedBasket& priced, const Rules& rules, std::span<const std::int64_t> room,
                                std::span<const std::int64_t> bases, Percent percent) {
  std::vector<Share> shares(room.size());
  for (std::size_t i = 0; i < room.size(); ++i) {
    if (room[i] == 0) continue;
    const Money basis{bases[i], priced.lines[i].amount.currency()};
    const Money off = percent_off_line(basis, priced.lines[i].quantity, percent, rules);
    shares[i] = {held(off.minor(), room[i]), bases[i], Allocation::none};
  }
  return shares;
}

std::int64_t sum_of(std::span<const std::int64_t> amounts) {
  std::int64_t sum = 0;
  for (const std::int64_t amount : amounts) sum = checked_add(sum, amount);
  return sum;
}

/// The one amount of an order-level discount: at most the cap and at most what the lines still come to.
std::int64_t order_amount(const OrderDiscount& discount, std::int64_t basis, std::int64_t left, Currency currency,
                          Rounding rounding) {
  const bool mirrored = basis < 0;
  std::int64_t off = discount.kind == DiscountKind::percent
                         ? discount.percent.of(Money{basis, currency}, rounding).minor()
                         : (mirrored ? -discount.minor : discount.minor);
  if (discount.cap) off = std::clamp(off, -*discount.cap, *discount.cap);
  return held(off, left);
}
}  // namespace

OrderScope order_scope(const PricedBasket& priced, const Basket& basket) {
  OrderScope scope;
  for (std::size_t i = 0; i < priced.lines.size(); ++i) {
    const bool eligible = basket.lines[i].discountable;
    scope.eligible.push_back(eligible);
    scope.before.push_back(eligible ? priced.lines[i].amount.minor() : 0);
  }
  return scope;
}

void apply_order_discount(PricedBasket& priced, const Basket& basket, const Rules& rules, const OrderScope& scope,
                          const OrderDiscount& discount) {
  std::vector<std::int64_t> amounts(priced.lines.size(), 0);
  for (std::size_t i = 0; i < amounts.size(); ++i)
    if (scope.eligible[i]) amounts[i] = priced.lines[i].amount.minor();
  const std::span<const std::int64_t> bases = rules.stacking == Stacking::additive ? scope.before : amounts;
  const std::vector<std::int64_t> room = rooms(priced, basket, rules, scope);
  const bool one_amount = discount.kind == DiscountKind::amount || discount.cap ||
                          rules.discount_rounding == DiscountRounding::order_discount;
  const std::vector<Share> shares =
      one_amount ? spread(order_amount(discount, sum_of(bases), sum_of(amounts), basket.currency, rules.rounding), room,
                          discount.kind == DiscountKind::percent ? bases : std::span<const std::int64_t>{amounts})
                 : line_by_line(priced, rules, room, bases, discount.percent);
  Money taken = Money::zero(basket.currency);
  for (std::size_t i = 0; i < shares.size(); ++i) {
    if (shares[i].amount == 0) continue;
    const Money off{shares[i].amount, basket.currency};
    take_off(priced, i, {discount.stage, discount.rule, off}, shares[i].basis, shares[i].allocation, rules.rounding);
    taken += off;
  }
  priced.deductions.push_back({discount.stage, discount.rule, taken});
}
}  // namespace holdfast::pricing
