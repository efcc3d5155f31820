#pragma once
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "base/instant.h"

namespace holdfast::config {
// What lies in `DIR/tls`: the store's authority and its server certificate, PEM, and their private keys, PEM sealed by the
// field keys (vault/field_keys.h), mode 0600.

struct ServerIdentity {
  std::string ca_pem, cert_pem, key_pem;
};
/// Made on first start; the server's certificate is made again when it has less than 30 days left or does not name these
/// hosts. Keys that an older release left in clear are sealed. Where the field keys are others, so that the private ones
/// do not open, a new authority is made (the old files stay as `*.unreadable`): terminals have to trust it anew.
ServerIdentity server_identity(const std::filesystem::path& folder, const std::vector<std::string>& hosts, Instant now);

/// The certificates that clients see; nothing before a TLS listener made them.
struct ShownCertificates {
  std::string server_pem, authority_pem;
};
std::optional<ShownCertificates> shown_certificates(const std::filesystem::path& folder);

/// `server-key.pem` or `ca-key.pem`, opened; nothing when it is not there or does not open.
std::optional<std::string> private_key(const std::filesystem::path& folder, const std::string& name);
/// Writes one of them into `DIR/tls`, sealed, mode 0600; in clear where there are no field keys.
void put_private_key(const std::filesystem::path& folder, const std::string& name, const std::string& pem);
/// Seals both by the newest field key.
void seal_private_keys(const std::filesystem::path& folder);
}  // namespace holdfast::config
