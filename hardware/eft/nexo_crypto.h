#pragma once
#include <array>
#include <cstdint>
#include <string>
#include <string_view>

#include "base/json.h"
#include "base/result.h"

namespace holdfast::eft {
/// Secrets of one terminal's local API (hardware reference 9.1). Wiped when it goes.
struct NexoKey {
  std::array<std::uint8_t, 32> hmac{};
  std::array<std::uint8_t, 32> cipher{};
  std::array<std::uint8_t, 16> iv{};
  std::string identifier;
  std::int64_t version = 1;
  std::int64_t crypto_version = 1;
  ~NexoKey();
};
using NexoNonce = std::array<std::uint8_t, 16>;

/// PBKDF2-HMAC-SHA1 over 4,000 rounds: keep the result, it takes milliseconds.
NexoKey derive_nexo_key(std::string_view passphrase, std::string identifier, std::int64_t version);

/// The body to send for the plain message `inner`: the same envelope and header around NexoBlob and SecurityTrailer.
/// `nonce` must be fresh randomness. `inner` is one of our own messages.
std::string seal_nexo(std::string_view inner, const NexoKey& key, const NexoNonce& nonce);
/// The plaintext of a sealed body. One refusal, invalid_body with one text, for everything that can be wrong with it.
Result<std::string> unseal_nexo(const Json& envelope, const NexoKey& key);
/// Parses, unseals when it is sealed, and compares both headers: only the inner message counts.
Result<Json> open_nexo(std::string_view body, const NexoKey* key);
}  // namespace holdfast::eft
