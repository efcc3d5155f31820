#include "routes/elsewhere_order.h"

#include <map>

namespace holdfast::routes {
namespace {
std::string text_of(const Json& json, std::string_view name) {
  const Json* member = json.find(name);
  return member != nullptr && (member->is_string() || member->is_number()) ? member->text() : std::string{};
}
void copy(JsonWriter& json, const Json& value) {
  switch (value.kind()) {
    case Json::Kind::null:
      json.null();
      return;
    case Json::Kind::boolean:
      json.value(value.truth());
      return;
    case Json::Kind::number:
      json.raw(value.text());
      return;
    case Json::Kind::string:
      json.value(value.text());
      return;
    case Json::Kind::array:
      json.begin_array();
      for (const Json& item : value.items()) copy(json, item);
      json.end_array();
      return;
    case Json::Kind::object:
      json.begin_object();
      for (const auto& [name, member] : value.members()) {
        // Names are written as they are: only words of our own documents get through.
        if (name.find_first_not_of("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ") != std::string::npos)
          continue;
        json.key(name);
        copy(json, member);
      }
      json.end_object();
  }
}
std::map<int, Quantity> returned_anywhere(const Json& hub) {
  std::map<int, Quantity> out;
  const Json* list = hub.find("returned");
  if (list == nullptr || !list->is_array()) return out;
  for (const Json& each : list->items())
    if (const auto quantity = parse_quantity(text_of(each, "quantity")))
      if (const Json* position = each.find("position"))
        out[static_cast<int>(position->integer().value_or(0))] = *quantity;
  return out;
}
}  // namespace

orders::ForeignOrder foreign_order_of(const Json& json) {
  orders::ForeignOrder out;
  out.id = parse_uuid(text_of(json, "orderId")).value_or(Uuid{});
  out.site_id = text_of(json, "siteId");
  out.site_name = text_of(json, "siteName");
  out.receipt_number = text_of(json, "receiptNumber");
  out.currency = text_of(json, "currency");
  if (const Json* total = json.find("total")) out.total = total->integer().value_or(0);
  out.business_date = text_of(json, "businessDate");
  out.verified = "hub";
  JsonWriter writer{out.document};
  const Json* document = json.find("document");
  copy(writer, document != nullptr && document->is_object() ? *document : Json::object({}));
  return out;
}

orders::ForeignOrder foreign_order_of(const receipts::SignedReceipt& receipt, const std::string& site_id,
                                      const std::string& site_name) {
  orders::ForeignOrder out;
  out.id = receipt.order;
  out.site_id = site_id;
  out.site_name = site_name;
  out.receipt_number = receipt.number;
  out.currency = receipt.currency;
  out.total = receipt.total;
  out.business_date = to_date(receipt.at);
  out.verified = "signature";
  JsonWriter json{out.document};
  json.begin_object().key("createdAt").time(receipt.at, 0).key("items").begin_array();
  for (const receipts::SignedLine& line : receipt.lines) {
    std::int64_t tax = 0;
    for (const auto& each : line.taxes) tax += each.amount;
    json.begin_object().member("position", line.position).member("sku", line.sku).member("name", "").member("unit", "");
    json.member("quantity", to_string(line.quantity)).member("unitPrice", std::int64_t{0});
    json.member("subtotal", line.paid).member("discount", std::int64_t{0}).member("net", line.paid - tax);
    json.member("tax", tax).member("total", line.paid).key("taxes").begin_array();
    for (const auto& each : line.taxes)
      json.begin_object()
          .member("code", each.code)
          .member("base", line.paid - tax)
          .member("amount", each.amount)
          .end_object();
    json.end_array().end_object();
  }
  json.end_array().member("cut", receipt.cut).end_object();
  return out;
}

void append_foreign(JsonWriter& json, db::Connection& connection, const orders::ForeignOrder& order, const Json* hub) {
  const auto anywhere = hub != nullptr ? returned_anywhere(*hub) : std::map<int, Quantity>{};
  const auto document = parse_json(order.document);
  const Json* cut = document ? document->find("cut") : nullptr;
  json.begin_object().member("orderId", order.id).member("siteId", order.site_id).member("siteName", order.site_name);
  json.member("receiptNumber", order.receipt_number).member("currency", order.currency).member("total", order.total);
  json.member("businessDate", order.business_date);
  json.member("soldAt", document ? text_of(*document, "createdAt") : std::string{}).member("verified", order.verified);
  json.member("cut", cut != nullptr && cut->truth()).key("items").begin_array();
  for (const orders::Item& item : orders::items_of(connection, order)) {
    const auto known = anywhere.find(item.position);
    const Quantity returned = hub == nullptr ? item.returned : known != anywhere.end() ? known->second : Quantity{};
    json.begin_object().member("position", item.position).member("sku", item.sku).member("name", item.name);
    json.member("unit", item.unit).member("quantity", to_string(item.quantity));
    json.member("returnedQuantity", to_string(returned)).member("total", item.total).end_object();
  }
  json.end_array().end_object();
}
}  // namespace holdfast::routes
