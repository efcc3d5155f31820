#include "log/log.h"
#include "server/api.h"
#include "server/endpoints.h"

/// What other systems told this hub, and what a person decides about that which was refused.
namespace holdfast::server {
namespace {
using engine::InboundEvent;
using engine::InboundStatus;

constexpr std::string_view status_words[] = {"pending", "done", "refused", "discarded"};
constexpr int most_listed = 500;

void write_event(JsonWriter& out, const InboundEvent& event) {
  out.begin_object().member("id", event.id).key("receivedAt").time(event.received, 0);
  out.member("status", status_words[static_cast<std::size_t>(event.status)]).member("attempts", event.attempts);
  out.member("trouble", event.detail).member("reviewedBy", event.reviewed_by).member("notes", event.notes);
  if (event.reviewed.unix_us() > 0) out.key("reviewedAt").time(event.reviewed, 0);
  out.key("event").raw(event.body).end_object();
}

http::Response list(Call& call) {
  const auto endpoint = endpoint_of(call);
  if (!endpoint) return problem(endpoint.error());
  const std::string wanted = call.request.query_value("status").value_or("refused");
  std::optional<InboundStatus> status;
  for (std::size_t i = 0; i < std::size(status_words); ++i)
    if (status_words[i] == wanted) status = static_cast<InboundStatus>(i);
  if (!status) return problem(Error{ErrorCode::invalid_argument, "status is pending, done, refused or discarded", {}});
  std::string body;
  call.database.read([&](engine::HubTransaction& tx) {
    body.clear();
    JsonWriter out{body};
    out.begin_object().key("items").begin_array();
    for (const InboundEvent& event : tx.outbound.inbound(endpoint->key, *status, most_listed)) write_event(out, event);
    out.end_array().key("next").null().end_object();
  });
  return json(200, std::move(body));
}

/// On the row for good, and among the last tries, where whoever looks at the endpoint sees it.
void decide_one(engine::HubTransaction& tx, const engine::EndpointKey& key, InboundEvent event, InboundStatus to,
                const Review& review, Instant now) {
  event.status = to;
  event.attempts = 0;
  event.next = now;
  event.reviewed_by = review.by;
  event.notes = review.notes;
  event.reviewed = now;
  engine::Lease lease = tx.outbound.lock(key);
  engine::TrailEntry entry;
  entry.delivery = ++lease.deliveries;
  entry.at = now;
  entry.event_id = event.id;
  entry.type = "inbound";
  entry.attempt = 0;
  entry.outcome = to == InboundStatus::pending ? "replayed" : "discarded";
  entry.detail = review.by + (review.notes.empty() ? "" : ": " + review.notes);
  tx.outbound.add(key, entry);
  tx.outbound.put(key, lease);
  tx.outbound.put(key, event);
}

/// One event by its sender's id, or `all` that were refused.
http::Response decide(Call& call, InboundStatus to) {
  const auto endpoint = endpoint_of(call);
  const auto review =
      endpoint ? review_of(call, to == InboundStatus::discarded) : Result<Review>{tl::unexpected(endpoint.error())};
  if (!review) return problem(review.error());
  const std::string& wanted = call.param(1);
  std::int64_t done = 0;
  call.database.write([&](engine::HubTransaction& tx) {
    done = 0;
    for (const InboundEvent& event : tx.outbound.inbound(endpoint->key, InboundStatus::refused, most_listed)) {
      if (wanted != "all" && wanted != event.id) continue;
      decide_one(tx, endpoint->key, event, to, *review, call.now);
      ++done;
    }
  });
  if (done == 0 && wanted != "all") return problem(Error{ErrorCode::not_found, "nothing was refused by that id", {}});
  log::info("refused inbound events were decided", {{"entity_type", "endpoint"},
                                                    {"entity_id", std::string_view{endpoint->key.id}},
                                                    {"actor_id", std::string_view{review->by}}});
  if (to == InboundStatus::pending) call.services.deliver();
  std::string body;
  JsonWriter{body}.begin_object().member("decided", done).end_object();
  return json(200, std::move(body));
}
}  // namespace

void add_inbound_routes(Api& api) {
  using http::Method;
  api.add(Method::get, "/v1/endpoints/{endpointId}/inbound", Guard::operators, list);
  api.add(Method::post, "/v1/endpoints/{endpointId}/inbound/{id}/replay", Guard::operators,
          [](Call& call) { return decide(call, InboundStatus::pending); }, "inbound.replay");
  api.add(Method::post, "/v1/endpoints/{endpointId}/inbound/{id}/discard", Guard::operators,
          [](Call& call) { return decide(call, InboundStatus::discarded); }, "inbound.discard");
}
}  // namespace holdfast::server
