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
  only(rule, "rule",
       {"id", "kind", "value", "sku", "category", "min_quantity", "max_quantity", "requires", "starts", "ends"});
  PriceRule result;
  result.kind = meaning_of<PriceKind>("price rule", text_of(rule.at("kind")),
                                      {{"fixed", PriceKind::fixed},
                                       {"percent_off", PriceKind::percent_off},
                                       {"surcharge", PriceKind::surcharge},
                                       {"markup_percent", PriceKind::markup_percent}});
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
  only(list, "list",
       {"id", "type", "currency", "starts", "ends", "active", "priority", "channels", "requires", "rules"});
  PriceList result{.id = text_of(list.at("id"))};
  result.type =
      meaning_of<ListType>("price list", text_of(list, "type", "list"),
                           {{"list", ListType::list}, {"sale", ListType::sale}, {"override", ListType::override_}});
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
  only(promotion, "catalogue promotion",
       {"id", "percent", "amount", "skus", "categories", "channels", "starts", "ends", "priority", "exclusive"});
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
  only(query, "query", {"sku", "categories", "quantity", "at", "channel", "attributes"});
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
  only(input, "input", {"currency", "base_price", "min_price", "lists", "catalogue_promotions", "query"});
  only(item.at("policy").as_object(), "policy", {"price_selection", "rounding"});
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
  const std::string wished = policy(item, "price_selection").value_or("most_specific");
  const auto selection = parse_price_selection(wished);
  if (!selection) throw NotOffered{"policy price_selection " + wished};
  const ResolvedPrice price =
      resolve_price(sources, query_of(input.at("query").as_object(), ledger), *selection, rounding_of(item));

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

TEST_CASE("prices come out as the reference cases say", "[reference]") { CHECK(run_cases("price", price_case) == 0); }
}  // namespace holdfast::reference
