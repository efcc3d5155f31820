#include "wasm/boundary.h"

#include "base/json_writer.h"
#include "pricing/price_request.h"
#include "promotions/rule_document.h"

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

Result<std::vector<promotions::Rule>> read_kept(std::string_view document) {
  const Json json = TRY(parse_json(document));
  std::vector<FieldError> errors;
  JsonFields fields{json, errors};
  const auto currency = find_currency(fields.text("currency", 3));
  const Json* list = json.find("promotions");
  fields.array("promotions", true, 100'000);
  if (!currency) fields.complain("currency", "is no currency of ISO 4217");
  fields.finish();
  TRY(accept_fields(std::move(errors)));
  return promotions::read_rules(*list, Rational{currency->minor_per_major()});
}

Result<std::string> priced(std::string_view text, const std::shared_ptr<const promotions::RuleSet>& rules) {
  const pricing::PriceRequest request = TRY(pricing::read_price_request(TRY(parse_json(text)), rules));
  return pricing::price_answer(request, TRY(pricing::price(request.basket, request.rules)));
}
}  // namespace

std::string Boundary::keep_rules(std::string_view document) {
  auto rules = read_kept(document);
  if (!rules) return refusal(rules.error());
  const std::size_t count = rules->size();
  rules_ = std::make_shared<const promotions::RuleSet>(*std::move(rules));
  return "{\"rules\":" + std::to_string(count) + "}";
}

std::string Boundary::price(std::string_view request) const {
  auto answer = priced(request, rules_);
  return answer ? *std::move(answer) : refusal(answer.error());
}
}  // namespace holdfast::wasm
