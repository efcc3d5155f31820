#include "wasm/boundary.h"

#include "base/json_writer.h"
#include "charges/charge_document.h"
#include "pricing/price_request.h"
#include "promotions/rule_document.h"
#include "wasm/sale.h"

namespace holdfast::wasm {
namespace {
std::string refusal(const Error& error) {
  std::string out;
  JsonWriter json{out};
  json.begin_object().key("refused").begin_object();
  json.member("type", taxonomy(error.code).type).member("detail", error.detail).key("errors").begin_array();
  for (const FieldError& field : error.fields)
    json.begin_object().member("pointer", field.pointer).member("detail", field.detail).end_object();
  json.end_array().end_object().end_object();
  return out;
}

struct Kept {
  Json list;
  Rational minor_per_major;
};
Result<Kept> read_kept(std::string_view document, std::string_view name) {
  const Json json = TRY(parse_json(document));
  std::vector<FieldError> errors;
  JsonFields fields{json, errors};
  const auto currency = find_currency(fields.text("currency", 3));
  const Json* list = json.find(name);
  fields.array(name, true, 100'000);
  if (!currency) fields.complain("currency", "is no currency of ISO 4217");
  fields.finish();
  TRY(accept_fields(std::move(errors)));
  return Kept{*list, Rational{currency->minor_per_major()}};
}
Result<std::vector<promotions::Rule>> read_promotions(std::string_view document) {
  const Kept kept = TRY(read_kept(document, "promotions"));
  return promotions::read_rules(kept.list, kept.minor_per_major);
}
Result<std::vector<charges::Rule>> read_charges(std::string_view document) {
  const Kept kept = TRY(read_kept(document, "charges"));
  std::vector<charges::Rule> out;
  for (const Json& each : kept.list.items()) {
    std::vector<FieldError> errors;
    charges::Rule rule = charges::read_charge(each, kept.minor_per_major, errors);
    if (errors.empty()) out.push_back(std::move(rule));
  }
  return out;
}

Result<std::string> sold(std::string_view text, const std::vector<charges::Rule>& charges,
                         const std::shared_ptr<const promotions::RuleSet>& rules) {
  const auto sale = TRY(read_sale(TRY(parse_json(text)), rules));
  const pricing::PricedBasket priced = TRY(price_sale(*sale, charges));
  return pricing::price_answer(sale->request, priced);
}

Result<std::string> priced(std::string_view text, const std::shared_ptr<const promotions::RuleSet>& rules) {
  const pricing::PriceRequest request = TRY(pricing::read_price_request(TRY(parse_json(text)), rules));
  return pricing::price_answer(request, TRY(pricing::price(request.basket, request.rules)));
}
}  // namespace

std::string Boundary::keep_rules(std::string_view document) {
  auto rules = read_promotions(document);
  if (!rules) return refusal(rules.error());
  const std::size_t count = rules->size();
  rules_ = std::make_shared<const promotions::RuleSet>(*std::move(rules));
  return "{\"rules\":" + std::to_string(count) + "}";
}

std::string Boundary::keep_charges(std::string_view document) {
  auto charges = read_charges(document);
  if (!charges) return refusal(charges.error());
  charges_ = *std::move(charges);
  return "{\"charges\":" + std::to_string(charges_.size()) + "}";
}

std::string Boundary::price_sale(std::string_view sale) const {
  auto answer = sold(sale, charges_, rules_);
  return answer ? *std::move(answer) : refusal(answer.error());
}

std::string Boundary::price(std::string_view request) const {
  auto answer = priced(request, rules_);
  return answer ? *std::move(answer) : refusal(answer.error());
}
}  // namespace holdfast::wasm
