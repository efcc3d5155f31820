#include <algorithm>
#include <numeric>

#include "pricing/order_discount.h"
#include "pricing/percentage.h"
#include "pricing/stages.h"

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

std::vector<std::uint32_t> eligible(const Basket& basket, bool charges_too) {
  std::vector<std::uint32_t> lines;
  for (std::uint32_t i = 0; i < basket.lines.size(); ++i)
    if (basket.lines[i].discountable && (charges_too || basket.lines[i].kind == LineKind::item)) lines.push_back(i);
  return lines;
}

std::vector<Rational> amounts_at(const std::vector<Rational>& amounts, const std::vector<std::uint32_t>& lines) {
  std::vector<Rational> result;
  result.reserve(lines.size());
  for (const std::uint32_t line : lines) result.push_back(amounts[line]);
  return result;
}

/// A coupon lowers what a customer pays; it never lowers what a customer gets back.
bool something_to_pay(const std::vector<Rational>& amounts) {
  Rational sum;
  for (const Rational& amount : amounts) sum += amount;
  return Rational{} < sum;
}

void apply(Evaluation& evaluation, Stage stage, std::uint32_t rule, const std::vector<std::uint32_t>& lines,
           const std::vector<Rational>& bases, const OrderDiscount& discount) {
  const std::vector<Share> shares = order_shares(evaluation, lines, bases, discount);
  evaluation.totals.push_back({stage, rule, take_shares(evaluation, lines, shares, stage, rule)});
}

Rational value_of(DiscountKind kind, Percent percent, const Rational& minor) {
  return kind == DiscountKind::percent ? fraction_of(percent) : minor;
}
}  // namespace

void apply_coupons(Evaluation& evaluation) {
  const std::vector<Coupon>& coupons = evaluation.basket.coupons;
  if (coupons.empty()) return;
  const std::vector<std::uint32_t> lines = eligible(evaluation.basket, false);
  const std::vector<Rational> before = amounts_at(evaluation.amounts, lines);
  for (const std::uint32_t rule : by_priority(coupons)) {
    const Coupon& coupon = coupons[rule];
    const std::vector<Rational> amounts = amounts_at(evaluation.amounts, lines);
    if (!something_to_pay(amounts)) {
      evaluation.totals.push_back({Stage::coupon, rule, {}});
      continue;
    }
    OrderDiscount discount{coupon.kind == DiscountKind::percent, value_of(coupon.kind, coupon.percent, coupon.minor),
                           std::nullopt};
    if (coupon.cap) discount.cap = Rational{*coupon.cap};
    apply(evaluation, Stage::coupon, rule, lines, evaluation.rules.stacking == Stacking::additive ? before : amounts,
          discount);
  }
}

void apply_document_discounts(Evaluation& evaluation) {
  const std::vector<ManualDiscount>& discounts = evaluation.basket.discounts;
  if (discounts.empty()) return;
  const std::vector<Rational> before = evaluation.amounts;
  for (std::uint32_t rule = 0; rule < discounts.size(); ++rule) {
    const ManualDiscount& discount = discounts[rule];
    const std::vector<std::uint32_t> lines = eligible(evaluation.basket, discount.charges_too);
    const bool additive = evaluation.rules.stacking == Stacking::additive;
    apply(evaluation, Stage::document_discount, rule, lines, amounts_at(additive ? before : evaluation.amounts, lines),
          {discount.kind == DiscountKind::percent, value_of(discount.kind, discount.percent, discount.minor),
           std::nullopt});
  }
}
}  // namespace holdfast::pricing
