#pragma once
#include <optional>
#include <string>
#include <string_view>

#include "base/digest.h"
#include "engine/outbound_rows.h"
#include "webhooks/signing.h"

namespace holdfast::webhooks {
/// Keeps secrets in the database so that a copy of it alone tells none: AES-256-GCM with a key of the hubs' authority,
/// which all hubs on one database have. `context` says what it is of (tenant and name), so that a row moved to another
/// place does not open.
class Seal {
 public:
  explicit Seal(std::string_view authority_key_pem);
  std::string close(std::string_view plain, std::string_view context, const Random& random) const;
  /// Nothing when it was not closed with this key and context.
  std::optional<std::string> open(std::string_view sealed, std::string_view context) const;

 private:
  Sha256 key_;
};
/// Of an endpoint's signing secret, and of a named credential.
inline std::string secret_context(const engine::EndpointKey& key) { return "endpoint/" + key.tenant + "/" + key.id; }
inline std::string secret_context(const std::string& tenant, const std::string& name) {
  return "secret/" + tenant + "/" + name;
}
}  // namespace holdfast::webhooks
