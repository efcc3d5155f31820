#include <algorithm>

#include "base/json_text.h"
#include "connectors/credentials.h"
#include "connectors/inbound.h"
#include "engine/announce.h"
#include "engine/identity.h"
#include "log/log.h"
#include "server/api.h"
#include "server/endpoints.h"
#include "server/tenant.h"

namespace holdfast::server {
namespace {
using engine::Endpoint;
using engine::EndpointKind;

constexpr std::size_t most_inbound_bytes = 512 * 1024;

bool is_plain_id(const std::string& id) {
  return !id.empty() && id.size() <= 64 && std::all_of(id.begin(), id.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '_';
  });
}

std::string patterns_of(const std::vector<std::string>& events) {
  std::string patterns;
  for (const std::string& event : events) patterns += (patterns.empty() ? "" : " ") + event;
  return patterns;
}

/// The document as it will run: what the installer says of `url` and `config` goes over what came with it.
Result<Json> installed(const Json& body) {
  std::vector<FieldError> errors;
  JsonFields fields{body, errors};
  const Json* document = fields.maybe_object("document");
  const auto url = fields.maybe_text("url", 2000);
  const Json* config = fields.maybe_object("config");
  const auto ca = fields.maybe_text("caCertificate", 20'000);
  fields.finish();
  if (document == nullptr) fields.complain("document", "is missing");
  TRY(accept_fields(std::move(errors)));
  std::vector<Json::Member> over;
  if (url) over.emplace_back("url", Json::string(*url));
  if (ca) over.emplace_back("caCertificate", Json::string(*ca));
  if (config != nullptr) over.emplace_back("config", *config);
  return connectors::merged(*document, Json::object(std::move(over)));
}

http::Response put_connector(Call& call) {
  const auto tenant = tenant_of(call);
  const auto body = tenant ? json_body(call) : Result<Json>{tl::unexpected(tenant.error())};
  const auto json = body ? installed(*body) : Result<Json>{tl::unexpected(body.error())};
  const auto document =
      json ? connectors::read_document(*json) : Result<connectors::Document>{tl::unexpected(json.error())};
  if (!document) return problem(document.error());
  if (!is_plain_id(call.param(0)))
    return problem(Error{ErrorCode::invalid_argument, "the id is of lower-case letters, digits, - and _", {}});
  if (const auto good = webhooks::check_url(document->url, call.services.reach); !good) return problem(good.error());
  std::optional<Endpoint> known;
  call.database.read([&](engine::HubTransaction& tx) { known = tx.outbound.endpoint({*tenant, call.param(0)}); });
  if (known && known->kind != EndpointKind::connector)
    return problem(Error{ErrorCode::duplicate, "a webhook has this id", {}});
  Endpoint endpoint = known.value_or(Endpoint{});
  if (!known) endpoint.created = call.now;
  endpoint.key = {*tenant, call.param(0)};
  endpoint.kind = EndpointKind::connector;
  endpoint.name = document->name;
  endpoint.url = document->url;
  endpoint.types = patterns_of(document->events);
  endpoint.document = json_text(*json);
  store_endpoint(call, endpoint);
  return one_endpoint(call, known ? 200 : 201, endpoint.key);
}

http::Response list_secrets(Call& call) {
  const auto tenant = tenant_of(call);
  if (!tenant) return problem(tenant.error());
  std::vector<std::string> names;
  call.database.read([&](engine::HubTransaction& tx) { names = tx.outbound.secret_names(*tenant); });
  std::string body;
  JsonWriter out{body};
  out.begin_object().key("items").begin_array();
  for (const std::string& name : names) out.value(name);
  out.end_array().key("next").null().end_object();
  return json(200, std::move(body));
}

http::Response put_secret(Call& call) {
  const auto tenant = tenant_of(call);
  const auto body = tenant ? json_body(call) : Result<Json>{tl::unexpected(tenant.error())};
  if (!body) return problem(body.error());
  std::vector<FieldError> errors;
  JsonFields fields{*body, errors};
  const std::string value = fields.text("value", 10'000);
  fields.finish();
  if (const auto accepted = accept_fields(std::move(errors)); !accepted) return problem(accepted.error());
  const std::string& name = call.param(0);
  if (!is_plain_id(name))
    return problem(Error{ErrorCode::invalid_argument, "the name is of lower-case letters, digits, - and _", {}});
  const std::string sealed = seal_of(call).close(value, webhooks::secret_context(*tenant, name), call.services.random);
  call.database.write([&](engine::HubTransaction& tx) { tx.outbound.put_secret(*tenant, name, sealed, call.now); });
  return no_content();
}

http::Response remove_secret(Call& call) {
  const auto tenant = tenant_of(call);
  if (!tenant) return problem(tenant.error());
  call.database.write([&](engine::HubTransaction& tx) { tx.outbound.remove_secret(*tenant, call.param(0)); });
  return no_content();
}

/// Whatever an operator or a program of theirs wants the connectors and webhooks to hear.
http::Response raise_signal(Call& call) {
  const auto tenant = tenant_of(call);
  const auto body = tenant ? json_body(call) : Result<Json>{tl::unexpected(tenant.error())};
  if (!body) return problem(body.error());
  std::vector<FieldError> errors;
  JsonFields fields{*body, errors};
  const std::string name = fields.text("name", 100), id = fields.text("id", 200);
  const std::string subject = fields.maybe_text("subject", 300).value_or("");
  const Json* data = fields.maybe_object("data");
  fields.finish();
  const bool plain = std::all_of(name.begin(), name.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '.' || c == '_';
  });
  if (!plain) fields.complain("name", "is of lower-case letters, digits, points and underscores");
  if (!connectors::is_plain(id)) fields.complain("id", "is of visible ASCII, at most 200 characters");
  if (const auto accepted = accept_fields(std::move(errors)); !accepted) return problem(accepted.error());
  const engine::OutboundEvent event =
      engine::announce("signal." + name, id, subject, data != nullptr ? json_text(*data) : "{}");
  bool told = false;
  call.database.write([&](engine::HubTransaction& tx) {
    told = tx.outbound.wanted(*tenant);
    if (told) engine::append_signals(tx, *tenant, {&event, 1}, call.now);
  });
  if (told) call.services.deliver();
  std::string text;
  JsonWriter{text}.begin_object().member("type", event.type).member("told", told).end_object();
  return json(202, std::move(text));
}

struct Sender {
  Endpoint endpoint;
  connectors::Document document;
};
/// Whoever is at the other end has shown nothing yet: what is not there and what is not allowed look alike.
Result<Sender> sender_of(Call& call) {
  const auto nobody = [] { return refuse(ErrorCode::not_found, "nothing listens here"); };
  auto endpoint = endpoint_of(call);
  if (!endpoint || endpoint->kind != EndpointKind::connector) return nobody();
  auto document = connectors::read_document(TRY(parse_json(endpoint->document)));
  if (!document || !document->inbound) return nobody();
  if (endpoint->state != engine::EndpointState::enabled)
    return refuse(ErrorCode::busy, "nothing is taken here just now");
  return Sender{*std::move(endpoint), *std::move(document)};
}

Result<> check_sender(Call& call, const Sender& sender, const connectors::Received& received) {
  const std::string& tenant = sender.endpoint.key.tenant;
  connectors::Credentials credentials{
      call.services.credentials, [&](const std::string& name) -> std::optional<std::string> {
        std::optional<std::string> sealed;
        call.database.read([&](engine::HubTransaction& tx) { sealed = tx.outbound.secret(tenant, name); });
        return sealed ? seal_of(call).open(*sealed, webhooks::secret_context(tenant, name)) : std::nullopt;
      }};
  std::vector<std::string> secrets;
  for (const std::string& secret : sender.document.inbound->verification.secrets)
    if (auto filled = credentials.fill(secret)) secrets.push_back(*std::move(filled));
  return connectors::verify(sender.document.inbound->verification, secrets, received, call.now);
}

/// Verified, stored under the sender's id, answered; what it means is found out after, and not on this thread.
http::Response take_inbound(Call& call) {
  const auto sender = sender_of(call);
  if (!sender) return problem(sender.error());
  if (call.request.body.size() > most_inbound_bytes)
    return problem(Error{ErrorCode::payload_too_large, "at most 512 KiB", {}});
  const connectors::Received received{[&](std::string_view name) { return call.request.header(name); },
                                      call.request.body};
  if (const auto verified = check_sender(call, *sender, received); !verified) {
    call.services.metrics.counter("hub_inbound_refused_total", "Inbound webhooks that were not verified.").add();
    log::warn("an inbound webhook was refused", {{"entity_id", std::string_view{sender->endpoint.key.id}},
                                                 {"error", log::Fault{"Refused", verified.error().detail, false}}});
    return problem(Error{ErrorCode::unauthenticated, "the signature is not right, or too old", {}});
  }
  const auto body = parse_json(call.request.body);
  const auto id = body ? connectors::event_id(*sender->document.inbound, received, *body)
                       : Result<std::string>{tl::unexpected(body.error())};
  if (!id) return problem(id.error());
  engine::InboundEvent event{*id, call.now, sha256(call.request.body), call.request.body, {}, 0, {}, {}};
  bool known = false, other = false;
  call.database.write([&](engine::HubTransaction& tx) {
    tx.outbound.lock(sender->endpoint.key);  // the same event twice at once: one of them is the first
    const auto before = tx.outbound.inbound(sender->endpoint.key, *id);
    known = before.has_value();
    other = before && before->body_sha != event.body_sha;
    if (!known) tx.outbound.put(sender->endpoint.key, event);
  });
  if (other) return problem(Error{ErrorCode::key_reused, "this event id came with another body before", {}});
  call.services.metrics
      .counter("hub_inbound_total", "Inbound webhooks taken.", {{"repeated", known ? "true" : "false"}})
      .add();
  call.services.metrics
      .counter("webhook_received_total", "Inbound webhooks taken, by who sent them.",
               {{"system", sender->endpoint.key.id}})
      .add();
  if (!known) call.services.deliver();
  std::string text;
  JsonWriter{text}.begin_object().member("eventId", *id).member("repeated", known).end_object();
  return json(202, std::move(text));
}
}  // namespace

void add_connector_routes(Api& api) {
  using http::Method;
  api.add(Method::put, "/v1/connectors/{endpointId}", Guard::operators, put_connector, "connector.set");
  api.add(Method::get, "/v1/secrets", Guard::operators, list_secrets);
  api.add(Method::put, "/v1/secrets/{name}", Guard::operators, put_secret, "secret.set");
  api.add(Method::delete_, "/v1/secrets/{name}", Guard::operators, remove_secret, "secret.remove");
  api.add(Method::post, "/v1/signals", Guard::operators, raise_signal, unaudited);
  api.add(Method::post, "/v1/inbound/{endpointId}", Guard::open, take_inbound);
}
}  // namespace holdfast::server
