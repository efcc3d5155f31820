#include <algorithm>
#include <numeric>

#include "pricing/order_discount.h"

namespace holdfast::pricing {
namespace {
std::vector<std::uint32_t> by_priority(const std::vector<Coupon>& coupons) {
  std::vector<std::uint32_t> order(coupons.size());
  std::iota(order.begin(), order.end(), 0U);
  std::sort(order.begin(), order.end(), [&](std::uint32_t a, std::uint32_t b) {
    return coupons[a].priority != coupons[b].priority ? coupons[a].priority > coupons[b].priority : a < b;
  });
  return order;
}

/// A coupon lowers what a customer pays; it never lowers what a customer gets back.
bool something_to_pay(const PricedBasket& priced, const OrderScope& scope) {
  std::int64_t sum = 0;
  for (std::size_t i = 0; i < priced.lines.size(); ++i)
    if (scope.eligible[i]) sum = checked_add(sum, priced.lines[i].amount.minor());
  return sum > 0;
}
}  // namespace

void apply_coupons(PricedBasket& priced, const Basket& basket, const Rules& rules) {
  if (basket.coupons.empty()) return;
  const OrderScope scope = order_scope(priced, basket);
  for (const std::uint32_t rule : by_priority(basket.coupons)) {
    const Coupon& coupon = basket.coupons[rule];
    if (!something_to_pay(priced, scope)) {
      priced.deductions.push_back({Stage::coupon, rule, Money::zero(basket.currency)});
      continue;
    }
    apply_order_discount(priced, basket, rules, scope,
                         {Stage::coupon, rule, coupon.kind, coupon.percent, coupon.minor, coupon.cap});
  }
}
}  // namespace holdfast::pricing
