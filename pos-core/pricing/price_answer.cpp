#include "base/json_writer.h"
#include "pricing/price_request.h"

namespace holdfast::pricing {
namespace {
void write_money(JsonWriter& json, std::string_view name, Money amount) { json.member(name, amount.minor()); }

/// Members in the order of their names, integers only: the text is its own canonical form.
void write_figures(JsonWriter& json, const PricedLine& line) {
  json.begin_object();
  json.key("adjustments").begin_array();
  for (const Adjustment& adjustment : line.adjustments) json.value(adjustment.amount.minor());
  json.end_array();
  write_money(json, "amount", line.amount);
  write_money(json, "gross", line.gross);
  write_money(json, "net", line.net);
  json.member("quantity", to_string(line.quantity));
  write_money(json, "subtotal", line.subtotal);
  json.key("taxes").begin_array();
  for (const taxes::LineTax& tax : line.taxes) json.value(tax.amount.minor());
  json.end_array().end_object();
}

void write_line(JsonWriter& json, const PriceRequest& request, std::size_t at, const PricedLine& line) {
  json.begin_object().member("id", request.line_ids[at]).member("quantity", to_string(line.quantity));
  write_money(json, "subtotal", line.subtotal);
  write_money(json, "discount", line.discount);
  write_money(json, "amount", line.amount);
  write_money(json, "net", line.net);
  write_money(json, "tax", line.tax);
  write_money(json, "gross", line.gross);
  json.end_object();
}

void write_taxes(JsonWriter& json, const PriceRequest& request, const PricedBasket& priced) {
  json.key("taxes").begin_array();
  for (const taxes::LineTax& row : priced.taxes) {
    json.begin_object().member("code", request.rules.taxes.rates[row.tax].code);
    write_money(json, "base", row.base);
    write_money(json, "amount", row.amount);
    json.end_object();
  }
  json.end_array();
}

void write_promotions(JsonWriter& json, const PriceRequest& request, const PricedBasket& priced) {
  json.key("applied").begin_array();
  for (const Deduction& deduction : priced.deductions) {
    if (deduction.stage != Stage::promotion) continue;
    const promotions::Rule& rule = request.rules.promotions->rules()[deduction.rule];
    json.begin_object().member("id", rule.id).member("version", rule.version);
    if (!rule.name.empty()) json.member("name", rule.name);
    write_money(json, "amount", deduction.amount);
    json.end_object();
  }
  json.end_array().key("notApplied").begin_array();
  for (const Refused& refused : priced.refused) {
    const promotions::Rule& rule = request.rules.promotions->rules()[refused.rule];
    json.begin_object().member("id", rule.id).member("version", rule.version);
    if (!rule.name.empty()) json.member("name", rule.name);
    json.member("because", name_of(refused.why)).end_object();
  }
  json.end_array();
}
}  // namespace

Sha256 digest_bytes(const PricedBasket& priced) {
  std::string text;
  JsonWriter json{text};
  json.begin_object().key("lines").begin_array();
  for (const PricedLine& line : priced.lines) write_figures(json, line);
  json.end_array();
  write_money(json, "net", priced.net);
  write_money(json, "tax", priced.tax);
  write_money(json, "total", priced.total);
  json.end_object();
  return sha256(text);
}
std::string digest_of(const PricedBasket& priced) { return to_hex(digest_bytes(priced)); }

std::string rule_versions(const PricedBasket& priced, const Rules& rules) {
  std::string text;
  JsonWriter json{text};
  json.begin_array();
  for (const Deduction& deduction : priced.deductions) {
    if (deduction.stage != Stage::promotion) continue;
    const promotions::Rule& rule = rules.promotions->rules()[deduction.rule];
    json.begin_object().member("id", rule.id).member("version", rule.version).end_object();
  }
  json.end_array();
  return text;
}

std::string price_answer(const PriceRequest& request, const PricedBasket& priced) {
  std::string out;
  JsonWriter json{out};
  json.begin_object().member("currency", request.basket.currency.code());
  write_money(json, "subtotal", priced.subtotal);
  write_money(json, "discount", priced.discount);
  write_money(json, "net", priced.net);
  write_money(json, "tax", priced.tax);
  write_money(json, "total", priced.total);
  json.key("lines").begin_array();
  for (std::size_t i = 0; i < priced.lines.size(); ++i) write_line(json, request, i, priced.lines[i]);
  json.end_array();
  write_taxes(json, request, priced);
  write_promotions(json, request, priced);
  std::string trail;
  append_trail_json(trail, priced.trail, request.basket, request.rules);
  json.key("trail").raw(trail);
  json.member("engineVersion", engine_version).member("digest", digest_of(priced)).end_object();
  return out;
}
}  // namespace holdfast::pricing
