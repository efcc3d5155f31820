#include "pricing/eligibility.h"

#include <algorithm>

namespace holdfast::pricing {
namespace {
using promotions::Rule;

bool has(const std::vector<std::string>& names, const std::string& name) {
  return std::find(names.begin(), names.end(), name) != names.end();
}
bool share_one(const std::vector<std::string>& wanted, const std::vector<std::string>& given) {
  return std::any_of(given.begin(), given.end(), [&](const std::string& name) { return has(wanted, name); });
}

std::optional<Why> time_refusal(const Rule& rule, const Occasion& occasion) {
  if (!occasion.at) return std::nullopt;
  if (rule.starts && *occasion.at < *rule.starts) return Why::not_yet;
  if (rule.ends && *rule.ends < *occasion.at) return Why::over;
  if (!rule.schedule.is_open(*occasion.at, occasion.offset_minutes)) return Why::off_hours;
  return std::nullopt;
}

bool enough_amount(const promotions::MinAmount& wanted, const promotions::Picked& picked, const Evaluation& evaluation,
                   const DealLines& lines) {
  Rational sum;
  for (const std::uint32_t line : lines.matching(picked, LineKind::item))
    sum += wanted.before_discounts ? evaluation.subtotals[line] : evaluation.amounts[line];
  return !(sum < wanted.amount);
}

bool enough_units(const promotions::MinQuantity& wanted, const promotions::Picked& picked, const Evaluation& evaluation,
                  const DealLines& lines) {
  Rational sum;
  Rational most;
  for (const std::uint32_t line : lines.matching(picked, LineKind::item)) {
    sum += evaluation.quantities[line];
    if (most < evaluation.quantities[line]) most = evaluation.quantities[line];
  }
  return !((wanted.per_line ? most : sum) < wanted.quantity);
}

bool contains(const promotions::Picked& picked, const Evaluation& evaluation, const DealLines& lines) {
  const std::vector<std::uint32_t> found = lines.matching(picked, LineKind::item);
  return std::any_of(found.begin(), found.end(),
                     [&](std::uint32_t line) { return Rational{} < evaluation.quantities[line]; });
}
}  // namespace

std::optional<Why> standing_refusal(const Rule& rule, const Basket& basket) {
  const Occasion& occasion = basket.occasion;
  if (const auto why = time_refusal(rule, occasion)) return why;
  if (!rule.channels.empty() && !has(rule.channels, occasion.channel)) return Why::channel;
  if (!rule.customer_groups.empty() && !share_one(rule.customer_groups, occasion.customer_groups))
    return Why::customer_group;
  if (!rule.tenders.empty() && !share_one(rule.tenders, occasion.tenders)) return Why::tender;
  if (!rule.coupon.empty() && !has(occasion.codes, rule.coupon)) return Why::no_coupon;
  const auto spent = occasion.spent.find(rule.id);
  const Spent used = spent == occasion.spent.end() ? Spent{} : spent->second;
  if (rule.uses_left && *rule.uses_left <= used.uses) return Why::used_up;
  if (rule.uses_left_customer && *rule.uses_left_customer <= used.uses_of_customer) return Why::used_up;
  const promotions::Conditions& conditions = rule.conditions;
  if (!conditions.currency.empty() && conditions.currency != basket.currency.code()) return Why::currency;
  if (conditions.nth_order && *conditions.nth_order != occasion.previous_orders + 1) return Why::nth_order;
  return std::nullopt;
}

std::optional<Why> condition_refusal(const Rule& rule, const promotions::PickedRule& picked,
                                     const Evaluation& evaluation, const DealLines& lines) {
  const promotions::Conditions& conditions = rule.conditions;
  for (const promotions::Picked& wanted : picked.contains)
    if (!contains(wanted, evaluation, lines)) return Why::contains;
  if (conditions.min_quantity && !enough_units(*conditions.min_quantity, picked.min_quantity, evaluation, lines))
    return Why::min_quantity;
  if (conditions.min_amount && !enough_amount(*conditions.min_amount, picked.min_amount, evaluation, lines))
    return Why::min_amount;
  return std::nullopt;
}
}  // namespace holdfast::pricing
