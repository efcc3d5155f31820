#include <algorithm>

#include "base/json_writer.h"
#include "engine/site_facts.h"
#include "money/quantity.h"
#include "operations/operations.h"

namespace holdfast::operations {
namespace {
using engine::ClaimState;
using engine::ReturnClaim;
using engine::SiteOrder;
constexpr int most_found = 10;
constexpr std::size_t most_lines = 500;

std::string name_of_site(engine::HubTransaction& tx, const engine::SiteKey& key) {
  const auto card = tx.fleet.card(key);
  return card ? card->name : std::string{};
}

void append_order(JsonWriter& json, engine::HubTransaction& tx, const SiteOrder& order) {
  json.begin_object().member("siteId", order.key.site).member("siteName", name_of_site(tx, order.key));
  json.member("orderId", order.order_id).member("receiptNumber", order.receipt_number).member("kind", order.kind);
  json.member("currency", order.currency).member("total", order.total).member("businessDate", order.business_date);
  json.key("document").raw(order.document).key("returned").begin_array();
  for (const engine::LineLeft& line : engine::lines_left(order, tx.realtime.claims(order.key, order.order_id)))
    if (line.taken != 0)
      json.begin_object()
          .member("position", line.position)
          .member("quantity", to_string(Quantity::from_micro(line.taken)))
          .end_object();
  json.end_array().end_object();
}

/// `{orderId}` or `{receiptNumber, siteId?}` → `{orders: […]}`: the newest ten of the tenant.
Result<std::string> look_up(engine::HubTransaction& tx, const Ask& ask) {
  std::vector<FieldError> errors;
  JsonFields fields{ask.request, errors};
  const auto order_id = fields.maybe_uuid("orderId");
  const auto receipt = fields.maybe_text("receiptNumber", 64);
  const auto site = fields.maybe_text("siteId", 128);
  if (!order_id && !receipt) fields.complain("receiptNumber", "is required, or orderId");
  TRY(accept_fields(std::move(errors)));
  std::vector<SiteOrder> found = order_id ? tx.realtime.orders_with_id(ask.site.tenant, *order_id, most_found)
                                          : tx.realtime.orders_with_receipt(ask.site.tenant, *receipt, most_found);
  if (site) std::erase_if(found, [&](const SiteOrder& order) { return order.key.site != *site; });
  std::string out;
  JsonWriter json{out};
  json.begin_object().key("orders").begin_array();
  for (const SiteOrder& order : found) append_order(json, tx, order);
  json.end_array().end_object();
  return out;
}

struct Wanted {
  int position = 0;
  std::int64_t quantity = 0;
};
Result<std::vector<Wanted>> wanted_lines(JsonFields& fields, std::vector<FieldError>& errors) {
  std::vector<Wanted> wanted;
  for (const Json& item : fields.array("lines", true, most_lines)) {
    JsonFields line{item, errors, "/lines/" + std::to_string(wanted.size())};
    Wanted each{static_cast<int>(line.integer("position", 1, 0x7fff)), 0};
    const auto quantity = parse_quantity(line.text("quantity", 20));
    if (!quantity || quantity->micro() <= 0) line.complain("quantity", "is above 0");
    each.quantity = quantity ? quantity->micro() : 0;
    const auto twice =
        std::find_if(wanted.begin(), wanted.end(), [&](const Wanted& w) { return w.position == each.position; });
    if (twice == wanted.end())
      wanted.push_back(each);
    else
      twice->quantity += each.quantity;
  }
  if (wanted.empty()) fields.complain("lines", "has at least one line");
  TRY(accept_fields(std::move(errors)));
  return wanted;
}

/// `{siteId, orderId, lines: [{position, quantity}]}` → `{claimId, order, lines: [{position, quantity, before}]}`.
/// Holds these quantities for the asking store, so that nobody else pays them back; `before` is what had come back
/// until then.
Result<std::string> hold(engine::HubTransaction& tx, const Ask& ask) {
  std::vector<FieldError> errors;
  JsonFields fields{ask.request, errors};
  const engine::SiteKey seller{ask.site.tenant, fields.text("siteId", 128)};
  const Uuid order_id = fields.uuid("orderId");
  const std::vector<Wanted> wanted = TRY(wanted_lines(fields, errors));
  const auto order = tx.realtime.lock_order(seller, order_id);
  if (!order) return refuse(ErrorCode::not_found, "the hub does not have that order (yet)");
  const auto lines = engine::lines_left(*order, tx.realtime.claims(seller, order_id));
  for (std::size_t i = 0; i < wanted.size(); ++i) {
    const auto line = std::find_if(lines.begin(), lines.end(),
                                   [&](const engine::LineLeft& each) { return each.position == wanted[i].position; });
    const std::string at = "/lines/" + std::to_string(i);
    if (line == lines.end()) return refuse(ErrorCode::not_found, "the order has no such line", {{at, "is not there"}});
    const std::int64_t left = std::max<std::int64_t>(0, line->sold - line->taken);
    if (wanted[i].quantity > left)
      return refuse(ErrorCode::nothing_left_to_return,
                    "of what was sold only " + to_string(Quantity::from_micro(left)) + " can still come back",
                    {{at, "only " + to_string(Quantity::from_micro(left)) + " left"}});
  }
  std::string out;
  JsonWriter json{out};
  json.begin_object().member("claimId", ask.id).key("order");
  append_order(json, tx, *order);
  json.key("lines").begin_array();
  for (const Wanted& each : wanted) {
    tx.realtime.put_claim(
        {seller, order_id, {ask.id, each.position, ask.site.site, each.quantity, 0, ClaimState::held, {}, ask.now}});
    const auto line = std::find_if(lines.begin(), lines.end(),
                                   [&](const engine::LineLeft& known) { return known.position == each.position; });
    json.begin_object()
        .member("position", each.position)
        .member("quantity", to_string(Quantity::from_micro(each.quantity)));
    json.member("before", to_string(Quantity::from_micro(line->taken))).end_object();
  }
  json.end_array().end_object();
  return out;
}

/// `{operationId}` of the call that holds them → `{released}`: how many lines. What a return has booked by now stays.
Result<std::string> release(engine::HubTransaction& tx, const Ask& ask) {
  std::vector<FieldError> errors;
  JsonFields fields{ask.request, errors};
  const Uuid claim_id = fields.uuid("operationId");
  TRY(accept_fields(std::move(errors)));
  int released = 0;
  for (engine::ClaimedLine line : tx.realtime.claim(ask.site.tenant, claim_id)) {
    if (line.claim.state != ClaimState::held || line.claim.claimant != ask.site.site) continue;
    line.claim.state = ClaimState::released;
    tx.realtime.put_claim(line);
    ++released;
  }
  std::string out;
  JsonWriter{out}.begin_object().member("released", released).end_object();
  return out;
}
}  // namespace

void add_return_operations(Registry& registry) {
  registry.add("return.lookup", Effect::reads, &look_up);
  registry.add("return.otherStore", Effect::keeps, &hold);
  registry.add("return.release", Effect::keeps, &release);
}
}  // namespace holdfast::operations
