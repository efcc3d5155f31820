#include "base/json.h"
#include "base/json_writer.h"
#include "http/client.h"
#include "http/tls.h"
#include "replication/hub_line.h"
#include "replication/identity.h"

namespace holdfast::replication {
namespace {
constexpr http::Timeouts patience{std::chrono::milliseconds{5'000}, std::chrono::milliseconds{10'000}};

struct Granted {
  std::string site_id, tenant_id, channel_id, certificate, authority;
  std::optional<Instant> renew_after;
};

Result<Granted> granted(int status, std::string_view body) {
  const Result<Json> json = parse_json(body);
  if (status < 200 || status >= 300) {
    const Json* detail = json ? json->find("detail") : nullptr;
    const std::string why =
        detail != nullptr && detail->is_string() ? detail->text() : "status " + std::to_string(status);
    if (status >= 500 || status == 429) return refuse(ErrorCode::not_available_now, "the hub: " + why);
    return refuse(ErrorCode::conflict, "the hub refused: " + why);
  }
  if (!json) return refuse(ErrorCode::conflict, "what answers there is no Holdfast hub");
  const auto text = [&](std::string_view name) {
    const Json* member = json->find(name);
    return member != nullptr && member->is_string() ? member->text() : std::string{};
  };
  Granted out{text("siteId"), text("tenantId"), text("channelId"), text("certificate"), text("caCertificate"), {}};
  out.renew_after = parse_rfc3339(text("renewAfter"));
  if (out.certificate.empty()) return refuse(ErrorCode::conflict, "the hub's answer holds no certificate");
  return out;
}

/// Two thirds of the certificate's life when the hub says nothing else.
Instant renewal_of(const Granted& grant) {
  if (grant.renew_after) return *grant.renew_after;
  const http::Validity life = http::certificate_validity(grant.certificate);
  return Instant{life.not_before.unix_us() + (life.not_after.unix_us() - life.not_before.unix_us()) / 3 * 2};
}

template <class Call>
Result<Granted> asked(const Call& call) {
  try {
    const http::ClientResponse answer = call();
    return granted(answer.status, answer.body);
  } catch (const http::Failure& failure) {
    return refuse(ErrorCode::not_available_now, failure.what());
  }
}
}  // namespace

Result<Identity> enrol(const EnrolmentWish& wish) {
  const EnrolmentToken token = TRY(parse_token(wish.token));
  std::string url = wish.url;
  while (url.ends_with('/')) url.pop_back();
  http::TlsTrust trust;
  trust.pinned_authority = token.authority_sha;
  try {
    const http::Url at = http::Url::parse(url);
    const bool loopback = at.host == "127.0.0.1" || at.host == "::1" || at.host == "localhost";
    if (!at.tls && !loopback) return refuse(ErrorCode::invalid_argument, "a hub is reached by https alone");
  } catch (const http::Failure& failure) {
    return refuse(ErrorCode::invalid_argument, failure.what());
  }
  const NewKey& key = wish.key;
  std::string body;
  JsonWriter json{body};
  json.begin_object().member("token", token.text).member("csr", key.request_pem).member("siteId", wish.site_id);
  json.member("tenantId", wish.tenant_id).member("siteName", wish.site_name).end_object();
  const Granted grant = TRY(asked([&] {
    http::Client client{http::Url::parse(url), trust, patience};
    return client.post("/enrol/v1/sites", body);
  }));
  if (grant.site_id != wish.site_id)
    return refuse(ErrorCode::conflict, "the token is for site " + grant.site_id + ", this store is " + wish.site_id);
  if (grant.channel_id.empty() || grant.authority.empty())
    return refuse(ErrorCode::conflict, "the hub's answer lacks the channel or its authority");
  return Identity{url,         grant.site_id,     grant.tenant_id, grant.channel_id,
                  key.key_pem, grant.certificate, grant.authority, renewal_of(grant)};
}

Result<Identity> renew(const Identity& identity, HubLine& line) {
  const NewKey key = make_key(identity.site_id);
  std::string body;
  JsonWriter{body}.begin_object().member("csr", key.request_pem).end_object();
  const HubLine::Answer answer = line.post("/sync/v1/sites/" + identity.site_id + "/certificate", "application/json",
                                           wire::Coding::identity, body);
  if (answer.status == 0) return refuse(ErrorCode::not_available_now, answer.why);
  const Granted grant = TRY(granted(answer.status, answer.body));
  Identity next = identity;
  next.key_pem = key.key_pem;
  next.certificate_pem = grant.certificate;
  if (!grant.authority.empty()) next.authority_pem = grant.authority;
  next.renew_after = renewal_of(grant);
  return next;
}
}  // namespace holdfast::replication
