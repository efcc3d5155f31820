#pragma once
#include <memory>
#include <string>

#include "release/signing_key.h"

namespace holdfast::release {
/// Where a key lies that never leaves its device. Written as RFC 7512 does, as far as it is needed:
/// `pkcs11:token=releases;object=targets?module-path=/usr/lib/softhsm/libsofthsm2.so&pin-source=/path`.
struct TokenAddress {
  std::string token, object, module, pin_file;
};
/// Refuses what names no token, object or module.
Result<TokenAddress> parse_token_address(std::string_view uri);

/// An Ed25519 key in a PKCS #11 token (v3.0: CKK_EC_EDWARDS, CKM_EDDSA).
class TokenKey final : public Signer {
 public:
  /// Loads the module, logs in, finds the key. Refuses with what the token says; `pin` is kept nowhere.
  static Result<TokenKey> open(const TokenAddress& at, std::string_view pin);
  rollout::PublicKey public_key() const override;
  std::string sign(std::string_view text) const override;

 private:
  struct Session;
  explicit TokenKey(std::shared_ptr<const Session> session) : session_{std::move(session)} {}
  std::shared_ptr<const Session> session_;
};
}  // namespace holdfast::release
