#include "promotions/rule_set.h"

#include <algorithm>
#include <numeric>

namespace holdfast::promotions {
namespace {
void add(std::vector<std::uint32_t>& rules, std::uint32_t rule) {
  if (rules.empty() || rules.back() != rule) rules.push_back(rule);
}

/// What must be in the basket for the action to touch anything: one of these selections, or nothing in particular
/// (empty) when any article will do.
std::vector<const Picked*> needs(const Action& action, const PickedAction& picked) {
  std::vector<const Picked*> keys;
  if (action.kind == ActionKind::bundle)
    for (const Picked& component : picked.components) {
      if (!component.everything()) return {&component};  // a set is complete or nothing: one of its parts will do
      keys = {};
    }
  else if (action.kind == ActionKind::buy_get)
    keys = {picked.buy.everything() ? &picked.get : &picked.buy};  // both are needed
  else
    keys = {&picked.select};
  for (const Picked* key : keys)
    if (key->everything()) return {};
  return keys;
}
}  // namespace

RuleSet::RuleSet(std::vector<Rule> rules) : rules_{std::move(rules)} {
  picked_.reserve(rules_.size());
  for (const Rule& rule : rules_) picked_.push_back(pick_rule(rule));
  by_sku_.resize(skus_.size());
  by_category_.resize(categories_.size());
  order_.resize(rules_.size());
  std::iota(order_.begin(), order_.end(), 0U);
  std::sort(order_.begin(), order_.end(), [&](std::uint32_t a, std::uint32_t b) {
    return rules_[a].priority != rules_[b].priority ? rules_[a].priority > rules_[b].priority : a < b;
  });
  ranks_.resize(rules_.size());
  for (std::uint32_t rank = 0; rank < order_.size(); ++rank) ranks_[order_[rank]] = rank;
  mentions_sku_.resize(skus_.size());
  mentions_category_.resize(categories_.size());
  reads_everything_.resize(rules_.size());
  for (std::uint32_t rule = 0; rule < rules_.size(); ++rule) {
    post(rule);
    mention(rule);
  }
}

std::vector<std::uint32_t> RuleSet::numbers(ByName<std::uint32_t>& names, const std::vector<std::string>& texts) {
  std::vector<std::uint32_t> result;
  result.reserve(texts.size());
  for (const std::string& text : texts)
    result.push_back(names.try_emplace(text, static_cast<std::uint32_t>(names.size())).first->second);
  std::sort(result.begin(), result.end());
  result.erase(std::unique(result.begin(), result.end()), result.end());
  return result;
}

Picked RuleSet::pick(const Selection& selection) {
  return {numbers(skus_, selection.skus), numbers(categories_, selection.categories),
          numbers(skus_, selection.exclude_skus), numbers(categories_, selection.exclude_categories), &selection};
}

PickedAction RuleSet::pick_action(const Action& action) {
  PickedAction picked{pick(action.select), pick(action.buy_select), pick(action.get_select), {}, {}};
  if (action.deal_select) picked.deal = pick(*action.deal_select);
  for (const Component& component : action.components) picked.components.push_back(pick(component.select));
  return picked;
}

PickedRule RuleSet::pick_rule(const Rule& rule) {
  PickedRule picked;
  if (rule.conditions.min_amount) picked.min_amount = pick(rule.conditions.min_amount->select);
  if (rule.conditions.min_quantity) picked.min_quantity = pick(rule.conditions.min_quantity->select);
  for (const Selection& selection : rule.conditions.contains) picked.contains.push_back(pick(selection));
  for (const Action& action : rule.actions) picked.actions.push_back(pick_action(action));
  return picked;
}

void RuleSet::post_names(std::uint32_t rule, std::span<const Picked* const> keys) {
  for (const Picked* key : keys) {
    for (const std::uint32_t sku : key->skus) add(by_sku_[sku], rule);
    for (const std::uint32_t category : key->categories) add(by_category_[category], rule);
  }
}

void RuleSet::post(std::uint32_t rule) {
  const Rule& mine = rules_[rule];
  const PickedRule& picked = picked_[rule];
  if (!mine.coupon.empty()) return add(by_coupon_[mine.coupon], rule);
  // Every condition must hold, so any one of them that names articles will do as the key.
  if (const Picked* key = &picked.min_quantity;
      !key->everything() && Rational{0} < mine.conditions.min_quantity->quantity)
    return post_names(rule, std::span{&key, 1});
  if (const Picked* key = &picked.min_amount; !key->everything() && Rational{0} < mine.conditions.min_amount->amount)
    return post_names(rule, std::span{&key, 1});
  for (const Picked& contained : picked.contains)
    if (const Picked* key = &contained; !contained.everything()) return post_names(rule, std::span{&key, 1});
  std::vector<const Picked*> keys;
  bool named = true;
  for (std::size_t i = 0; i < mine.actions.size(); ++i) {
    const std::vector<const Picked*> needed = needs(mine.actions[i], picked.actions[i]);
    named = named && !needed.empty();
    keys.insert(keys.end(), needed.begin(), needed.end());
  }
  if (named) return post_names(rule, keys);
  if (mine.customer_groups.empty()) return always_.push_back(rule);
  for (const std::string& group : mine.customer_groups) add(by_group_[group], rule);
}

/// Every selection that the rule really uses; true when one of them is about any article.
void RuleSet::mention(std::uint32_t rule) {
  const Rule& mine = rules_[rule];
  const PickedRule& picked = picked_[rule];
  std::vector<const Picked*> used;
  if (mine.conditions.min_amount) used.push_back(&picked.min_amount);
  if (mine.conditions.min_quantity) used.push_back(&picked.min_quantity);
  for (const Picked& contained : picked.contains) used.push_back(&contained);
  bool everything = false;
  for (std::size_t i = 0; i < mine.actions.size(); ++i) {
    const Action& action = mine.actions[i];
    everything = everything || action.consume_units || action.tier_by == TierBy::order_amount;
    if (action.kind == ActionKind::bundle) {
      for (const Picked& component : picked.actions[i].components) used.push_back(&component);
    } else if (action.kind == ActionKind::buy_get) {
      used.push_back(&picked.actions[i].buy);
      if (!action.shared_pool) used.push_back(&picked.actions[i].get);
    } else {
      used.push_back(&picked.actions[i].select);
    }
  }
  for (const Picked* each : used) {
    everything = everything || each->everything();
    for (const std::uint32_t sku : each->skus) add(mentions_sku_[sku], rule);
    for (const std::uint32_t category : each->categories) add(mentions_category_[category], rule);
  }
  reads_everything_[rule] = everything;
}

std::span<const std::uint32_t> RuleSet::mentioning_sku(std::uint32_t sku) const {
  return sku == unknown_name ? std::span<const std::uint32_t>{} : mentions_sku_[sku];
}
std::span<const std::uint32_t> RuleSet::mentioning_category(std::uint32_t category) const {
  return category == unknown_name ? std::span<const std::uint32_t>{} : mentions_category_[category];
}

std::span<const std::uint32_t> RuleSet::for_sku(std::uint32_t sku) const {
  return sku == unknown_name ? std::span<const std::uint32_t>{} : by_sku_[sku];
}
std::span<const std::uint32_t> RuleSet::for_category(std::uint32_t category) const {
  return category == unknown_name ? std::span<const std::uint32_t>{} : by_category_[category];
}
std::span<const std::uint32_t> RuleSet::for_coupon(std::string_view code) const {
  const auto found = by_coupon_.find(code);
  return found == by_coupon_.end() ? std::span<const std::uint32_t>{} : found->second;
}
std::span<const std::uint32_t> RuleSet::for_group(std::string_view customer_group) const {
  const auto found = by_group_.find(customer_group);
  return found == by_group_.end() ? std::span<const std::uint32_t>{} : found->second;
}
}  // namespace holdfast::promotions
