#include "cli/replay_request.h"

#include "base/json_writer.h"

namespace holdfast::cli {
namespace {
/// Quantity and price with the sign on the quantity, where the local API wants it.
ReplayLine signed_line(const ReplayLine& line) {
  return line.unit_price < 0 ? ReplayLine{line.sku, -line.quantity, -line.unit_price} : line;
}
bool goes_back(const ReplayLine& line) { return signed_line(line).quantity < 0; }

constexpr std::string_view price_reason = "original price";

ReplayRequest sale(const ReplayDocument& document, const std::string& register_id) {
  ReplayRequest request{"/v1/sales", {}, "replay-" + document.number};
  JsonWriter json{request.body};
  json.begin_object()
      .member("registerId", register_id)
      .member("externalRef", document.reference())
      .key("items")
      .begin_array();
  for (const ReplayLine& line : document.lines)
    json.begin_object()
        .member("sku", line.sku)
        .member("quantity", line.quantity)
        .member("unitPrice", line.unit_price)
        .member("reason", price_reason)
        .end_object();
  json.end_array()
      .key("payments")
      .begin_array()
      .begin_object()
      .member("tender", "cash")
      .end_object()
      .end_array()
      .end_object();
  return request;
}

ReplayRequest taking_back(const ReplayDocument& document, const std::string& register_id) {
  ReplayRequest request{"/v1/returns", {}, "replay-" + document.number};
  JsonWriter json{request.body};
  json.begin_object()
      .member("registerId", register_id)
      .member("externalRef", document.reference())
      .key("items")
      .begin_array();
  for (const ReplayLine& given : document.lines) {
    const ReplayLine line = signed_line(given);
    json.begin_object().member("sku", line.sku).member("quantity", -line.quantity).member("unitPrice", line.unit_price);
    json.member("reason", "as documented").member("condition", "resellable").end_object();
  }
  json.end_array()
      .key("refunds")
      .begin_array()
      .begin_object()
      .member("tender", "cash")
      .end_object()
      .end_array()
      .end_object();
  return request;
}

ReplayRequest write_off(const ReplayDocument& document) {
  ReplayRequest request{"/v1/stock/moves", {}, "replay-" + document.number};
  JsonWriter json{request.body};
  json.begin_object().member("kind", "adjustment").member("reason", document.reference()).key("items").begin_array();
  for (const ReplayLine& line : document.lines)
    json.begin_object().member("sku", line.sku).member("quantity", std::to_string(line.quantity)).end_object();
  json.end_array().end_object();
  return request;
}

std::vector<ReplayRequest> by_cart(const ReplayDocument& document, const std::string& register_id) {
  const std::string key = "replay-" + document.number;
  std::vector<ReplayRequest> requests;
  requests.push_back({"/v1/carts", R"({"registerId":")" + register_id + R"("})", key});
  for (const ReplayLine& given : document.lines) {
    const ReplayLine line = signed_line(given);
    ReplayRequest request{"/v1/carts/{cart}/items", {}, key + "-" + std::to_string(requests.size())};
    JsonWriter json{request.body};
    json.begin_object()
        .member("sku", line.sku)
        .member("quantity", line.quantity)
        .member("unitPrice", line.unit_price)
        .member("reason", price_reason);
    if (line.quantity < 0) json.member("condition", "resellable");
    json.end_object();
    requests.push_back(std::move(request));
  }
  requests.push_back(
      {"/v1/orders",
       R"({"cartId":"{cart}","externalRef":")" + document.reference() + R"(","payments":[{"tender":"cash"}]})",
       key + "-order"});
  return requests;
}
}  // namespace

std::vector<ReplayRequest> requests_for(const ReplayDocument& document, const std::string& register_id) {
  bool sells = false, takes_back = false;
  for (const ReplayLine& line : document.lines) (goes_back(line) ? takes_back : sells) = true;
  if (document.kind() == ReplayKind::stock) return {write_off(document)};
  if (sells && takes_back) return by_cart(document, register_id);
  return {sells ? sale(document, register_id) : taking_back(document, register_id)};
}
}  // namespace holdfast::cli
