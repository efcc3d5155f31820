#include "server/enrolment.h"

#include "authority/authority.h"

namespace holdfast::server {
namespace {
constexpr std::size_t most_name = 64;  // of O and CN in a certificate (RFC 5280)

/// What goes into certificates, paths and keys alike: letters, digits and `-_.:`.
bool is_plain_id(std::string_view id) {
  return !id.empty() && id.size() <= most_name &&
         id.find_first_not_of("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_.:") ==
             std::string_view::npos;
}
Enrolled answer_of(const authority::SiteCertificate& certificate, const std::string& channel, Instant now) {
  return {{certificate.name.tenant, certificate.name.site},
          channel,
          certificate.pem,
          Instant{now.unix_us() + (certificate.not_after.unix_us() - now.unix_us()) / 3 * 2}};
}
}  // namespace

Result<MadeToken> make_token(Call& call, const TokenWish& wish) {
  if (!is_plain_id(wish.channel.tenant) || !is_plain_id(wish.channel.channel))
    return refuse(ErrorCode::invalid_argument, "tenant and channel are ids of letters, digits and -_.:, at most 64");
  std::string secret(20, '\0');
  call.services.random({reinterpret_cast<std::uint8_t*>(secret.data()), secret.size()});
  MadeToken made{authority::write_token(secret, call.services.authority.cert_pem), call.now.plus_seconds(wish.valid_s)};
  call.database.write([&](engine::HubTransaction& tx) {
    const auto tenants = tx.fleet.tenants();
    if (std::none_of(tenants.begin(), tenants.end(), [&](const auto& it) { return it.id == wish.channel.tenant; }))
      tx.fleet.put(engine::Tenant{wish.channel.tenant, wish.channel.tenant}, call.now);
    const auto channels = tx.fleet.channels(wish.channel.tenant);
    if (std::none_of(channels.begin(), channels.end(), [&](const auto& it) { return it.key == wish.channel; }))
      tx.fleet.put(engine::SalesChannel{wish.channel, wish.channel.channel}, call.now);
    tx.fleet.put_token(*authority::token_digest(made.token), {wish.channel, wish.site_name, made.expires, {}, {}},
                       call.now);
  });
  return made;
}

Result<Enrolled> enrol_site(Call& call, const EnrolRequest& request) {
  const auto digest = authority::token_digest(request.token);
  if (!digest) return refuse(ErrorCode::unauthenticated, "that is no enrolment token");
  if (!is_plain_id(request.site))
    return refuse(ErrorCode::invalid_argument, "siteId is of letters, digits and -_.:, at most 64");
  const Sha256 key_sha = TRY(authority::request_key(request.request_pem));
  Result<Enrolled> result = refuse(ErrorCode::internal, "");
  call.database.write([&](engine::HubTransaction& tx) {
    const auto token = tx.fleet.token(*digest);
    // One sentence for all that is wrong with it: who guesses learns nothing.
    const auto useless = [&] {
      result = refuse(ErrorCode::unauthenticated, "the token is unknown, used up or expired");
    };
    if (!token || token->expires <= call.now) return useless();
    if (token->site && (*token->site != request.site || token->key_sha != key_sha)) return useless();
    const engine::SiteKey key{token->channel.tenant, request.site};
    const auto card = tx.fleet.card(key);
    if (card && card->channel != token->channel.channel)
      return void(result = refuse(ErrorCode::conflict, "this site is of another channel"));
    auto certificate =
        authority::sign_site(call.services.authority, request.request_pem, {key.tenant, key.site}, call.now,
                             call.services.certificate_life_s);
    if (!certificate) return void(result = tl::unexpected(certificate.error()));
    engine::enrol(tx, key, token->channel.channel, call.now);
    const std::string& name = !request.site_name.empty() ? request.site_name : token->site_name;
    tx.fleet.put_card(key, !name.empty() ? name : card ? card->name : key.site, call.now);
    // A new box in an old one's place: what the old one holds is worth nothing from now on.
    if (!token->site) tx.fleet.revoke_certificates(key, call.now);
    tx.fleet.revoke(key, std::nullopt);
    tx.fleet.put_certificate(key, {certificate->fingerprint, certificate->not_after, {}}, call.now);
    tx.fleet.use_token(*digest, key.site, key_sha, call.now);
    tx.audit.add({std::nullopt, "site " + key.site}, "site.enrol", key.site,
                 "\"tenantId\":\"" + key.tenant + "\",\"channelId\":\"" + token->channel.channel + "\"", call.now);
    result = answer_of(*certificate, token->channel.channel, call.now);
  });
  return result;
}

Result<Enrolled> renew_site(Call& call, const std::string& request_pem) {
  const engine::SiteCard& sender = *call.sender;
  const auto certificate =
      TRY(authority::sign_site(call.services.authority, request_pem, {sender.key.tenant, sender.key.site}, call.now,
                               call.services.certificate_life_s));
  // The old one stays good until its end: the answer may be lost.
  call.database.write([&](engine::HubTransaction& tx) {
    tx.fleet.put_certificate(sender.key, {certificate.fingerprint, certificate.not_after, {}}, call.now);
  });
  return answer_of(certificate, sender.channel, call.now);
}

bool revoke_site(Call& call, const engine::SiteKey& key) {
  bool known = false;
  call.database.write([&](engine::HubTransaction& tx) {
    known = tx.fleet.card(key).has_value();
    if (!known) return;
    tx.fleet.revoke(key, call.now);
    tx.fleet.revoke_certificates(key, call.now);
  });
  return known;
}
}  // namespace holdfast::server
