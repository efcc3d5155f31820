#include "pricing/derivation.h"

#include <algorithm>

#include "base/json_writer.h"
#include "pricing/price_request.h"

namespace holdfast::pricing {
namespace {
// Written as `n` or `n/d`.
bool fits(const Rational& value) {
  constexpr Int128 most = INT64_MAX;
  return value.numerator() <= most && value.numerator() >= -most && value.denominator() <= most;
}
std::string text_of(const Rational& value) {
  std::string text = std::to_string(static_cast<std::int64_t>(value.numerator()));
  if (value.denominator() != 1) text += "/" + std::to_string(static_cast<std::int64_t>(value.denominator()));
  return text;
}
bool fits(const std::vector<ManualDiscount>& discounts) {
  return std::all_of(discounts.begin(), discounts.end(), [](const auto& each) { return fits(each.minor); });
}
bool can_be_written(const Basket& basket, const Rules& rules) {
  for (const BasketLine& line : basket.lines)
    if ((line.fine_unit_price && !fits(*line.fine_unit_price)) ||
        (line.fine_min_unit_price && !fits(*line.fine_min_unit_price)) || !fits(line.discounts))
      return false;
  for (const auto& [rule, spent] : basket.occasion.spent)
    if (!fits(spent.amount)) return false;
  return fits(basket.discounts) && std::all_of(rules.taxes.rates.begin(), rules.taxes.rates.end(),
                                               [](const auto& rate) { return fits(rate.amount_per_unit); });
}

void write_texts(JsonWriter& json, std::string_view name, const std::vector<std::string>& texts) {
  if (texts.empty()) return;
  json.key(name).begin_array();
  for (const std::string& text : texts) json.value(text);
  json.end_array();
}
template <class Value>
void write_choice(JsonWriter& json, std::string_view name, Value value, Value usual) {
  if (value != usual) json.member(name, static_cast<int>(value));
}

void write_discounts(JsonWriter& json, const std::vector<ManualDiscount>& discounts) {
  if (discounts.empty()) return;
  json.key("discounts").begin_array();
  for (const ManualDiscount& discount : discounts) {
    json.begin_object().member("kind", static_cast<int>(discount.kind));
    if (discount.percent.micro() != 0) json.member("percentMicro", discount.percent.micro());
    if (!discount.minor.is_zero()) json.member("minor", text_of(discount.minor));
    if (discount.charges_too) json.member("chargesToo", true);
    json.end_object();
  }
  json.end_array();
}

/// The tax categories that the basket uses, and the rates of these: a store may have hundreds of both.
struct UsedTaxes {
  std::vector<std::uint32_t> categories, rates;
  UsedTaxes(const Basket& basket, const Rules& rules) {
    for (const BasketLine& line : basket.lines) add(categories, line.tax_category);
    for (const std::uint32_t category : categories)
      for (const std::uint32_t rate : rules.taxes.of_category(category)) add(rates, rate);
    std::sort(rates.begin(), rates.end());  // rows of the tax table come in the order of the rates
  }
  static void add(std::vector<std::uint32_t>& all, std::uint32_t one) {
    if (std::find(all.begin(), all.end(), one) == all.end()) all.push_back(one);
  }
  static int place(const std::vector<std::uint32_t>& all, std::uint32_t one) {
    return static_cast<int>(std::find(all.begin(), all.end(), one) - all.begin());
  }
};

void write_taxes(JsonWriter& json, const UsedTaxes& used, const taxes::TaxTable& table) {
  json.key("taxes").begin_array();
  for (const std::uint32_t index : used.rates) {
    const taxes::TaxRate& rate = table.rates[index];
    json.begin_object().member("code", rate.code);
    if (rate.kind != taxes::TaxKind::percent) json.member("kind", taxes::name_of(rate.kind));
    if (rate.rate.micro() != 0) json.member("rateMicro", rate.rate.micro());
    if (!rate.amount_per_unit.is_zero()) json.member("perUnit", text_of(rate.amount_per_unit));
    if (rate.included) json.member("included", true);
    if (rate.affects_base) json.member("affectsBase", true);
    if (!rate.affected_by_previous) json.member("affectedByPrevious", false);
    if (rate.exempt) json.member("exempt", true);
    if (const taxes::TaxBand& band = rate.band; band.of != taxes::BandOf::none) {
      json.key("band").begin_object().member("of", taxes::name_of(band.of)).member("from", band.from);
      json.optional("below", band.below).member("within", band.within).end_object();
    }
    json.end_object();
  }
  json.end_array().key("taxCategories").begin_array();
  for (const std::uint32_t category : used.categories) {
    json.begin_array();
    for (const std::uint32_t rate : table.of_category(category)) json.value(UsedTaxes::place(used.rates, rate));
    json.end_array();
  }
  json.end_array();
}

void write_line(JsonWriter& json, const BasketLine& line, const UsedTaxes& used) {
  json.begin_object().member("sku", line.sku).member("unitPrice", line.unit_price.minor());
  if (line.quantity != Quantity::pieces(1)) json.member("quantityMicro", line.quantity.micro());
  if (line.list_price != line.unit_price) json.member("listPrice", line.list_price.minor());
  if (line.label_amount) json.member("labelAmount", line.label_amount->minor());
  if (line.min_unit_price) json.member("minUnitPrice", line.min_unit_price->minor());
  if (line.fine_unit_price) json.member("fineUnitPrice", text_of(*line.fine_unit_price));
  if (line.fine_min_unit_price) json.member("fineMinUnitPrice", text_of(*line.fine_min_unit_price));
  if (!line.discountable) json.member("discountable", false);
  if (line.discounted) json.member("discounted", true);
  if (line.kind == LineKind::charge) json.member("charge", true);
  const int category = UsedTaxes::place(used.categories, line.tax_category);
  if (category != 0) json.member("taxCategory", category);
  write_texts(json, "categories", line.categories);
  write_discounts(json, line.discounts);
  json.end_object();
}

void write_coupons(JsonWriter& json, const std::vector<Coupon>& coupons) {
  if (coupons.empty()) return;
  json.key("coupons").begin_array();
  for (const Coupon& coupon : coupons) {
    json.begin_object().member("code", coupon.code).member("kind", static_cast<int>(coupon.kind));
    if (coupon.percent.micro() != 0) json.member("percentMicro", coupon.percent.micro());
    if (coupon.minor != 0) json.member("minor", coupon.minor);
    json.optional("cap", coupon.cap);
    if (coupon.priority != 0) json.member("priority", coupon.priority);
    json.end_object();
  }
  json.end_array();
}

void write_occasion(JsonWriter& json, const Occasion& occasion, const std::vector<RuleVersion>& at_work) {
  if (occasion.at) json.member("atUs", occasion.at->unix_us());
  if (occasion.offset_minutes != 0) json.member("offsetMinutes", occasion.offset_minutes);
  if (!occasion.channel.empty()) json.member("channel", occasion.channel);
  if (occasion.previous_orders != 0) json.member("previousOrders", occasion.previous_orders);
  write_texts(json, "customerGroups", occasion.customer_groups);
  write_texts(json, "codes", occasion.codes);
  write_texts(json, "tenders", occasion.tenders);
  bool any = false;
  for (const RuleVersion& rule : at_work) {
    const auto spent = occasion.spent.find(rule.id);
    if (spent == occasion.spent.end()) continue;
    if (!any) json.key("spent").begin_array();
    any = true;
    json.begin_object().member("rule", rule.id).member("uses", spent->second.uses);
    json.member("usesOfCustomer", spent->second.uses_of_customer)
        .member("amount", text_of(spent->second.amount))
        .end_object();
  }
  if (any) json.end_array();
}

void write_policy(JsonWriter& json, const Rules& rules) {
  const Rules usual;
  write_choice(json, "taxLevel", rules.regime.level, usual.regime.level);
  write_choice(json, "includedTarget", rules.regime.included_target, usual.regime.included_target);
  write_choice(json, "compoundBase", rules.regime.compound_base, usual.regime.compound_base);
  write_choice(json, "discountTax", rules.regime.discount_tax, usual.regime.discount_tax);
  write_choice(json, "taxRounding", rules.regime.rounding, usual.regime.rounding);
  write_choice(json, "rounding", rules.rounding, usual.rounding);
  write_choice(json, "discountRounding", rules.discount_rounding, usual.discount_rounding);
  write_choice(json, "stacking", rules.stacking, usual.stacking);
  write_choice(json, "lineAmount", rules.line_amount, usual.line_amount);
  write_choice(json, "allocation", rules.allocation, usual.allocation);
  write_choice(json, "allocationWeight", rules.allocation_weight, usual.allocation_weight);
}

bool was_in_the_running(Why why, const promotions::Rule& rule) {
  switch (why) {
    case Why::better:
    case Why::nothing_to_take:
    case Why::not_combinable:
    case Why::over_budget:
      return true;
    case Why::min_amount:
    case Why::min_quantity:
    case Why::contains:
    case Why::exclusive:
    case Why::stopped:
      return !rule.group.empty();  // the search for the best of a group may have tried it before others took their part
    case Why::not_yet:
    case Why::over:
    case Why::off_hours:
    case Why::channel:
    case Why::customer_group:
    case Why::tender:
    case Why::currency:
    case Why::no_coupon:
    case Why::used_up:
    case Why::nth_order:
    case Why::not_in_basket:
      return false;
  }
  return false;
}

/// Those that took something and those that were in the running, as without them another may win; the rest had no part
/// in it. In the order of the store's list: ties between rules go to the earlier one.
std::vector<RuleVersion> rules_at_work(const PricedBasket& priced, const Rules& rules) {
  std::vector<std::uint32_t> indices;
  for (const Deduction& deduction : priced.deductions)
    if (deduction.stage == Stage::promotion) UsedTaxes::add(indices, deduction.rule);
  for (const Refused& refused : priced.refused)
    if (was_in_the_running(refused.why, rules.promotions->rules()[refused.rule])) UsedTaxes::add(indices, refused.rule);
  std::sort(indices.begin(), indices.end());
  std::vector<RuleVersion> at_work;
  for (const std::uint32_t index : indices) {
    const promotions::Rule& rule = rules.promotions->rules()[index];
    at_work.push_back({rule.id, rule.version});
  }
  return at_work;
}
}  // namespace

bool append_derivation(std::string& out, const Basket& basket, const Rules& rules, const PricedBasket& priced,
                       const std::string& digest_hex) {
  if (!can_be_written(basket, rules)) return false;
  const std::vector<RuleVersion> at_work = rules_at_work(priced, rules);
  const UsedTaxes used{basket, rules};
  JsonWriter json{out};
  json.begin_object().member("engine", engine_version).member("digest", digest_hex);
  json.member("currency", basket.currency.code()).member("total", priced.total.minor());
  if (!at_work.empty()) {
    json.key("rules").begin_array();
    for (const RuleVersion& rule : at_work)
      json.begin_object().member("id", rule.id).member("version", rule.version).end_object();
    json.end_array();
  }
  write_policy(json, rules);
  write_taxes(json, used, rules.taxes);
  json.key("lines").begin_array();
  for (const BasketLine& line : basket.lines) write_line(json, line, used);
  json.end_array();
  write_discounts(json, basket.discounts);
  write_coupons(json, basket.coupons);
  write_occasion(json, basket.occasion, at_work);
  json.end_object();
  return true;
}
}  // namespace holdfast::pricing
