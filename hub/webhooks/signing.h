#pragma once
#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/instant.h"

/// Standard Webhooks 1.0.0 (standardwebhooks.com): what is signed is `{webhook-id}.{webhook-timestamp}.{body}`.
namespace holdfast::webhooks {
enum class Scheme {
  hmac,    ///< `v1`: HMAC-SHA256 with a secret that both know, `whsec_` and base64 of 24 to 64 bytes
  ed25519  ///< `v1a`: our private key `whsk_`, their public key `whpk_`, each with base64 of 32 bytes
};
using Random = std::function<void(std::span<std::uint8_t>)>;
std::string make_secret(Scheme scheme, const Random& random);
/// Empty when the text is no secret of either kind.
std::optional<Scheme> scheme_of(std::string_view secret);
/// `whpk_…` of a `whsk_…`.
std::string public_key(std::string_view private_key);

/// One element of `webhook-signature`: `v1,…` or `v1a,…`. Of the current secret and, while one is being replaced, of
/// the one before, an element each, separated by a space.
std::string sign(std::string_view secret, std::string_view id, std::int64_t timestamp_s, std::string_view body);

struct Signed {
  std::string_view id, timestamp, signature;  ///< as the headers say them
  std::string_view body;
};
/// Whether one of the elements is right by one of the keys (`whsec_` or `whpk_`) and the time is within `tolerance_s`
/// of now.
bool verify(std::span<const std::string> keys, const Signed& message, Instant now, std::int64_t tolerance_s);

enum class Digest { sha1, sha256, sha512 };
std::string hmac(Digest digest, std::string_view key, std::string_view content);
/// In time that does not depend on where they differ.
bool equal(std::string_view a, std::string_view b);
}  // namespace holdfast::webhooks
