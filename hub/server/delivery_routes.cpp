#include "server/api.h"
#include "server/endpoints.h"
#include "server/tenant.h"

namespace holdfast::server {
namespace {
using engine::DeadDelivery;
using engine::DeadStatus;
using engine::Endpoint;

constexpr std::string_view dead_words[] = {"pending", "queued", "replayed", "discarded"};
constexpr int most_dead = 500;

http::Response list(Call& call) {
  const auto tenant = tenant_of(call);
  // A hub that nobody has enrolled with tells nobody anything; that is no error.
  if (!tenant && tenant.error().code == ErrorCode::invalid_argument && !call.request.query_value("tenant")) {
    bool none = false;
    call.database.read([&](engine::HubTransaction& tx) { none = tx.fleet.tenants().empty(); });
    if (none) return json(200, R"({"items":[],"next":null})");
  }
  if (!tenant) return problem(tenant.error());
  std::string body;
  call.database.read([&](engine::HubTransaction& tx) {
    body.clear();
    JsonWriter out{body};
    out.begin_object().key("items").begin_array();
    for (const Endpoint& endpoint : tx.outbound.endpoints(*tenant)) write_endpoint(out, tx, endpoint, call.now);
    out.end_array().key("next").null().end_object();
  });
  return json(200, std::move(body));
}

http::Response one(Call& call) {
  const auto endpoint = endpoint_of(call);
  return endpoint ? one_endpoint(call, 200, endpoint->key) : problem(endpoint.error());
}

http::Response remove(Call& call) {
  const auto endpoint = endpoint_of(call);
  if (!endpoint) return problem(endpoint.error());
  call.database.write([&](engine::HubTransaction& tx) { tx.outbound.remove(endpoint->key); });
  call.services.deliver();
  return no_content();
}

http::Response set_state(Call& call) {
  auto endpoint = endpoint_of(call);
  const auto body = endpoint ? json_body(call) : Result<Json>{tl::unexpected(endpoint.error())};
  if (!body) return problem(body.error());
  std::vector<FieldError> errors;
  JsonFields fields{*body, errors};
  constexpr std::string_view words[] = {"enabled", "paused"};
  const bool on = fields.word("state", words) == "enabled";
  endpoint->state_reason = fields.maybe_text("reason", 500).value_or("");
  fields.finish();
  if (const auto accepted = accept_fields(std::move(errors)); !accepted) return problem(accepted.error());
  endpoint->state = on ? engine::EndpointState::enabled : engine::EndpointState::paused;
  if (on)  // whoever enables it has put it right: it is tried now
    call.database.write([&](engine::HubTransaction& tx) {
      engine::Lease lease = tx.outbound.lock(endpoint->key);
      lease.failing_since.reset();
      lease.failures = lease.trials = 0;
      lease.open_until = {};
      tx.outbound.put(endpoint->key, lease);
      for (engine::Lane lane : tx.outbound.lanes(endpoint->key))
        if (lane.attempts > 0) {
          lane.next = {};
          tx.outbound.put(endpoint->key, lane);
        }
    });
  store_endpoint(call, *endpoint);
  return one_endpoint(call, 200, endpoint->key);
}

void write_entry(JsonWriter& out, const engine::TrailEntry& entry) {
  out.begin_object().member("delivery", entry.delivery).key("at").time(entry.at, 0);
  if (!entry.site.empty()) out.member("siteId", entry.site);
  out.member("eventId", entry.event_id).member("type", entry.type).member("attempt", entry.attempt);
  out.member("outcome", entry.outcome).member("status", entry.status).member("durationUs", entry.duration_us);
  out.member("request", entry.request).member("response", entry.response).member("detail", entry.detail).end_object();
}

http::Response deliveries(Call& call) {
  const auto endpoint = endpoint_of(call);
  if (!endpoint) return problem(endpoint.error());
  const auto limit = query_integer(call, "limit", 50, 1, engine::trail_size);
  if (!limit) return problem(limit.error());
  std::string body;
  call.database.read([&](engine::HubTransaction& tx) {
    body.clear();
    JsonWriter out{body};
    out.begin_object().key("items").begin_array();
    for (const auto& entry : tx.outbound.trail(endpoint->key, static_cast<int>(*limit))) write_entry(out, entry);
    out.end_array().key("next").null().end_object();
  });
  return json(200, std::move(body));
}

std::string id_of(const DeadDelivery& dead) {
  return (dead.site.empty() ? std::string{"hub"} : dead.site) + ":" + std::to_string(dead.event_no);
}
void write_dead(JsonWriter& out, const DeadDelivery& dead) {
  out.begin_object().member("id", id_of(dead)).member("siteId", dead.site).member("eventId", dead.event_id);
  out.member("type", dead.type).member("attempts", dead.attempts).member("trouble", dead.trouble);
  out.member("status", dead_words[static_cast<std::size_t>(dead.status)]);
  out.key("firstAt").time(dead.first, 0).key("lastAt").time(dead.last, 0);
  out.member("reviewedBy", dead.reviewed_by)
      .member("notes", dead.notes)
      .key("event")
      .raw(dead.body.empty() ? "null" : dead.body);
  out.end_object();
}

http::Response dead_letters(Call& call) {
  const auto endpoint = endpoint_of(call);
  if (!endpoint) return problem(endpoint.error());
  const std::string wanted = call.request.query_value("status").value_or("pending");
  std::optional<DeadStatus> status;
  for (std::size_t i = 0; i < std::size(dead_words); ++i)
    if (dead_words[i] == wanted) status = static_cast<DeadStatus>(i);
  if (!status)
    return problem(Error{ErrorCode::invalid_argument, "status is pending, queued, replayed or discarded", {}});
  std::string body;
  call.database.read([&](engine::HubTransaction& tx) {
    body.clear();
    JsonWriter out{body};
    out.begin_object().key("items").begin_array();
    for (const DeadDelivery& dead : tx.outbound.dead(endpoint->key, *status, most_dead)) write_dead(out, dead);
    out.end_array().key("next").null().end_object();
  });
  return json(200, std::move(body));
}

/// One dead letter (`{site}:{number}`), or `all` that wait.
http::Response decide(Call& call, DeadStatus to) {
  const auto endpoint = endpoint_of(call);
  const auto review =
      endpoint ? review_of(call, to == DeadStatus::discarded) : Result<Review>{tl::unexpected(endpoint.error())};
  if (!review) return problem(review.error());
  const std::string& wanted = call.param(1);
  std::int64_t done = 0;
  call.database.write([&](engine::HubTransaction& tx) {
    done = 0;
    for (DeadDelivery dead : tx.outbound.dead(endpoint->key, DeadStatus::pending, most_dead)) {
      if (wanted != "all" && wanted != id_of(dead)) continue;
      dead.status = to;
      dead.reviewed_by = review->by;
      dead.notes = review->notes;
      tx.outbound.put(endpoint->key, dead);
      ++done;
    }
  });
  if (done == 0 && wanted != "all") return problem(Error{ErrorCode::not_found, "nothing waits there", {}});
  store_endpoint(call, *endpoint);
  std::string body;
  JsonWriter{body}.begin_object().member("decided", done).end_object();
  return json(200, std::move(body));
}
}  // namespace

void add_delivery_routes(Api& api) {
  using http::Method;
  api.add(Method::get, "/v1/endpoints", Guard::operators, list);
  api.add(Method::get, "/v1/endpoints/{endpointId}", Guard::operators, one);
  api.add(Method::delete_, "/v1/endpoints/{endpointId}", Guard::operators, remove, "endpoint.remove");
  api.add(Method::put, "/v1/endpoints/{endpointId}/state", Guard::operators, set_state, "endpoint.set");
  api.add(Method::get, "/v1/endpoints/{endpointId}/deliveries", Guard::operators, deliveries);
  api.add(Method::get, "/v1/endpoints/{endpointId}/dead-letters", Guard::operators, dead_letters);
  api.add(Method::post, "/v1/endpoints/{endpointId}/dead-letters/{id}/replay", Guard::operators,
          [](Call& call) { return decide(call, DeadStatus::queued); }, "delivery.replay");
  api.add(Method::post, "/v1/endpoints/{endpointId}/dead-letters/{id}/discard", Guard::operators,
          [](Call& call) { return decide(call, DeadStatus::discarded); }, "delivery.discard");
}
}  // namespace holdfast::server
