#pragma once
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

#include "base/instant.h"
#include "base/result.h"

namespace holdfast::replication {
/// Who this store is to its hub: `DIR/hub.json`, mode 0600, replaced as a whole. The key never leaves the appliance.
struct Identity {
  std::string url;  ///< `https://hub.example`, without a slash at its end
  std::string site_id, tenant_id, channel_id;
  std::string key_pem, certificate_pem, authority_pem;
  Instant renew_after;  ///< two thirds of the certificate's life
};
std::filesystem::path identity_file(const std::filesystem::path& data);
/// Empty when the store was never enrolled. Throws std::runtime_error when the file is not readable as one.
std::optional<Identity> load_identity(const std::filesystem::path& data);
void save_identity(const std::filesystem::path& data, const Identity& identity);

/// A P-256 key (PKCS #8, PEM) and a PKCS #10 request for it, PEM; the subject's common name is the site's id.
struct NewKey {
  std::string key_pem, request_pem;
};
NewKey make_key(std::string_view site_id);
/// The key that an enrolment begins with, kept in `DIR/hub-key.json` until the hub's answer is: whose answer was lost
/// asks again with the same key, which is how the hub knows that it may use its token once more.
NewKey pending_key(const std::filesystem::path& data, std::string_view site_id);

/// `HF1.<secret>.<hex SHA-256 of the hub's authority, DER>`: the secret lets a store in once, the digest lets it know
/// the hub.
struct EnrolmentToken {
  std::string text;
  std::string authority_sha;
};
Result<EnrolmentToken> parse_token(std::string_view text);

/// Calls the hub and gives the identity that it grants; blocks up to some ten seconds. Refuses not_available_now when
/// it does not answer, conflict with what it said, invalid_argument for an address without TLS that is not of this
/// machine.
struct EnrolmentWish {
  std::string url, token, site_id, tenant_id, site_name;
  NewKey key = {};
};
Result<Identity> enrol(const EnrolmentWish& wish);
/// The next certificate, for a new key, by the present one, over that line.
class HubLine;
Result<Identity> renew(const Identity& identity, HubLine& line);
}  // namespace holdfast::replication
