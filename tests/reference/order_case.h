#pragma once
#include "base/instant.h"
#include "pricing/price.h"
#include "promotions/rule_document.h"
#include "reference/cases.h"

/// An `order` case as a basket and rules of ours, and its figures by the names the cases use.
namespace holdfast::reference {
struct OrderCase {
  Ledger ledger;
  pricing::Basket basket;
  pricing::Rules rules;
  std::vector<std::string> line_ids;
  std::vector<bool> charges;
  std::vector<std::string> document_ids;
  bool exact_taxes = false;  ///< nothing is rounded: the figures are those of the solver
};

inline Quantity quantity_of(const json::object& line) {
  const auto quantity = parse_quantity(text_of(line, "quantity", "1"));
  if (!quantity) throw NotOffered{"feature a quantity finer than a millionth"};
  return *quantity;
}

inline Percent percent_of(std::string_view text) {
  const auto percent = parse_percent(text);
  if (!percent) throw NotOffered{"feature a percentage finer than a millionth"};
  return *percent;
}

/// Dated rates are chosen by whoever loads them; the cases give one `at`.
inline bool in_force(const json::object& dated, const json::object& input) {
  if (!input.contains("at")) return true;
  const auto at = parse_rfc3339(text_of(input.at("at"))).value();
  const auto limit = [&](const char* name) { return parse_rfc3339(text_of(dated.at(name))).value(); };
  return !(dated.contains("starts") && at < limit("starts")) && !(dated.contains("ends") && limit("ends") < at);
}

inline taxes::TaxRate rate_of(const std::string& code, const json::object& tax, const Ledger& ledger) {
  only(tax, "tax",
       {"name", "type", "rate", "amount", "included", "affects_base", "affected_by_previous", "exempt", "starts",
        "ends"});
  taxes::TaxRate rate;
  rate.code = code;
  const std::string type = text_of(tax, "type", "percent");
  if (!taxes::parse_tax_kind(type)) throw NotOffered{"tax type " + type};
  rate.kind = *taxes::parse_tax_kind(type);
  if (tax.contains("rate")) rate.rate = percent_of(text_of(tax.at("rate")));
  if (tax.contains("amount")) rate.amount_per_unit = units_of(text_of(tax.at("amount")), ledger);
  rate.included = flag(tax, "included");
  rate.affects_base = flag(tax, "affects_base");
  rate.affected_by_previous = flag(tax, "affected_by_previous", true);
  rate.exempt = flag(tax, "exempt");
  return rate;
}

inline std::uint32_t index_of_rate(OrderCase& order, const std::string& code, const json::object& tax) {
  std::vector<taxes::TaxRate>& rates = order.rules.taxes.rates;
  for (std::uint32_t i = 0; i < rates.size(); ++i)
    if (rates[i].code == code) return i;
  rates.push_back(rate_of(code, tax, order.ledger));
  return static_cast<std::uint32_t>(rates.size() - 1);
}

/// Groups are flattened here, as the loader of the real rates does.
inline void add_taxes(OrderCase& order, std::vector<std::uint32_t>& category, const json::array& codes,
                      const json::object& input) {
  for (const json::value& each : codes) {
    const std::string code = text_of(each);
    const json::object& tax = input.at("taxes").as_object().at(code).as_object();
    if (!in_force(tax, input)) continue;
    if (text_of(tax, "type", "percent") == "group")
      add_taxes(order, category, tax.at("members").as_array(), input);
    else
      category.push_back(index_of_rate(order, code, tax));
  }
}

inline pricing::ManualDiscount discount_of(const json::object& discount, const Ledger& ledger) {
  only(discount, "discount", {"id", "percent", "amount", "charges_too", "reason"});
  pricing::ManualDiscount result;
  result.reason = text_of(discount, "id", "");
  result.charges_too = flag(discount, "charges_too");
  if (discount.contains("percent")) {
    result.percent = percent_of(text_of(discount.at("percent")));
    return result;
  }
  result.kind = pricing::DiscountKind::amount;
  result.minor = units_of(text_of(discount.at("amount")), ledger);
  return result;
}

inline std::vector<std::string> texts_of(const json::object& object, std::string_view name) {
  std::vector<std::string> result;
  if (const json::value* found = object.if_contains(name))
    for (const json::value& each : found->as_array()) result.push_back(text_of(each));
  return result;
}

inline void add_line(OrderCase& order, const json::object& line, const json::object& input) {
  only(line, "line",
       {"id", "sku", "name", "quantity", "unit_price", "taxes", "categories", "kind", "discounts", "discounted",
        "min_unit_price"});
  const Currency currency = order.basket.currency;
  const Rational exact_price = units_of(text_of(line.at("unit_price")), order.ledger);
  pricing::BasketLine result{.key = static_cast<std::uint32_t>(order.basket.lines.size()),
                             .sku = text_of(line, "sku", ""),
                             .quantity = quantity_of(line),
                             .unit_price = {exact_price.rounded(), currency},
                             .list_price = {exact_price.rounded(), currency},
                             .label_amount = {},
                             .min_unit_price = {},
                             .categories = texts_of(line, "categories"),
                             .discounts = {}};
  if (exact_price.denominator() != 1) result.fine_unit_price = exact_price;
  if (line.contains("min_unit_price"))
    result.fine_min_unit_price = units_of(text_of(line.at("min_unit_price")), order.ledger);
  const bool charge = meaning_of<bool>("line kind", text_of(line, "kind", "item"), {{"item", false}, {"charge", true}});
  if (charge) result.kind = pricing::LineKind::charge;
  result.discounted = flag(line, "discounted");
  if (const json::value* discounts = line.if_contains("discounts"))
    for (const json::value& each : discounts->as_array())
      result.discounts.push_back(discount_of(each.as_object(), order.ledger));
  std::vector<std::uint32_t> category;
  if (const json::value* codes = line.if_contains("taxes")) add_taxes(order, category, codes->as_array(), input);
  result.tax_category = static_cast<std::uint32_t>(order.rules.taxes.categories.size());
  order.rules.taxes.categories.push_back(std::move(category));
  order.line_ids.push_back(text_of(line.at("id")));
  order.charges.push_back(charge);
  order.basket.lines.push_back(std::move(result));
}

/// The promotions of a case are rule documents of ours, word for word.
inline void add_promotions(OrderCase& order, const json::object& input) {
  const json::value* promotions = input.if_contains("promotions");
  if (!promotions) return;
  const auto document = parse_json(json::serialize(*promotions));
  auto rules = promotions::read_rules(document.value(), order.ledger.per_major);
  if (!rules) {
    std::string why = rules.error().detail;
    for (const FieldError& field : rules.error().fields) why += " " + field.pointer + " " + field.detail;
    throw NotOffered{"promotion refused: " + why};
  }
  order.rules.promotions = std::make_shared<const promotions::RuleSet>(*std::move(rules));
}

inline void add_occasion(OrderCase& order, const json::object& input) {
  pricing::Occasion& occasion = order.basket.occasion;
  if (input.contains("at")) occasion.at = parse_rfc3339(text_of(input.at("at"))).value();
  occasion.channel = text_of(input, "channel", "");
  occasion.codes = texts_of(input, "coupons");
  if (const json::value* customer = input.if_contains("customer")) {
    only(customer->as_object(), "customer", {"id", "groups", "previous_orders"});
    occasion.customer_groups = texts_of(customer->as_object(), "groups");
    if (const json::value* orders = customer->as_object().if_contains("previous_orders"))
      occasion.previous_orders = orders->as_int64();
  }
}

inline void add_document_discounts(OrderCase& order, const json::object& input) {
  const json::value* discounts = input.if_contains("document_discounts");
  for (const json::value& each : discounts ? discounts->as_array() : json::array{}) {
    const json::object& discount = each.as_object();
    order.basket.discounts.push_back(discount_of(discount, order.ledger));
    order.document_ids.push_back(text_of(discount, "id", "D" + std::to_string(order.document_ids.size() + 1)));
  }
}

template <class Value>
void map_policy(const json::object& item, std::string_view name, Value& value,
                std::initializer_list<std::pair<std::string_view, Value>> offered) {
  const auto wanted = policy(item, name);
  if (!wanted) return;
  for (const auto& [word, meaning] : offered)
    if (word == *wanted) {
      value = meaning;
      return;
    }
  throw NotOffered{"policy " + std::string{name} + " " + *wanted};
}

inline void map_policies(OrderCase& order, const json::object& item) {
  using namespace pricing;
  only(item.at("policy").as_object(), "policy",
       {"rounding", "line_amount", "discount_rounding", "discount_tax", "stacking", "allocation", "allocation_weight",
        "tax_level", "included_target", "compound_base", "line_tax_allocation", "refund_share"});
  Rules& rules = order.rules;
  rules.discount_rounding = DiscountRounding::line_discount;  // where a case says nothing, the format does
  rules.rounding = rounding_of(item);
  rules.regime.rounding = rules.rounding;
  map_policy(item, "line_amount", rules.line_amount,
             {{"round", LineAmount::round}, {"unit", LineAmount::unit}, {"exact", LineAmount::exact}});
  map_policy(item, "discount_rounding", rules.discount_rounding,
             {{"line_discount", DiscountRounding::line_discount},
              {"line_price", DiscountRounding::line_price},
              {"unit_discount", DiscountRounding::unit_discount},
              {"unit_price", DiscountRounding::unit_price},
              {"order_discount", DiscountRounding::order_discount},
              {"exact", DiscountRounding::exact}});
  map_policy(item, "discount_tax", rules.regime.discount_tax,
             {{"merged", taxes::DiscountTax::merged}, {"separate", taxes::DiscountTax::separate}});
  map_policy(item, "stacking", rules.stacking,
             {{"sequential", Stacking::sequential},
              {"additive", Stacking::additive},
              {"best_per_line", Stacking::best_per_line}});
  if (const auto allocation = policy(item, "allocation")) {
    if (!parse_allocation(*allocation)) throw NotOffered{"policy allocation " + *allocation};
    rules.allocation = *parse_allocation(*allocation);
  }
  map_policy(item, "allocation_weight", rules.allocation_weight,
             {{"amount", AllocationWeight::amount}, {"quantity", AllocationWeight::quantity}});
  need(item, "line_tax_allocation", {"carry"});
  const auto level = policy(item, "tax_level").value_or("line");
  order.exact_taxes = level == "exact";
  if (!order.exact_taxes) {
    if (!taxes::parse_tax_level(level)) throw NotOffered{"policy tax_level " + level};
    rules.regime.level = *taxes::parse_tax_level(level);
  }
  map_policy(item, "included_target", rules.regime.included_target,
             {{"tax", taxes::IncludedTarget::tax}, {"net", taxes::IncludedTarget::net}});
  map_policy(item, "compound_base", rules.regime.compound_base,
             {{"rounded", taxes::CompoundBase::rounded}, {"raw", taxes::CompoundBase::raw}});
}

/// `item` carries the policies, `input` is an order's.
inline OrderCase decode_order(const json::object& item, const json::object& input) {
  only(input, "input",
       {"currency", "at", "channel", "customer", "coupons", "taxes", "lines", "promotions", "document_discounts"});
  OrderCase order{ledger_of(input), {currency_of(input), {}, {}, {}}, {}, {}, {}, {}};
  map_policies(order, item);
  for (const json::value& line : input.at("lines").as_array()) add_line(order, line.as_object(), input);
  add_promotions(order, input);
  add_occasion(order, input);
  add_document_discounts(order, input);
  return order;
}

/// The document after discounts as the taxes see it.
inline std::vector<taxes::TaxableLine> taxable_lines(const OrderCase& order, const pricing::Evaluation& evaluation) {
  std::vector<taxes::TaxableLine> lines;
  for (std::size_t i = 0; i < order.basket.lines.size(); ++i)
    lines.push_back({evaluation.amounts[i], order.basket.lines[i].quantity,
                     order.rules.taxes.of_category(order.basket.lines[i].tax_category),
                     evaluation.subtotals[i] - evaluation.amounts[i]});
  return lines;
}
}  // namespace holdfast::reference
