#pragma once
#include <cstdint>
#include <limits>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "promotions/rule.h"

namespace holdfast::promotions {
constexpr std::uint32_t unknown_name = std::numeric_limits<std::uint32_t>::max();

/// A selection with its names as numbers, each list sorted.
struct Picked {
  std::vector<std::uint32_t> skus;
  std::vector<std::uint32_t> categories;
  std::vector<std::uint32_t> exclude_skus;
  std::vector<std::uint32_t> exclude_categories;
  const Selection* from = nullptr;

  bool everything() const { return skus.empty() && categories.empty(); }
};

/// The selections of one action, condition by condition, as the pricing stages ask for them.
struct PickedAction {
  Picked select;
  Picked buy;
  Picked get;
  Picked deal;
  std::vector<Picked> components;
};
struct PickedRule {
  Picked min_amount;
  Picked min_quantity;
  std::vector<Picked> contains;
  std::vector<PickedAction> actions;
};

/// The rules in force, indexed by what has to be in a basket before a rule can do anything: built once, shared by all
/// baskets, never changed. Ten thousand rules then cost a basket only those that are about its articles.
class RuleSet {
 public:
  explicit RuleSet(std::vector<Rule> rules);
  RuleSet(const RuleSet&) = delete;
  RuleSet& operator=(const RuleSet&) = delete;

  const std::vector<Rule>& rules() const { return rules_; }
  const PickedRule& picked(std::uint32_t rule) const { return picked_[rule]; }
  /// Place in the order of evaluation: higher priority first, then list order.
  std::uint32_t rank(std::uint32_t rule) const { return ranks_[rule]; }
  std::uint32_t at_rank(std::uint32_t rank) const { return order_[rank]; }

  std::uint32_t sku(std::string_view name) const { return find(skus_, name); }
  std::uint32_t category(std::string_view name) const { return find(categories_, name); }

  // Rules that are to be looked at because of an article, a category, a code or always.
  std::span<const std::uint32_t> for_sku(std::uint32_t sku) const;
  std::span<const std::uint32_t> for_category(std::uint32_t category) const;
  std::span<const std::uint32_t> for_coupon(std::string_view code) const;
  std::span<const std::uint32_t> for_group(std::string_view customer_group) const;
  std::span<const std::uint32_t> always() const { return always_; }

  // Rules any part of which names the article or category, in ascending order.
  std::span<const std::uint32_t> mentioning_sku(std::uint32_t sku) const;
  std::span<const std::uint32_t> mentioning_category(std::uint32_t category) const;
  /// Whether what the rule does can depend on lines it does not name, or on what other deals used up.
  bool reads_everything(std::uint32_t rule) const { return reads_everything_[rule]; }

 private:
  struct Hash {
    using is_transparent = void;
    std::size_t operator()(std::string_view text) const { return std::hash<std::string_view>{}(text); }
  };
  template <class Value>
  using ByName = std::unordered_map<std::string, Value, Hash, std::equal_to<>>;

  static std::uint32_t find(const ByName<std::uint32_t>& names, std::string_view name) {
    const auto found = names.find(name);
    return found == names.end() ? unknown_name : found->second;
  }
  std::vector<std::uint32_t> numbers(ByName<std::uint32_t>& names, const std::vector<std::string>& texts);
  Picked pick(const Selection& selection);
  PickedAction pick_action(const Action& action);
  PickedRule pick_rule(const Rule& rule);
  void post(std::uint32_t rule);
  void mention(std::uint32_t rule);
  void post_names(std::uint32_t rule, std::span<const Picked* const> keys);

  std::vector<Rule> rules_;
  std::vector<PickedRule> picked_;
  std::vector<std::uint32_t> ranks_;
  std::vector<std::uint32_t> order_;
  ByName<std::uint32_t> skus_;
  ByName<std::uint32_t> categories_;
  std::vector<std::vector<std::uint32_t>> by_sku_;
  std::vector<std::vector<std::uint32_t>> by_category_;
  ByName<std::vector<std::uint32_t>> by_coupon_;
  ByName<std::vector<std::uint32_t>> by_group_;
  std::vector<std::uint32_t> always_;
  std::vector<std::vector<std::uint32_t>> mentions_sku_;
  std::vector<std::vector<std::uint32_t>> mentions_category_;
  std::vector<bool> reads_everything_;
};
}  // namespace holdfast::promotions
