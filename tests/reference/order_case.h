#pragma once
#include "base/instant.h"
#include "pricing/price.h"
#include "reference/cases.h"

/// An `order` case as a basket and rules of ours, and its figures by the names the cases use.
namespace holdfast::reference {
struct OrderCase {
  pricing::Basket basket;
  pricing::Rules rules;
  std::vector<std::string> line_ids;
  std::vector<bool> charges;
  std::vector<std::string> document_ids;
  std::vector<Rational> amounts;  ///< quantity x unit price in minor units, unrounded
  bool exact_lines = false;       ///< the amounts go to the taxes as they are
  bool exact_taxes = false;       ///< nothing is rounded: the figures are those of the solver
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

inline taxes::TaxRate rate_of(const std::string& code, const json::object& tax, Currency currency) {
  taxes::TaxRate rate;
  rate.code = code;
  rate.kind = taxes::parse_tax_kind(text_of(tax.at("type"))).value();
  if (tax.contains("rate")) rate.rate = percent_of(text_of(tax.at("rate")));
  if (tax.contains("amount"))
    rate.amount_per_unit =
        minor_of(text_of(tax.at("amount")), currency, "feature a fixed tax finer than the minor unit");
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
  rates.push_back(rate_of(code, tax, order.basket.currency));
  return static_cast<std::uint32_t>(rates.size() - 1);
}

/// Groups are flattened here, as the loader of the real rates does.
inline void add_taxes(OrderCase& order, std::vector<std::uint32_t>& category, const json::array& codes,
                      const json::object& input) {
  for (const json::value& each : codes) {
    const std::string code = text_of(each);
    const json::object& tax = input.at("taxes").as_object().at(code).as_object();
    if (!in_force(tax, input)) continue;
    if (tax.at("type").as_string() == "group")
      add_taxes(order, category, tax.at("members").as_array(), input);
    else
      category.push_back(index_of_rate(order, code, tax));
  }
}

inline pricing::ManualDiscount discount_of(const json::object& discount, Currency currency) {
  pricing::ManualDiscount result;
  result.reason = text_of(discount, "id", "");
  if (discount.contains("percent")) {
    result.percent = percent_of(text_of(discount.at("percent")));
    return result;
  }
  result.kind = pricing::DiscountKind::amount;
  result.minor = minor_of(text_of(discount.at("amount")), currency, "feature a discount finer than the minor unit");
  if (result.minor < 0) throw NotOffered{"feature a negative discount"};
  return result;
}

inline void add_line(OrderCase& order, const json::object& line, const json::object& input) {
  const Currency currency = order.basket.currency;
  const Rational exact_price = number(text_of(line.at("unit_price"))) * power_of_ten(currency.minor_units());
  const Quantity quantity = quantity_of(line);
  order.amounts.push_back(exact_price * Rational{quantity.micro(), Quantity::one_micro});
  const std::int64_t unit_price =
      order.exact_lines ? exact_price.rounded() : whole(exact_price, "feature a unit price finer than the minor unit");
  pricing::BasketLine result{.key = static_cast<std::uint32_t>(order.basket.lines.size()),
                             .sku = text_of(line, "sku", ""),
                             .quantity = quantity,
                             .unit_price = {unit_price, currency},
                             .list_price = {unit_price, currency},
                             .label_amount = {},
                             .min_unit_price = {},
                             .categories = {},
                             .discounts = {}};
  if (line.contains("min_unit_price"))
    result.min_unit_price =
        Money{minor_of(text_of(line.at("min_unit_price")), currency, "feature a fine floor"), currency};
  const bool charge = text_of(line, "kind", "item") == "charge";
  result.discountable = !charge;
  if (const json::value* discounts = line.if_contains("discounts"))
    for (const json::value& each : discounts->as_array())
      result.discounts.push_back(discount_of(each.as_object(), currency));
  std::vector<std::uint32_t> category;
  if (const json::value* codes = line.if_contains("taxes")) add_taxes(order, category, codes->as_array(), input);
  result.tax_category = static_cast<std::uint32_t>(order.rules.taxes.categories.size());
  order.rules.taxes.categories.push_back(std::move(category));
  order.line_ids.push_back(text_of(line.at("id")));
  order.charges.push_back(charge);
  order.basket.lines.push_back(std::move(result));
}

/// Only what works on the whole order is a coupon of ours; everything else is an item deal.
inline pricing::Coupon coupon_of(const json::object& promotion, Currency currency) {
  for (const auto& [name, value] : promotion)
    if (name != "id" && name != "priority" && name != "actions" && name != "coupon")
      throw NotOffered{"feature promotion " + std::string{name}};
  const json::array& actions = promotion.at("actions").as_array();
  if (actions.size() != 1) throw NotOffered{"feature several actions"};
  const json::object& action = actions[0].as_object();
  const std::string type = text_of(action.at("type"));
  const bool whole_order = text_of(action, "target", "") == "order" || text_of(action, "allocation", "") == "across";
  if ((type != "percent" && type != "amount") || !whole_order) throw NotOffered{"feature item deal " + type};
  for (const auto& [name, value] : action)
    if (name != "type" && name != "target" && name != "allocation" && name != "value" && name != "cap")
      throw NotOffered{"feature action " + std::string{name}};
  pricing::Coupon coupon;
  coupon.code = text_of(promotion.at("id"));
  coupon.priority = static_cast<int>(promotion.contains("priority") ? promotion.at("priority").as_int64() : 0);
  if (type == "percent")
    coupon.percent = percent_of(text_of(action.at("value")));
  else
    coupon.minor = minor_of(text_of(action.at("value")), currency, "feature a discount finer than the minor unit");
  if (type == "amount") coupon.kind = pricing::DiscountKind::amount;
  if (action.contains("cap")) coupon.cap = minor_of(text_of(action.at("cap")), currency, "feature a fine cap");
  return coupon;
}

inline void add_promotions(OrderCase& order, const json::object& input) {
  const json::value* promotions = input.if_contains("promotions");
  for (const json::value& each : promotions ? promotions->as_array() : json::array{}) {
    const json::object& promotion = each.as_object();
    pricing::Coupon coupon = coupon_of(promotion, order.basket.currency);
    if (promotion.contains("coupon")) {
      const json::value* presented = input.if_contains("coupons");
      const json::array codes = presented ? presented->as_array() : json::array{};
      if (std::find(codes.begin(), codes.end(), promotion.at("coupon")) == codes.end()) continue;
    }
    order.basket.coupons.push_back(std::move(coupon));
  }
}

inline void add_document_discounts(OrderCase& order, const json::object& input) {
  const json::value* discounts = input.if_contains("document_discounts");
  for (const json::value& each : discounts ? discounts->as_array() : json::array{}) {
    const json::object& discount = each.as_object();
    const bool has_charge = std::find(order.charges.begin(), order.charges.end(), true) != order.charges.end();
    if (flag(discount, "charges_too") && has_charge) {
      if (!order.basket.coupons.empty()) throw NotOffered{"feature charges in one discount and not in another"};
      for (pricing::BasketLine& line : order.basket.lines) line.discountable = true;
    }
    order.basket.discounts.push_back(discount_of(discount, order.basket.currency));
    order.document_ids.push_back(text_of(discount.at("id")));
  }
}

inline void map_policies(OrderCase& order, const json::object& item) {
  pricing::Rules& rules = order.rules;
  if (const auto rounding = policy(item, "rounding")) rules.rounding = parse_rounding(*rounding).value();
  rules.regime.rounding = rules.rounding;
  need(item, "line_amount", {"round", "unit", "exact"});  // our unit prices are whole, so unit and round are one
  order.exact_lines = policy(item, "line_amount") == "exact";
  need(item, "discount_rounding",
       {"line_discount", "line_price", "unit_discount", "unit_price", "order_discount", "exact"});
  const auto discounts = policy(item, "discount_rounding").value_or("order_discount");
  if (discounts == "line_discount") rules.discount_rounding = pricing::DiscountRounding::line_discount;
  if (discounts == "line_price") rules.discount_rounding = pricing::DiscountRounding::line_price;
  if (discounts == "unit_discount") rules.discount_rounding = pricing::DiscountRounding::unit_discount;
  if (discounts == "unit_price") rules.discount_rounding = pricing::DiscountRounding::unit_price;
  need(item, "discount_tax", {"merged"});
  need(item, "stacking", {"sequential", "additive"});
  if (policy(item, "stacking") == "additive") rules.stacking = pricing::Stacking::additive;
  need(item, "allocation", {"largest_remainder"});
  need(item, "allocation_weight", {"amount"});
  need(item, "line_tax_allocation", {"carry"});
  const auto level = policy(item, "tax_level").value_or("line");
  order.exact_taxes = level == "exact";
  if (!order.exact_taxes) {
    if (!taxes::parse_tax_level(level)) throw NotOffered{"policy tax_level " + level};
    rules.regime.level = *taxes::parse_tax_level(level);
  }
  if (policy(item, "included_target") == "net") rules.regime.included_target = taxes::IncludedTarget::net;
  if (policy(item, "compound_base") == "raw") rules.regime.compound_base = taxes::CompoundBase::raw;
}

/// `item` carries the policies, `input` is an order's.
inline OrderCase decode_order(const json::object& item, const json::object& input) {
  OrderCase order{{currency_of(input), {}, {}, {}}, {}, {}, {}, {}, {}};
  map_policies(order, item);
  for (const json::value& line : input.at("lines").as_array()) add_line(order, line.as_object(), input);
  add_promotions(order, input);
  add_document_discounts(order, input);
  return order;
}
}  // namespace holdfast::reference
