#include "pricing/price_list_document.h"

#include <algorithm>
#include <array>
#include <limits>
#include <unordered_set>

#include "promotions/rule_fields.h"
#include "rulebook/document_rows.h"

namespace holdfast::pricing {
namespace {
constexpr std::array<std::string_view, 4> kinds{"fixed", "percent_off", "surcharge", "markup_percent"};
constexpr std::array<std::string_view, 3> types{"list", "sale", "override"};

Requirements requirements_of(JsonFields& fields) {
  Requirements out;
  std::vector<std::string> groups = promotions::texts(fields, "customer_groups");
  if (!groups.empty()) out.emplace("customer_group", std::move(groups));
  return out;
}

PriceRule read_rule(const Json& document, const promotions::Reading& reading, const std::string& pointer) {
  JsonFields fields{document, reading.errors, pointer};
  PriceRule rule;
  if (const auto kind = fields.maybe_word("kind", kinds))
    rule.kind = static_cast<PriceKind>(std::find(kinds.begin(), kinds.end(), *kind) - kinds.begin());
  const bool percent = rule.kind == PriceKind::percent_off || rule.kind == PriceKind::markup_percent;
  const auto value =
      percent ? promotions::maybe_number(fields, "value") : promotions::maybe_amount(fields, "value", reading);
  if (!value) fields.complain("value", "is required");
  rule.value = value.value_or(Rational{});
  if (rule.kind != PriceKind::surcharge && rule.value < Rational{}) fields.complain("value", "must not be negative");
  if (rule.kind == PriceKind::percent_off && Rational{100} < rule.value) fields.complain("value", "is at most 100");
  if (!percent && rule.value.denominator() != 1) fields.complain("value", "is finer than the currency");
  const Rational most{percent ? 100'000 : 1'000'000'000'000};
  if (most < rule.value || rule.value < -most) fields.complain("value", "is larger than any price here");
  rule.sku = fields.maybe_text("sku", 100).value_or("");
  rule.category = fields.maybe_text("category", 200).value_or("");
  if (!rule.sku.empty() && !rule.category.empty()) fields.complain("category", "goes without a sku");
  rule.min_quantity = promotions::maybe_number(fields, "min_quantity");
  rule.max_quantity = promotions::maybe_number(fields, "max_quantity");
  rule.requires_ = requirements_of(fields);
  rule.starts = fields.maybe_time("starts");
  rule.ends = fields.maybe_time("ends");
  fields.finish();
  return rule;
}

PriceList read_list(const Json& document, const promotions::Reading& reading, const std::string& pointer) {
  JsonFields fields{document, reading.errors, pointer};
  PriceList list;
  list.id = fields.text("id", 100);
  fields.maybe_integer("version", 1);
  fields.maybe_text("name", 200);
  if (const auto type = fields.maybe_word("type", types))
    list.type = static_cast<ListType>(std::find(types.begin(), types.end(), *type) - types.begin());
  list.currency = fields.maybe_text("currency", 3).value_or("");
  list.starts = fields.maybe_time("starts");
  list.ends = fields.maybe_time("ends");
  if (list.starts && list.ends && *list.ends < *list.starts) fields.complain("ends", "is before it starts");
  list.schedule = promotions::read_schedule(fields.array("schedule", false, 100), fields.pointer("schedule"), reading);
  list.active = fields.flag("active", true);
  list.priority = fields.maybe_integer("priority", -1'000'000, 1'000'000).value_or(0);
  list.channels = promotions::texts(fields, "channels");
  list.requires_ = requirements_of(fields);
  std::size_t at = 0;
  for (const Json& rule : fields.array("rules", true, 200'000))
    list.rules.push_back(read_rule(rule, reading, fields.pointer("rules") + "/" + std::to_string(at++)));
  fields.finish();
  return list;
}
}  // namespace

Result<std::vector<PriceList>> read_price_lists(const Json& list, const Rational& minor_per_major) {
  std::vector<FieldError> errors;
  std::vector<PriceList> lists;
  if (!list.is_array()) errors.push_back({"", "must be an array of price lists"});
  std::unordered_set<std::string> ids;
  for (std::size_t i = 0; i < list.items().size(); ++i) {
    const std::string pointer = "/" + std::to_string(i);
    lists.push_back(read_list(list.items()[i], {errors, minor_per_major}, pointer));
    if (!lists.back().id.empty() && !ids.insert(lists.back().id).second)
      errors.push_back({pointer + "/id", "is that of another list"});
  }
  TRY(accept_fields(std::move(errors)));
  return lists;
}

PriceListIndex::PriceListIndex(std::vector<PriceList> lists) : lists_{std::move(lists)} {
  for (std::uint32_t list = 0; list < lists_.size(); ++list)
    for (std::uint32_t rule = 0; rule < lists_[list].rules.size(); ++rule) {
      const PriceRule& each = lists_[list].rules[rule];
      std::vector<Place>& places = !each.sku.empty()        ? by_sku_[each.sku]
                                   : !each.category.empty() ? by_category_[each.category]
                                                            : for_all_;
      places.push_back({list, rule});
    }
}

std::vector<PriceList> PriceListIndex::about(const std::string& sku, const std::vector<std::string>& categories) const {
  std::vector<Place> places = for_all_;
  const auto add = [&](const auto& map, const std::string& name) {
    const auto found = map.find(name);
    if (found != map.end()) places.insert(places.end(), found->second.begin(), found->second.end());
  };
  add(by_sku_, sku);
  for (const std::string& category : categories) add(by_category_, category);
  std::sort(places.begin(), places.end());
  std::vector<PriceList> out;
  std::optional<std::uint32_t> last;
  for (const Place& place : places) {
    const PriceList& list = lists_[place.list];
    if (last != place.list)
      out.push_back({list.id,
                     list.type,
                     list.currency,
                     list.starts,
                     list.ends,
                     list.active,
                     list.priority,
                     list.channels,
                     list.requires_,
                     {},
                     list.schedule});
    last = place.list;
    out.back().rules.push_back(list.rules[place.rule]);
  }
  return out;
}

StoredPriceLists load_price_lists(db::Connection& connection, Currency currency, std::optional<Instant> at) {
  StoredPriceLists out{
      {}, Instant{std::numeric_limits<std::int64_t>::min()}, Instant{std::numeric_limits<std::int64_t>::max()}};
  std::vector<PriceList> lists;
  for (const rulebook::Document& document :
       rulebook::in_force(connection, rulebook::Kind::price_list, at, out.valid_from, out.valid_until)) {
    const auto parsed = parse_json(document.text);
    if (!parsed) continue;
    std::vector<FieldError> errors;
    PriceList list = read_list(*parsed, {errors, Rational{currency.minor_per_major()}}, "");
    if (errors.empty()) lists.push_back(std::move(list));
  }
  out.index = PriceListIndex{std::move(lists)};
  return out;
}
}  // namespace holdfast::pricing
