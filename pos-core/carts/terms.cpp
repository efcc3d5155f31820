#include "carts/terms.h"

namespace holdfast::carts {
namespace {
void some(JsonWriter& json, std::string_view name, std::string_view text) {
  if (!text.empty()) json.member(name, text);
}
void some(JsonWriter& json, std::string_view name, int number) {
  if (number != 0) json.member(name, number);
}
void some(JsonWriter& json, std::string_view name, bool flag) {
  if (flag) json.member(name, true);
}
void some(JsonWriter& json, std::string_view name, const std::vector<std::string>& texts) {
  if (texts.empty()) return;
  json.key(name).begin_array();
  for (const std::string& text : texts) json.value(text);
  json.end_array();
}

std::string text_of(const Json& object, std::string_view name) {
  const Json* found = object.find(name);
  return found != nullptr && found->is_string() ? found->text() : std::string{};
}
std::int64_t number_of(const Json& object, std::string_view name) {
  const Json* found = object.find(name);
  return found != nullptr ? found->integer().value_or(0) : 0;
}
bool flag_of(const Json& object, std::string_view name) {
  const Json* found = object.find(name);
  return found != nullptr && found->truth();
}
std::vector<std::string> texts_of(const Json& object, std::string_view name) {
  std::vector<std::string> out;
  if (const Json* found = object.find(name))
    for (const Json& item : found->items()) out.push_back(item.text());
  return out;
}
const std::vector<Json>& list_of(const Json& object, std::string_view name) {
  static const std::vector<Json> none;
  const Json* found = object.find(name);
  return found != nullptr ? found->items() : none;
}
}  // namespace

std::string_view name_of(Service service) {
  switch (service) {
    case Service::unsaid:
      return "";
    case Service::eat_in:
      return "eatIn";
    case Service::take_away:
      return "takeAway";
  }
  return "";
}
std::optional<Service> parse_service(std::string_view name) {
  for (const Service service : {Service::unsaid, Service::eat_in, Service::take_away})
    if (name_of(service) == name) return service;
  return std::nullopt;
}

std::string_view name_of(Parts parts) {
  switch (parts) {
    case Parts::none:
      return "";
    case Parts::extras:
      return "extras";
    case Parts::combo:
      return "combo";
  }
  return "";
}

std::string encode(const Terms& terms) {
  std::string out;
  JsonWriter json{out};
  json.begin_object();
  some(json, "service", name_of(terms.service));
  some(json, "tender", terms.tender);
  some(json, "table", terms.table);
  some(json, "guests", terms.guests);
  some(json, "purchaseOrder", terms.purchase_order);
  some(json, "shipTo", terms.ship_to);
  some(json, "exempt", terms.exempt);
  some(json, "ageProven", terms.age_proven);
  some(json, "ageProof", terms.age_proof);
  some(json, "certificate", terms.certificate);
  some(json, "reverseCharge", terms.reverse_charge);
  some(json, "buyerTaxNumber", terms.buyer_tax_number);
  some(json, "dueOn", terms.due_on);
  if (!terms.charges.empty()) {
    json.key("charges").begin_array();
    for (const AskedCharge& each : terms.charges)
      json.begin_object()
          .member("charge", each.charge)
          .member("code", each.code)
          .member("quantity", to_string(each.quantity))
          .end_object();
    json.end_array();
  }
  if (!terms.codes.empty()) {
    json.key("codes").begin_array();
    for (const EnteredCode& each : terms.codes)
      json.begin_object()
          .member("code", each.code)
          .member("rule", each.rule)
          .member("coupon", each.coupon)
          .end_object();
    json.end_array();
  }
  json.end_object();
  return out;
}

Terms decode_terms(std::string_view text) {
  Terms out;
  const auto parsed = text.empty() ? Result<Json>{Json{}} : parse_json(text);
  if (!parsed || !parsed->is_object()) return out;
  out.service = parse_service(text_of(*parsed, "service")).value_or(Service::unsaid);
  out.tender = text_of(*parsed, "tender");
  out.table = text_of(*parsed, "table");
  out.guests = static_cast<int>(number_of(*parsed, "guests"));
  out.purchase_order = text_of(*parsed, "purchaseOrder");
  out.ship_to = text_of(*parsed, "shipTo");
  out.exempt = flag_of(*parsed, "exempt");
  out.age_proven = static_cast<int>(number_of(*parsed, "ageProven"));
  out.age_proof = text_of(*parsed, "ageProof");
  out.certificate = text_of(*parsed, "certificate");
  out.reverse_charge = flag_of(*parsed, "reverseCharge");
  out.buyer_tax_number = text_of(*parsed, "buyerTaxNumber");
  out.due_on = text_of(*parsed, "dueOn");
  for (const Json& each : list_of(*parsed, "charges"))
    out.charges.push_back({static_cast<int>(number_of(each, "charge")), text_of(each, "code"),
                           parse_quantity(text_of(each, "quantity")).value_or(Quantity::pieces(1))});
  for (const Json& each : list_of(*parsed, "codes"))
    out.codes.push_back({text_of(each, "code"), text_of(each, "rule"), text_of(each, "coupon")});
  return out;
}

std::string encode(const LineTerms& terms) {
  std::string out;
  JsonWriter json{out};
  json.begin_object();
  some(json, "service", name_of(terms.service));
  some(json, "seat", terms.seat);
  some(json, "course", terms.course);
  some(json, "modifies", terms.modifies);
  some(json, "substitute", terms.substitute);
  some(json, "insteadSku", terms.instead_sku);
  some(json, "insteadName", terms.instead_name);
  if (!terms.fired.is_zero()) json.member("fired", to_string(terms.fired));
  some(json, "parts", name_of(terms.parts));
  some(json, "choice", terms.choice);
  some(json, "ofCombo", terms.of_combo);
  if (!terms.tare.is_zero()) json.member("tare", to_string(terms.tare));
  some(json, "serials", terms.serials);
  some(json, "ageChecked", terms.age_checked);
  some(json, "charge", terms.charge);
  some(json, "chargeKind", terms.charge_kind);
  some(json, "issued", terms.issued);
  if (!terms.splits.empty()) {
    json.key("splits").begin_array();
    for (const Split& each : terms.splits)
      json.begin_object()
          .member("kind", each.kind)
          .member("party", each.party)
          .member("amount", each.amount)
          .end_object();
    json.end_array();
  }
  json.end_object();
  return out;
}

LineTerms decode_line_terms(const Json& document) {
  LineTerms out;
  if (!document.is_object()) return out;
  out.service = parse_service(text_of(document, "service")).value_or(Service::unsaid);
  out.seat = static_cast<int>(number_of(document, "seat"));
  out.course = static_cast<int>(number_of(document, "course"));
  out.modifies = static_cast<int>(number_of(document, "modifies"));
  out.substitute = flag_of(document, "substitute");
  out.instead_sku = text_of(document, "insteadSku");
  out.instead_name = text_of(document, "insteadName");
  if (const std::string fired = text_of(document, "fired"); !fired.empty())
    out.fired = parse_quantity(fired).value_or(Quantity{});
  const std::string parts = text_of(document, "parts");
  out.parts = parts == "combo" ? Parts::combo : parts == "extras" ? Parts::extras : Parts::none;
  out.choice = text_of(document, "choice");
  out.of_combo = flag_of(document, "ofCombo");
  if (const std::string tare = text_of(document, "tare"); !tare.empty())
    out.tare = parse_quantity(tare).value_or(Quantity{});
  out.serials = texts_of(document, "serials");
  out.age_checked = flag_of(document, "ageChecked");
  out.charge = text_of(document, "charge");
  out.charge_kind = text_of(document, "chargeKind");
  out.issued = texts_of(document, "issued");
  for (const Json& each : list_of(document, "splits"))
    out.splits.push_back({text_of(each, "kind"), text_of(each, "party"), number_of(each, "amount")});
  return out;
}
LineTerms decode_line_terms(std::string_view text) {
  const auto parsed = text.empty() ? Result<Json>{Json{}} : parse_json(text);
  return parsed ? decode_line_terms(*parsed) : LineTerms{};
}
}  // namespace holdfast::carts
