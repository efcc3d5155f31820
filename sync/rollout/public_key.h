#pragma once
#include <string>
#include <string_view>

/// Signatures that release metadata may carry.
namespace holdfast::rollout {
struct PublicKey {
  std::string scheme;  ///< `ed25519`, `ecdsa-sha2-nistp256`, `rsassa-pss-sha256`: the names TUF uses
  std::string value;   ///< the 32 bytes in hex for Ed25519, else PEM
  friend bool operator==(const PublicKey&, const PublicKey&) = default;
};
/// `signature` are bytes: 64 for Ed25519 (RFC 8032), DER for ECDSA. False for any scheme that is not known.
bool verifies(const PublicKey& key, std::string_view text, std::string_view signature);
}  // namespace holdfast::rollout
