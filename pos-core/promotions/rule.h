#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/instant.h"
#include "money/rational.h"
#include "promotions/schedule.h"

namespace holdfast::promotions {
/// Which lines something is about. A line matches when its article or one of its categories is named (if any are), it
/// is not excluded, and its unit price lies within the limits, both included. Amounts are minor units.
struct Selection {
  std::vector<std::string> skus;
  std::vector<std::string> categories;
  std::vector<std::string> exclude_skus;
  std::vector<std::string> exclude_categories;
  bool exclude_discounted = false;  ///< not what a catalogue promotion has reduced already
  std::optional<Rational> min_unit_price;
  std::optional<Rational> max_unit_price;

  bool names_articles() const { return !skus.empty() || !categories.empty(); }
};

enum class ActionKind : std::uint8_t { percent, amount, fixed_price, cheapest, buy_get, bundle };
enum class Target : std::uint8_t { items, order, charges };
/// How a value is meant over several units and lines.
enum class Per : std::uint8_t { unit, line, across, first_then_additional };
enum class Pick : std::uint8_t { line_order, cheapest, most_expensive };
enum class TierBy : std::uint8_t { none, line_amount, order_amount, eligible_quantity };
enum class DealKind : std::uint8_t { price, unit_price, percent, amount, least_expensive_percent };

struct Tier {
  Rational from;  ///< minor units or units of goods; reached when equal
  Rational value;
};
struct Component {
  std::int64_t quantity = 1;
  Selection select;
};
/// What is given for the units of a buy-get.
struct Gift {
  DealKind kind = DealKind::percent;  ///< percent, amount or unit_price
  Rational value;
};

/// One effect of a rule. Values are percent (10 is 10 %) or minor units.
struct Action {
  ActionKind kind = ActionKind::percent;
  Target target = Target::items;
  Per per = Per::unit;
  Selection select;
  Rational value;
  Rational first;       ///< first_then_additional
  Rational additional;  ///< the same
  std::optional<Rational> max_units_per_line;
  std::optional<Rational> max_units_total;
  std::int64_t group_size = 0;  ///< only complete groups of so many units; 0: groups do not matter
  Pick pick = Pick::line_order;
  std::optional<Rational> cap;  ///< most that this action may take off
  std::optional<Rational> budget;
  bool skip_over_budget = false;  ///< otherwise the budget is a cap
  TierBy tier_by = TierBy::none;
  std::vector<Tier> tiers;  ///< ascending

  std::int64_t per_group_of = 0;  ///< cheapest: one unit of each so many; 0: one unit in all
  Pick group_from = Pick::line_order;
  std::optional<std::int64_t> max_applications;

  std::int64_t buy = 0;  ///< buy_get
  std::int64_t get = 0;
  Selection buy_select;
  Selection get_select;
  Gift gift;
  bool shared_pool = true;
  bool partial = false;        ///< a last incomplete group still gives what exceeds `buy`
  bool consume_units = false;  ///< a unit serves one such deal only

  std::vector<Component> components;  ///< bundle
  DealKind deal = DealKind::price;
  std::optional<Selection> deal_select;  ///< limits the effect to some of the set
};

struct MinAmount {
  Rational amount;
  Selection select;
  bool before_discounts = false;
};
struct MinQuantity {
  Rational quantity;
  Selection select;
  bool per_line = false;
};
/// All must hold when the rule's turn comes.
struct Conditions {
  std::optional<MinAmount> min_amount;
  std::optional<MinQuantity> min_quantity;
  std::vector<Selection> contains;
  std::optional<std::int64_t> nth_order;
  std::string currency;
};

/// How a rule works together with others of its group; the stacking policy of the snapshot is for rules without one.
enum class Mode : std::uint8_t {
  by_policy,
  compound,   ///< on what the ones before it left
  original,   ///< on the undiscounted amount
  best,       ///< of its group only the one that takes most
  best_line,  ///< of its group, on each line, only the one that takes most there
  best_mix,   ///< its group in the order that takes most off, found by a bounded search
};

/// A promotion as a dated, versioned, immutable document. What is empty does not limit.
struct Rule {
  std::string id;
  std::int64_t version = 1;
  std::string name;
  int priority = 0;  ///< higher runs first; ties in list order
  bool exclusive = false;
  std::string group;
  Mode mode = Mode::by_policy;
  std::optional<std::vector<std::string>> combines_with;  ///< groups it agrees to; both sides must
  bool stop = false;                                      ///< nothing runs after it has taken something
  std::string coupon;
  std::optional<Instant> starts;  ///< both included
  std::optional<Instant> ends;
  Schedule schedule;
  std::optional<std::int64_t> uses_left;
  std::optional<std::int64_t> uses_left_customer;
  std::vector<std::string> channels;
  std::vector<std::string> customer_groups;  ///< any of them
  std::vector<std::string> tenders;          ///< any of those chosen
  Conditions conditions;
  std::vector<Action> actions;
};

std::string_view name_of(Mode mode);
}  // namespace holdfast::promotions
