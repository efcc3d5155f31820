#pragma once
#include <array>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

/// Ed25519 (RFC 8032), and the appliance's own keys: which of them signs is a number, its seed follows from a secret
/// that never leaves the appliance.
namespace holdfast::fiscal {
using KeyBytes = std::array<std::uint8_t, 32>;
using Signature = std::array<std::uint8_t, 64>;

class SigningKey {
 public:
  explicit SigningKey(const KeyBytes& seed);
  SigningKey(SigningKey&&) noexcept;
  SigningKey& operator=(SigningKey&&) noexcept;
  ~SigningKey();
  const KeyBytes& public_key() const { return public_key_; }
  Signature sign(std::string_view text) const;

 private:
  struct Key;
  std::unique_ptr<Key> key_;
  KeyBytes public_key_{};
};
/// False too for a signature or a key that is none.
bool verifies(const KeyBytes& public_key, std::string_view text, std::string_view signature);

/// HMAC-SHA-256 of the generation under the appliance's secret.
KeyBytes journal_seed(std::string_view secret, std::int64_t generation);
/// What people compare: `5f2a-90c1-77de-04b3`, of the public key's SHA-256.
std::string fingerprint(const KeyBytes& public_key);

/// Bytes of lower-case digits; nothing unless it is all of them.
std::optional<std::string> from_hex(std::string_view digits);
template <std::size_t N>
std::optional<std::array<std::uint8_t, N>> array_from_hex(std::string_view digits) {
  const auto bytes = from_hex(digits);
  if (!bytes || bytes->size() != N) return std::nullopt;
  std::array<std::uint8_t, N> out{};
  for (std::size_t i = 0; i < N; ++i) out[i] = static_cast<std::uint8_t>((*bytes)[i]);
  return out;
}
}  // namespace holdfast::fiscal
