#include "server/endpoints.h"

#include <algorithm>

#include "engine/announce.h"
#include "server/tenant.h"
#include "webhooks/delivery_rules.h"
#include "webhooks/signing.h"

namespace holdfast::server {
namespace {
constexpr std::string_view state_words[] = {"enabled", "paused", "disabled"};

void write_standing(JsonWriter& out, engine::HubTransaction& tx, const engine::Endpoint& endpoint, Instant now) {
  const engine::Lease lease = tx.outbound.lease(endpoint.key);
  std::int64_t waiting = 0, behind = 0;
  int attempts = 0;
  Instant next{INT64_MAX};
  for (const engine::Lane& lane : tx.outbound.lanes(endpoint.key)) {
    waiting += lane.last_no - lane.event_no;
    if (lane.last_no > lane.event_no) ++behind;
    if (lane.attempts > 0) next = std::min(next, lane.next);
    attempts = std::max(attempts, lane.attempts);
  }
  out.member("waiting", waiting)
      .member("sitesBehind", behind)
      .member("deadLetters", tx.outbound.count_dead(endpoint.key));
  out.member("deliveries", lease.deliveries).member("attempts", attempts);
  out.member("breaker", webhooks::is_open(lease, now) ? "open" : lease.trials > 0 ? "halfOpen" : "closed");
  if (lease.failing_since) out.key("failingSince").time(*lease.failing_since, 0);
  if (next.unix_us() != INT64_MAX) out.key("nextAttempt").time(next, 0);
  if (endpoint.kind == engine::EndpointKind::connector)
    out.member("inboundWaiting", tx.outbound.count_inbound(endpoint.key, engine::InboundStatus::pending))
        .member("inboundRefused", tx.outbound.count_inbound(endpoint.key, engine::InboundStatus::refused));
  if (lease.pulled.unix_us() > 0) out.key("pulledAt").time(lease.pulled, 0);
}
}  // namespace

Result<Review> review_of(Call& call, bool needs_notes) {
  const Json body = TRY(json_body(call));
  std::vector<FieldError> errors;
  JsonFields fields{body, errors};
  Review review{fields.text("reviewedBy", 100),
                needs_notes ? fields.text("notes", 2000) : fields.maybe_text("notes", 2000).value_or("")};
  fields.finish();
  TRY(accept_fields(std::move(errors)));
  return review;
}

webhooks::Seal seal_of(const Call& call) { return webhooks::Seal{call.services.authority.key_pem}; }

Result<engine::Endpoint> endpoint_of(Call& call) {
  const std::string tenant = TRY(tenant_of(call));
  std::optional<engine::Endpoint> found;
  call.database.read([&](engine::HubTransaction& tx) { found = tx.outbound.endpoint({tenant, call.param(0)}); });
  if (!found) return refuse(ErrorCode::not_found, "no such endpoint");
  return *std::move(found);
}

void write_endpoint(JsonWriter& out, engine::HubTransaction& tx, const engine::Endpoint& endpoint, Instant now) {
  const bool webhook = endpoint.kind == engine::EndpointKind::webhook;
  out.begin_object().member("endpointId", endpoint.key.id).member("kind", webhook ? "webhook" : "connector");
  out.member("name", endpoint.name).member("url", endpoint.url);
  out.key("types").begin_array();
  for (std::string_view rest = endpoint.types; !rest.empty();) {
    const std::string_view type = rest.substr(0, rest.find(' '));
    out.value(type);
    rest.remove_prefix(std::min(rest.size(), type.size() + 1));
  }
  out.end_array().member("state", state_words[static_cast<std::size_t>(endpoint.state)]);
  if (!endpoint.state_reason.empty()) out.member("stateReason", endpoint.state_reason);
  out.key(webhook ? "settings" : "document").raw(endpoint.document);
  if (endpoint.previous_until && now < *endpoint.previous_until)
    out.key("previousSecretUntil").time(*endpoint.previous_until, 0);
  write_standing(out, tx, endpoint, now);
  out.key("createdAt").time(endpoint.created, 0).key("changedAt").time(endpoint.changed, 0).end_object();
}

http::Response one_endpoint(Call& call, int status, const engine::EndpointKey& key) {
  std::string body;
  call.database.read([&](engine::HubTransaction& tx) {
    body.clear();
    JsonWriter out{body};
    if (const auto endpoint = tx.outbound.endpoint(key)) write_endpoint(out, tx, *endpoint, call.now);
  });
  return json(status, std::move(body));
}

void store_endpoint(Call& call, engine::Endpoint endpoint) {
  // Rises with each change, as deliveries watch it.
  endpoint.changed = std::max(call.now, Instant{endpoint.changed.unix_us() + 1});
  call.database.write([&](engine::HubTransaction& tx) { tx.outbound.put(endpoint); });
  call.services.deliver();
}

std::string read_types(JsonFields& fields, std::string_view name) {
  std::string patterns;
  const auto known = engine::announced_types();
  for (const Json& item : fields.array(name, true, 100)) {
    const std::string& pattern = item.text();
    const bool plain = item.is_string() && !pattern.empty() && pattern.find(' ') == std::string::npos;
    const bool possible =
        plain && (pattern.starts_with("signal.") || std::any_of(known.begin(), known.end(), [&](std::string_view type) {
                    return engine::matches(pattern, type);
                  }));
    if (!possible) fields.complain(name, "`" + pattern + "` is no type and no pattern of any (GET /v1/event-types)");
    patterns += (patterns.empty() ? "" : " ") + pattern;
  }
  if (patterns.empty()) fields.complain(name, "names at least one type");
  return patterns;
}
}  // namespace holdfast::server
