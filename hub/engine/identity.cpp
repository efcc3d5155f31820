#include "engine/identity.h"

#include <algorithm>

#include "base/json.h"
#include "base/json_writer.h"
#include "engine/announce.h"

namespace holdfast::engine {
namespace {
constexpr std::string_view outcome = "identity.outcome", session = "identity.session";
constexpr std::string_view asked_for = "signal.identity.requested", ready = "signal.identity.ready",
                           checked = "signal.identity.checked";
constexpr std::int64_t poll_seconds = 2;
constexpr int kept_status = 200;

/// Kept as answers are, under ids that follow from what they are about.
Uuid id_of(std::string_view kind, const std::string& name) {
  const Sha256 digest = sha256(kind, "\n", name);
  Uuid id;
  std::copy_n(digest.begin(), id.bytes.size(), id.bytes.begin());
  return id;
}
SiteKey of_tenant(const std::string& tenant) { return {tenant, ""}; }

std::string text_of(const Json& json, std::string_view name) {
  const Json* found = json.find(name);
  return found != nullptr && found->is_string() ? found->text() : std::string{};
}

std::optional<IdentityState> load(HubTransaction& tx, const std::string& tenant, const std::string& subject,
                                  Instant now) {
  const KeptAnswer kept =
      tx.realtime.begin_answer(of_tenant(tenant), id_of(outcome, subject), std::string{outcome}, Sha256{}, now);
  if (kept.status != kept_status) return std::nullopt;
  const auto json = parse_json(kept.body);
  if (!json) return std::nullopt;
  const Json* polled = json->find("polledUs");
  return IdentityState{text_of(*json, "state"), text_of(*json, "url"), text_of(*json, "sessionId"),
                       Instant{polled != nullptr ? polled->integer().value_or(0) : 0}};
}
void store(HubTransaction& tx, const std::string& tenant, const std::string& subject, const IdentityState& state) {
  std::string body;
  JsonWriter{body}
      .begin_object()
      .member("state", state.state)
      .member("url", state.url)
      .member("sessionId", state.session)
      .member("polledUs", state.polled.unix_us())
      .end_object();
  tx.realtime.put_answer(of_tenant(tenant), id_of(outcome, subject), kept_status, body);
}

/// A provider that calls back may know its session alone.
std::string subject_of(HubTransaction& tx, const std::string& tenant, const OutboundEvent& signal,
                       const std::string& session_id, Instant now) {
  if (session_id.empty() || signal.subject != session_id) return signal.subject;
  const KeptAnswer kept =
      tx.realtime.begin_answer(of_tenant(tenant), id_of(session, session_id), std::string{session}, Sha256{}, now);
  return kept.status == kept_status ? kept.body : std::string{};
}

void keep(HubTransaction& tx, const std::string& tenant, const OutboundEvent& signal, Instant now) {
  const bool verdict = signal.type == checked;
  if (!verdict && signal.type != ready) return;
  const auto data = parse_json(signal.body.value_or("{}"));
  if (!data) return;
  const std::string session_id = text_of(*data, "sessionId");
  const std::string subject = subject_of(tx, tenant, signal, session_id, now);
  auto state = subject.empty() ? std::nullopt : load(tx, tenant, subject, now);
  if (!state || state->is_over()) return;  // asked by somebody else than a store, or known already
  if (verdict) {
    const Json* verified = data->find("verified");
    const bool proved = verified != nullptr && verified->kind() == Json::Kind::boolean && verified->truth();
    state->state = proved ? "proved" : "refused";
  } else {
    state->state = "ready";
    state->url = text_of(*data, "url");
    state->session = session_id;
    (void)tx.realtime.begin_answer(of_tenant(tenant), id_of(session, session_id), std::string{session}, Sha256{}, now);
    tx.realtime.put_answer(of_tenant(tenant), id_of(session, session_id), kept_status, subject);
  }
  store(tx, tenant, subject, *state);
}
}  // namespace

std::string identity_subject(const SiteKey& site, const Uuid& request) { return site.site + '/' + to_string(request); }

bool identity_is_wanted(HubTransaction& tx, const std::string& tenant) {
  const std::vector<Endpoint> all = tx.outbound.endpoints(tenant);
  return std::any_of(all.begin(), all.end(), [](const Endpoint& endpoint) {
    return endpoint.state == EndpointState::enabled && matches(endpoint.types, asked_for);
  });
}

void begin_identity(HubTransaction& tx, const SiteKey& site, const Uuid& request, int min_age, Instant now) {
  const std::string subject = identity_subject(site, request);
  (void)load(tx, site.tenant, subject, now);
  store(tx, site.tenant, subject, {});
  std::string data;
  JsonWriter{data}.begin_object().member("check", "age").member("minAge", min_age).end_object();
  const OutboundEvent event =
      announce(std::string{asked_for}, "identity-" + to_string(request), subject, std::move(data));
  tx.outbound.append(of_tenant(site.tenant), {&event, 1}, now);
}

std::optional<IdentityState> identity_state(HubTransaction& tx, const SiteKey& site, const Uuid& request, Instant now) {
  const std::string subject = identity_subject(site, request);
  auto state = load(tx, site.tenant, subject, now);
  if (!state || state->state != "ready" || state->polled.plus_seconds(poll_seconds) > now) return state;
  state->polled = now;
  store(tx, site.tenant, subject, *state);
  std::string data;
  JsonWriter{data}.begin_object().member("sessionId", state->session).member("once", true).end_object();
  const OutboundEvent event =
      announce("signal.identity.poll", "identity-poll-" + to_string(request) + '-' + std::to_string(now.unix_us()),
               subject, std::move(data));
  tx.outbound.append(of_tenant(site.tenant), {&event, 1}, now);
  return state;
}

void append_signals(HubTransaction& tx, const std::string& tenant, std::span<const OutboundEvent> signals,
                    Instant now) {
  if (signals.empty()) return;
  tx.outbound.append(of_tenant(tenant), signals, now);
  for (const OutboundEvent& signal : signals) keep(tx, tenant, signal, now);
}
}  // namespace holdfast::engine
