#include "engine/site_facts.h"

#include <algorithm>

#include "base/json_writer.h"
#include "money/quantity.h"

namespace holdfast::engine {
namespace {
constexpr std::size_t most_items = 2'000;

std::string text_of(const Json& json, std::string_view name) {
  const Json* member = json.find(name);
  return member != nullptr && (member->is_string() || member->is_number()) ? member->text() : std::string{};
}
std::int64_t integer_of(const Json& json, std::string_view name) {
  const Json* member = json.find(name);
  return member != nullptr ? member->integer().value_or(0) : 0;
}
std::vector<Json> none;
const std::vector<Json>& list_of(const Json& json, std::string_view name) {
  const Json* member = json.find(name);
  return member != nullptr && member->is_array() ? member->items() : none;
}

void append_item(JsonWriter& json, const Json& item, int position) {
  json.begin_object().member("position", position);
  for (const std::string_view name : {"sku", "name", "unit", "quantity"}) json.member(name, text_of(item, name));
  for (const std::string_view name : {"unitPrice", "subtotal", "discount", "net", "tax", "total"})
    json.member(name, integer_of(item, name));
  json.key("taxes").begin_array();
  for (const Json& tax : list_of(item, "taxes"))
    json.begin_object()
        .member("code", text_of(tax, "code"))
        .member("base", integer_of(tax, "base"))
        .member("amount", integer_of(tax, "amount"))
        .end_object();
  json.end_array().end_object();
}

/// Without customer, address and staff: what a return needs.
std::string document_of(const Json& payload) {
  std::string out;
  JsonWriter json{out};
  json.begin_object().member("createdAt", text_of(payload, "createdAt")).key("items").begin_array();
  for (const Json& item : list_of(payload, "items"))
    if (const auto id = parse_uuid(text_of(item, "orderItemId"))) append_item(json, item, part_of(*id));
  json.end_array().key("payments").begin_array();
  for (const Json& payment : list_of(payload, "payments"))
    json.begin_object()
        .member("tender", text_of(payment, "tender"))
        .member("amount", integer_of(payment, "amount"))
        .end_object();
  json.end_array().end_object();
  return out;
}

/// The line that an item takes back, if it takes one back.
std::optional<ClaimedLine> taken_back(const SiteKey& key, const Uuid& order_id, const Json& item, Instant now) {
  const auto quantity = parse_quantity(text_of(item, "quantity"));
  if (!quantity || quantity->micro() >= 0) return std::nullopt;
  ClaimedLine line{
      key,
      {},
      {order_id, 0, key.site, -quantity->micro(), -integer_of(item, "total"), ClaimState::booked, order_id, now}};
  if (const Json* foreign = item.find("soldElsewhere"); foreign != nullptr && foreign->is_object()) {
    const auto sold = parse_uuid(text_of(*foreign, "orderId"));
    if (!sold) return std::nullopt;
    line.seller.site = text_of(*foreign, "siteId");
    line.order_id = *sold;
    line.claim.position = static_cast<int>(integer_of(*foreign, "position"));
    if (const auto claim = parse_uuid(text_of(*foreign, "claimId"))) line.claim.claim_id = *claim;
    return line;
  }
  const auto original = parse_uuid(text_of(item, "originalOrderItemId"));
  if (!original) return std::nullopt;
  line.order_id = whole_of(*original);
  line.claim.position = part_of(*original);
  return line;
}

std::optional<Oddity> more_than_sold(HubTransaction& tx, const SiteKey& seller, const Uuid& order_id, int position) {
  const auto order = tx.realtime.lock_order(seller, order_id);
  if (!order) return std::nullopt;  // its own log is not here yet; it is looked at when it comes
  for (const LineLeft& line : lines_left(*order, tx.realtime.claims(seller, order_id)))
    if ((position == 0 || line.position == position) && line.sold > 0 && line.taken > line.sold)
      return Oddity{"returned_twice", "of line " + std::to_string(line.position) + " of receipt " +
                                          order->receipt_number + " of " + seller.site + " more came back (" +
                                          format_scaled(line.taken, 6, true) + ") than was sold (" +
                                          format_scaled(line.sold, 6, true) + ")"};
  return std::nullopt;
}
}  // namespace

void note_stock(HubTransaction& tx, const SiteKey& key, const Json& payload, Instant recorded) {
  for (const Json& move : list_of(payload, "moves")) {
    const std::string sku = text_of(move, "sku");
    const auto quantity = parse_quantity(text_of(move, "quantity"));
    if (!sku.empty() && sku.size() <= 200 && quantity) tx.realtime.add_stock(key, sku, quantity->micro(), recorded);
  }
}

std::vector<Oddity> note_order(HubTransaction& tx, const SiteKey& key, const Json& payload, Instant now) {
  const auto order_id = parse_uuid(text_of(payload, "orderId"));
  const std::vector<Json>& items = list_of(payload, "items");
  if (!order_id || items.size() > most_items)
    return {{"order_document", "no order that could be shown to other stores"}};
  tx.realtime.put_order({key, *order_id, text_of(payload, "receiptNumber"), text_of(payload, "kind"),
                         text_of(payload, "currency"), integer_of(payload, "total"), text_of(payload, "businessDate"),
                         document_of(payload)});
  std::vector<Oddity> odd;
  const auto look = [&](const SiteKey& seller, const Uuid& sold, int position) {
    if (auto more = more_than_sold(tx, seller, sold, position)) odd.push_back(*std::move(more));
  };
  for (const Json& item : items) {
    auto line = taken_back(key, *order_id, item, now);
    if (!line) continue;
    const SiteKey seller = line->seller;
    const Uuid sold = line->order_id;
    const int position = line->claim.position;
    tx.realtime.lock_order(seller, sold);
    // A sold line may come back on several lines of one order.
    for (const ReturnClaim& known : tx.realtime.claims(seller, sold))
      if (known.claim_id == line->claim.claim_id && known.position == position && known.returned_by == order_id) {
        line->claim.quantity += known.quantity;
        line->claim.amount += known.amount;
      }
    tx.realtime.put_claim(*line);
    look(seller, sold, position);
  }
  if (!tx.realtime.claims(key, *order_id).empty()) look(key, *order_id, 0);
  return odd;
}

std::vector<LineLeft> lines_left(const SiteOrder& order, const std::vector<ReturnClaim>& claims) {
  std::vector<LineLeft> lines;
  const auto document = parse_json(order.document);
  if (!document) return lines;
  for (const Json& item : list_of(*document, "items")) {
    LineLeft line{static_cast<int>(integer_of(item, "position")), 0, 0};
    if (const auto quantity = parse_quantity(text_of(item, "quantity"))) line.sold = quantity->micro();
    for (const ReturnClaim& claim : claims)
      if (claim.position == line.position && claim.state != ClaimState::released) line.taken += claim.quantity;
    lines.push_back(line);
  }
  return lines;
}
}  // namespace holdfast::engine
