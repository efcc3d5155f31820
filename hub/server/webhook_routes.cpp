#include "base/json_text.h"
#include "engine/announce.h"
#include "server/api.h"
#include "server/endpoints.h"
#include "server/tenant.h"
#include "webhooks/delivery_rules.h"
#include "webhooks/signing.h"

namespace holdfast::server {
namespace {
using engine::Endpoint;
using engine::EndpointKind;

constexpr std::int64_t overlap_s = 86'400;  ///< both secrets sign for so long after a change
constexpr std::size_t most_endpoints = 200;

/// `url`, `types`, `name`, `settings`: what both making and changing one say.
Result<> read_webhook(const Call& call, JsonFields& fields, std::vector<FieldError>& errors, Endpoint& endpoint) {
  endpoint.url = fields.text("url", 2000);
  endpoint.types = read_types(fields, "types");
  endpoint.name = fields.maybe_text("name", 200).value_or(endpoint.url);
  const Json* settings = fields.maybe_object("settings");
  endpoint.document = settings != nullptr ? json_text(*settings) : "{}";
  if (settings != nullptr) {
    JsonFields of{*settings, errors, "/settings"};
    webhooks::read_rules(of, errors);
    of.maybe_text("caCertificate", 20'000);
    of.finish();
  }
  fields.finish();
  TRY(accept_fields(std::move(errors)));
  return webhooks::check_url(endpoint.url, call.services.reach);
}

/// The secret is shown this once; of an asymmetric one nothing secret leaves the hub at all.
http::Response show_once(Call& call, int status, const Endpoint& endpoint, const std::string& secret) {
  http::Response response = one_endpoint(call, status, endpoint.key);
  response.body.pop_back();
  const bool shared = webhooks::scheme_of(secret) == webhooks::Scheme::hmac;
  response.body += shared ? ",\"secret\":" : ",\"publicKey\":";
  append_json_string(response.body, shared ? secret : webhooks::public_key(secret));
  response.body += '}';
  return response;
}

Result<std::string> fresh_id(Call& call) {
  std::array<std::uint8_t, 8> bytes{};
  call.services.random(bytes);
  return "wh-" + to_hex(bytes);
}

http::Response create(Call& call) {
  const auto tenant = tenant_of(call);
  const auto body = tenant ? json_body(call) : Result<Json>{tl::unexpected(tenant.error())};
  if (!body) return problem(body.error());
  std::vector<FieldError> errors;
  JsonFields fields{*body, errors};
  constexpr std::string_view signings[] = {"hmac", "ed25519"};
  const bool asymmetric = fields.maybe_word("signing", signings).value_or("hmac") == "ed25519";
  std::string secret = fields.maybe_text("secret", 200).value_or("");
  const auto wanted = asymmetric ? webhooks::Scheme::ed25519 : webhooks::Scheme::hmac;
  if (!secret.empty() && webhooks::scheme_of(secret) != wanted)
    fields.complain("secret", "is no secret of Standard Webhooks for this kind of signature");
  Endpoint endpoint;
  endpoint.created = call.now;
  if (const auto read = read_webhook(call, fields, errors, endpoint); !read) return problem(read.error());
  std::size_t count = 0;
  call.database.read([&](engine::HubTransaction& tx) { count = tx.outbound.endpoints(*tenant).size(); });
  if (count >= most_endpoints) return problem(Error{ErrorCode::limit_exceeded, "there are 200 endpoints already", {}});
  if (secret.empty()) secret = webhooks::make_secret(wanted, call.services.random);
  endpoint.key = {*tenant, *fresh_id(call)};
  endpoint.secret = seal_of(call).close(secret, webhooks::secret_context(endpoint.key), call.services.random);
  store_endpoint(call, endpoint);
  return show_once(call, 201, endpoint, secret);
}

Result<Endpoint> webhook_of(Call& call) {
  Endpoint endpoint = TRY(endpoint_of(call));
  if (endpoint.kind != EndpointKind::webhook) return refuse(ErrorCode::not_found, "that is no webhook");
  return endpoint;
}

http::Response change(Call& call) {
  auto endpoint = webhook_of(call);
  const auto body = endpoint ? json_body(call) : Result<Json>{tl::unexpected(endpoint.error())};
  if (!body) return problem(body.error());
  std::vector<FieldError> errors;
  JsonFields fields{*body, errors};
  if (const auto read = read_webhook(call, fields, errors, *endpoint); !read) return problem(read.error());
  store_endpoint(call, *endpoint);
  return one_endpoint(call, 200, endpoint->key);
}

/// A new secret; for a day the one before signs as well, so that receivers can change over.
http::Response rotate(Call& call) {
  auto endpoint = webhook_of(call);
  const auto body = endpoint ? json_body(call) : Result<Json>{tl::unexpected(endpoint.error())};
  if (!body) return problem(body.error());
  std::vector<FieldError> errors;
  JsonFields fields{*body, errors};
  const auto overlap = fields.maybe_integer("overlapSeconds", 0, 30 * seconds_per_day).value_or(overlap_s);
  fields.finish();
  if (const auto accepted = accept_fields(std::move(errors)); !accepted) return problem(accepted.error());
  const webhooks::Seal seal = seal_of(call);
  const auto present = endpoint->secret ? seal.open(*endpoint->secret, webhooks::secret_context(endpoint->key))
                                        : std::optional<std::string>{};
  const auto scheme = present ? webhooks::scheme_of(*present) : std::nullopt;
  const std::string secret = webhooks::make_secret(scheme.value_or(webhooks::Scheme::hmac), call.services.random);
  endpoint->previous_secret = endpoint->secret;
  endpoint->previous_until = call.now.plus_seconds(overlap);
  endpoint->secret = seal.close(secret, webhooks::secret_context(endpoint->key), call.services.random);
  store_endpoint(call, *endpoint);
  return show_once(call, 200, *endpoint, secret);
}

http::Response event_types(Call&) {
  std::string body;
  JsonWriter out{body};
  out.begin_object().key("items").begin_array();
  for (const std::string_view type : engine::announced_types()) out.value(type);
  out.end_array().key("next").null().end_object();
  return json(200, std::move(body));
}
}  // namespace

void add_webhook_routes(Api& api) {
  using http::Method;
  api.add(Method::get, "/v1/event-types", Guard::operators, event_types);
  api.add(Method::post, "/v1/webhooks", Guard::operators, create, "webhook.create");
  api.add(Method::put, "/v1/webhooks/{endpointId}", Guard::operators, change, "webhook.change");
  api.add(Method::post, "/v1/webhooks/{endpointId}/rotate", Guard::operators, rotate, "webhook.rotate");
}
}  // namespace holdfast::server
