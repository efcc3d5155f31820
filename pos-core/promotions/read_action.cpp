#include <algorithm>
#include <array>

#include "promotions/rule_fields.h"

namespace holdfast::promotions {
namespace {
template <class Value, std::size_t n>
std::optional<Value> maybe_named(JsonFields& fields, std::string_view name,
                                 const std::array<std::string_view, n>& names) {
  const auto word = fields.maybe_word(name, names);
  if (!word) return std::nullopt;
  return static_cast<Value>(std::find(names.begin(), names.end(), *word) - names.begin());
}

constexpr std::array<std::string_view, 7> kinds{"percent", "amount", "fixed_price", "cheapest",
                                                "buy_get", "bundle", "gift"};
constexpr std::array<std::string_view, 3> targets{"items", "order", "charges"};
constexpr std::array<std::string_view, 4> ways{"each", "each_line", "across", "first_then_additional"};
constexpr std::array<std::string_view, 3> picks{"line_order", "cheapest", "most_expensive"};
constexpr std::array<std::string_view, 3> group_ends{"order", "cheapest", "most_expensive"};
constexpr std::array<std::string_view, 4> tier_bases{"none", "line_amount", "order_amount", "eligible_quantity"};
constexpr std::array<std::string_view, 5> deals{"price", "unit_price", "percent", "amount", "least_expensive_percent"};

bool is_percentage(ActionKind kind) { return kind == ActionKind::percent || kind == ActionKind::cheapest; }

/// A value in percent or in minor units, whichever the action counts in.
std::optional<Rational> maybe_value(JsonFields& fields, std::string_view name, bool percentage,
                                    const Reading& reading) {
  const auto value = percentage ? maybe_number(fields, name) : maybe_amount(fields, name, reading);
  if (value && (*value < Rational{0} || (percentage && Rational{100} < *value)))
    fields.complain(name, percentage ? "is 0 to 100 percent" : "is not negative");
  return value;
}

/// Whole units; complaints when they are not, or out of range.
std::int64_t units(JsonFields& fields, std::string_view name, std::int64_t otherwise, std::int64_t most) {
  const auto number = maybe_number(fields, name);
  if (!number) return otherwise;
  if (number->denominator() != 1 || *number < Rational{1} || Rational{most} < *number) {
    fields.complain(name, "is 1 to " + std::to_string(most) + " whole units");
    return otherwise;
  }
  return number->rounded();
}

void read_tiers(JsonFields& fields, Action& action, const Reading& reading) {
  action.tier_by = maybe_named<TierBy>(fields, "tier_by", tier_bases).value_or(TierBy::none);
  std::size_t at = 0;
  for (const Json& item : fields.array("tiers", false, 1000)) {
    JsonFields tier{item, reading.errors, fields.pointer("tiers") + "/" + std::to_string(at++)};
    const bool by_units = action.tier_by == TierBy::eligible_quantity;
    const auto from = by_units ? maybe_number(tier, "from") : maybe_amount(tier, "from", reading);
    const auto value = maybe_value(tier, "value", is_percentage(action.kind), reading);
    if (!from || !value) tier.complain(from ? "value" : "from", "is required");
    action.tiers.push_back({from.value_or(Rational{}), value.value_or(Rational{})});
    tier.finish();
  }
  if (!action.tiers.empty() && action.tier_by == TierBy::none) fields.complain("tier_by", "is required with tiers");
  std::sort(action.tiers.begin(), action.tiers.end(), [](const Tier& a, const Tier& b) { return a.from < b.from; });
  for (std::size_t i = 1; i < action.tiers.size(); ++i)
    if (action.tiers[i].from == action.tiers[i - 1].from) fields.complain("tiers", "begin at different points");
}

void read_buy_get(JsonFields& fields, Action& action, const Reading& reading) {
  constexpr std::array<std::string_view, 2> pools{"shared", "separate"};
  const Json* buy = fields.maybe_object("buy");
  const Json* get = fields.maybe_object("get");
  if (buy == nullptr || get == nullptr) {
    fields.complain(buy == nullptr ? "buy" : "get", "is required");
    return;
  }
  JsonFields bought{*buy, reading.errors, fields.pointer("buy")};
  action.buy = units(bought, "quantity", 1, 1'000'000);
  const Json* buy_select = bought.maybe_object("select");
  action.buy_select = read_selection(buy_select, bought.pointer("select"), reading);
  bought.finish();
  JsonFields given{*get, reading.errors, fields.pointer("get")};
  action.get = units(given, "quantity", 1, 1'000'000);
  const Json* get_select = given.maybe_object("select");
  action.get_select = read_selection(get_select, given.pointer("select"), reading);
  if (const auto percent = maybe_value(given, "percent", true, reading))
    action.gift = {DealKind::percent, *percent};
  else if (const auto amount = maybe_value(given, "amount", false, reading))
    action.gift = {DealKind::amount, *amount};
  else if (const auto price = maybe_value(given, "price", false, reading))
    action.gift = {DealKind::unit_price, *price};
  else
    given.complain("percent", "or amount or price is required");
  given.finish();
  action.shared_pool = fields.maybe_word("pool", pools).value_or("shared") == "shared";
  action.partial = fields.flag("partial", false);
  if (buy_select == nullptr) action.buy_select = action.shared_pool && get_select ? action.get_select : action.select;
  if (get_select == nullptr) action.get_select = action.select;
}

void read_bundle(JsonFields& fields, Action& action, const Reading& reading) {
  std::size_t at = 0;
  for (const Json& item : fields.array("components", true, 100)) {
    JsonFields part{item, reading.errors, fields.pointer("components") + "/" + std::to_string(at++)};
    action.components.emplace_back();
    Component& last = action.components.back();
    last.quantity = units(part, "quantity", 1, 1000);
    last.select = read_selection(part.maybe_object("select"), part.pointer("select"), reading);
    part.finish();
  }
  if (action.components.empty()) fields.complain("components", "is required");
  const Json* deal = fields.maybe_object("deal");
  if (deal == nullptr) {
    fields.complain("deal", "is required");
    return;
  }
  JsonFields offer{*deal, reading.errors, fields.pointer("deal")};
  action.deal = maybe_named<DealKind>(offer, "type", deals).value_or(DealKind::price);
  const bool percentage = action.deal == DealKind::percent || action.deal == DealKind::least_expensive_percent;
  const auto value = maybe_value(offer, "value", percentage, reading);
  if (!value) offer.complain("value", "is required");
  action.value = value.value_or(Rational{});
  if (const Json* select = offer.maybe_object("select"))
    action.deal_select = read_selection(select, offer.pointer("select"), reading);
  offer.finish();
}

/// An article given away: the first units of it that are in the basket.
void read_gift(JsonFields& fields, Action& action) {
  action.value = Rational{100};
  action.max_units_total = maybe_number(fields, "quantity").value_or(Rational{1});
  if (!action.select.names_articles()) fields.complain("select", "names the article that is given");
}

void read_value(JsonFields& fields, Action& action, const Reading& reading) {
  if (action.per == Per::first_then_additional) {
    action.first = maybe_value(fields, "first", false, reading).value_or(Rational{});
    action.additional = maybe_value(fields, "additional", false, reading).value_or(Rational{});
    return;
  }
  const auto value = maybe_value(fields, "value", is_percentage(action.kind), reading);
  if (!value && action.tiers.empty()) fields.complain("value", "is required");
  action.value = value.value_or(Rational{});
}

void read_limits(JsonFields& fields, Action& action, const Reading& reading) {
  action.max_units_per_line = maybe_number(fields, "max_units_per_line");
  if (!action.max_units_total) action.max_units_total = maybe_number(fields, "max_units_total");
  action.group_size = units(fields, "group_size", 0, 1'000'000);
  action.per_group_of = units(fields, "per_group_of", 0, 1'000'000);
  action.consume_units = fields.flag("consume_units", false);
  action.max_applications = fields.maybe_integer("max_applications", 0);
  action.cap = maybe_amount(fields, "cap", reading);
  action.budget = maybe_amount(fields, "budget_left", reading);
  constexpr std::array<std::string_view, 2> budget_rules{"cap", "skip"};
  action.skip_over_budget = fields.maybe_word("budget_rule", budget_rules) == "skip";
}
}  // namespace

Action read_action(const Json& value, const std::string& pointer, const Reading& reading) {
  JsonFields fields{value, reading.errors, pointer};
  Action action;
  const std::string kind = fields.word("type", kinds);
  const bool gift = kind == "gift";
  const auto known = std::find(kinds.begin(), kinds.end(), kind);
  if (!gift && known != kinds.end()) action.kind = static_cast<ActionKind>(known - kinds.begin());
  action.target = maybe_named<Target>(fields, "target", targets).value_or(Target::items);
  action.per =
      maybe_named<Per>(fields, "allocation", ways).value_or(action.target == Target::order ? Per::across : Per::unit);
  action.select = read_selection(fields.maybe_object("select"), fields.pointer("select"), reading);
  const bool unit_deal = action.kind == ActionKind::cheapest || action.kind == ActionKind::buy_get || gift;
  action.pick = maybe_named<Pick>(fields, "pick", picks)
                    .value_or(unit_deal                           ? Pick::cheapest
                              : action.kind == ActionKind::bundle ? Pick::most_expensive
                                                                  : Pick::line_order);
  action.group_from = maybe_named<Pick>(fields, "group_from", group_ends).value_or(Pick::line_order);
  read_tiers(fields, action, reading);
  if (gift)
    read_gift(fields, action);
  else if (action.kind == ActionKind::buy_get)
    read_buy_get(fields, action, reading);
  else if (action.kind == ActionKind::bundle)
    read_bundle(fields, action, reading);
  else
    read_value(fields, action, reading);
  read_limits(fields, action, reading);
  fields.finish();
  return action;
}
}  // namespace holdfast::promotions
