#include "orders/show_terms.h"

namespace holdfast::orders {
namespace {
void texts(JsonWriter& json, std::string_view name, const std::vector<std::string>& all) {
  if (all.empty()) return;
  json.key(name).begin_array();
  for (const std::string& text : all) json.value(text);
  json.end_array();
}
}  // namespace

void append_terms(JsonWriter& json, const carts::Terms& terms) {
  if (terms.service != carts::Service::unsaid) json.member("service", carts::name_of(terms.service));
  if (!terms.tender.empty()) json.member("tender", terms.tender);
  if (!terms.table.empty()) json.member("table", terms.table);
  if (terms.guests != 0) json.member("guests", terms.guests);
  if (!terms.purchase_order.empty()) json.member("purchaseOrder", terms.purchase_order);
  if (!terms.ship_to.empty()) json.member("shipTo", terms.ship_to);
  if (terms.exempt) json.member("exempt", true);
  if (terms.age_proven != 0) json.member("ageProven", terms.age_proven).member("ageProof", terms.age_proof);
  if (!terms.certificate.empty()) json.member("certificate", terms.certificate);
  if (terms.reverse_charge) json.member("reverseCharge", true);
  if (!terms.buyer_tax_number.empty()) json.member("buyerTaxNumber", terms.buyer_tax_number);
  if (!terms.due_on.empty()) json.member("dueOn", terms.due_on);
}

void append_terms(JsonWriter& json, const carts::LineTerms& terms, const Uuid& whole) {
  if (terms.service != carts::Service::unsaid) json.member("service", carts::name_of(terms.service));
  if (terms.seat != 0) json.member("seat", terms.seat);
  if (terms.course != 0) json.member("course", terms.course);
  if (terms.modifies != 0) json.member("modifies", part_id(whole, static_cast<std::uint16_t>(terms.modifies)));
  if (terms.substitute) json.member("substitute", true);
  if (!terms.instead_sku.empty())
    json.key("insteadOf")
        .begin_object()
        .member("sku", terms.instead_sku)
        .member("name", terms.instead_name)
        .end_object();
  if (!terms.fired.is_zero()) json.member("fired", to_string(terms.fired));
  if (terms.parts != carts::Parts::none) json.member("parts", carts::name_of(terms.parts));
  if (!terms.choice.empty()) json.member("choice", terms.choice);
  if (!terms.tare.is_zero()) json.member("tare", to_string(terms.tare));
  texts(json, "serials", terms.serials);
  if (terms.age_checked) json.member("ageChecked", true);
  if (!terms.charge.empty()) json.member("charge", terms.charge).member("chargeKind", terms.charge_kind);
  texts(json, "issued", terms.issued);
  if (terms.splits.empty()) return;
  json.key("splits").begin_array();
  for (const carts::Split& split : terms.splits)
    json.begin_object()
        .member("kind", split.kind)
        .member("party", split.party)
        .member("amount", split.amount)
        .end_object();
  json.end_array();
}
}  // namespace holdfast::orders
