#include <catch2/catch.hpp>

#include "pricing/price_list.h"
#include "reference/order_case.h"

namespace holdfast::reference {
namespace {
using namespace pricing;

std::optional<Instant> time_of(const json::object& object, std::string_view name) {
  if (!object.contains(name)) return std::nullopt;
  return parse_rfc3339(text_of(object.at(name))).value();
}
std::optional<Rational> number_of(const json::object& object, std::string_view name) {
  if (!object.contains(name)) return std::nullopt;
  return number(text_of(object.at(name)));
}

Requirements requirements_of(const json::object& object) {
  Requirements result;
  if (const json::value* found = object.if_contains("requires"))
    for (const auto& [name, value] : found->as_object()) {
      std::vector<std::string>& values = result[std::string{std::string_view{name.data(), name.size()}}];
      if (!value.is_array())
        values.push_back(text_of(value));
      else
        for (const json::value& each : value.as_array()) values.push_back(text_of(each));
    }
  return result;
}

PriceRule rule_of(const json::object& rule, const Ledger& ledger) {
  const std::map<std::string, PriceKind> kinds{{"fixed", PriceKind::fixed},
                                               {"percent_off", PriceKind::percent_off},
                                               {"surcharge", PriceKind::surcharge},
                                               {"markup_percent", PriceKind::markup_percent}};
  PriceRule result;
  result.kind = kinds.at(text_of(rule.at("kind")));
  const bool amount = result.kind == PriceKind::fixed || result.kind == PriceKind::surcharge;
  result.value = amount ? units_of(text_of(rule.at("value")), ledger) : number(text_of(rule.at("value")));
  result.sku = text_of(rule, "sku", "");
  result.category = text_of(rule, "category", "");
  result.min_quantity = number_of(rule, "min_quantity");
  result.max_quantity = number_of(rule, "max_quantity");
  result.requires_ = requirements_of(rule);
  result.starts = time_of(rule, "starts");
  result.ends = time_of(rule, "ends");
  return result;
}

PriceList list_of(const json::object& list, const Ledger& ledger) {
  PriceList result{.id = text_of(list.at("id"))};
  const std::string type = text_of(list, "type", "list");
  if (type == "sale") result.type = ListType::sale;
  if (type == "override") result.type = ListType::override_;
  result.currency = text_of(list, "currency", "");
  result.starts = time_of(list, "starts");
  result.ends = time_of(list, "ends");
  result.active = flag(list, "active", true);
  if (list.contains("priority")) result.priority = list.at("priority").as_int64();
  result.channels = texts_of(list, "channels");
  result.requires_ = requirements_of(list);
  if (const json::value* rules = list.if_contains("rules"))
    for (const json::value& rule : rules->as_array()) result.rules.push_back(rule_of(rule.as_object(), ledger));
  return result;
}

CataloguePromotion promotion_of(const json::object& promotion, const Ledger& ledger) {
  CataloguePromotion result{.id = text_of(promotion.at("id"))};
  result.percent = number_of(promotion, "percent");
  if (promotion.contains("amount")) result.amount = units_of(text_of(promotion.at("amount")), ledger);
  result.skus = texts_of(promotion, "skus");
  result.categories = texts_of(promotion, "categories");
  result.channels = texts_of(promotion, "channels");
  result.starts = time_of(promotion, "starts");
  result.ends = time_of(promotion, "ends");
  if (promotion.contains("priority")) result.priority = promotion.at("priority").as_int64();
  result.exclusive = flag(promotion, "exclusive");
  return result;
}

PriceQuery query_of(const json::object& query, const Ledger& ledger) {
  PriceQuery result{.sku = text_of(query, "sku", "")};
  result.categories = texts_of(query, "categories");
  result.quantity = number(text_of(query, "quantity", "1"));
  result.at = time_of(query, "at");
  result.channel = text_of(query, "channel", "");
  if (const json::value* attributes = query.if_contains("attributes"))
    for (const auto& [name, value] : attributes->as_object())
      result.attributes[std::string{std::string_view{name.data(), name.size()}}] = text_of(value);
  result.currency = std::string{ledger.currency.code()};
  return result;
}

std::string price_case(const json::object& item) {
  const json::object& input = item.at("input").as_object();
  const Ledger ledger = ledger_of(input);
  PriceSources sources;
  if (const json::value* base = input.if_contains("base_price"); base && !base->is_null())
    sources.base_price = units_of(text_of(*base), ledger);
  if (input.contains("min_price")) sources.min_price = units_of(text_of(input.at("min_price")), ledger);
  if (const json::value* lists = input.if_contains("lists"))
    for (const json::value& list : lists->as_array()) sources.lists.push_back(list_of(list.as_object(), ledger));
  if (const json::value* promotions = input.if_contains("catalogue_promotions"))
    for (const json::value& each : promotions->as_array())
      sources.promotions.push_back(promotion_of(each.as_object(), ledger));
  const auto selection = parse_price_selection(policy(item, "price_selection").value_or("most_specific"));
  if (!selection) throw NotOffered{"policy price_selection"};
  const Rounding rounding = parse_rounding(policy(item, "rounding").value_or("half_up")).value();
  const ResolvedPrice price =
      resolve_price(sources, query_of(input.at("query").as_object(), ledger), *selection, rounding);

  const json::object& expected = item.at("expected").as_object();
  if (const json::value* wanted = expected.if_contains("unit_price")) {
    if (wanted->is_null() != !price.unit_price) return "a price where none is, or none where one is";
    if (price.unit_price && *price.unit_price != units_of(text_of(*wanted), ledger)) return "another price";
  }
  if (const json::value* wanted = expected.if_contains("list"))
    if (price.list != (wanted->is_null() ? "" : text_of(*wanted))) return "list " + price.list;
  if (expected.contains("applied") && price.applied != texts_of(expected, "applied")) return "other promotions";
  return "";
}
}  // namespace

TEST_CASE("prices agree with the reference cases", "[reference]") {
  Score score{"pricelists"};
  for (const json::object& item : load_cases("pricelists")) score.take(item, [&] { return price_case(item); });
  CHECK(score.failed() == 0);
}
}  // namespace holdfast::reference
