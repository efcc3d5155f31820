#pragma once
#include <array>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

/// ECDSA over P-256 with SHA-256, the signature as r and s of 32 bytes each. Source: RFC 7518 section 3.4.
namespace holdfast::fiscal {
using Es256Signature = std::array<std::uint8_t, 64>;

class Es256Key {
 public:
  /// A key pair of its own; a key that only checks, from the point's 65 bytes; or a pair from its PEM.
  static Es256Key generate();
  static std::optional<Es256Key> from_point(std::string_view uncompressed);
  static std::optional<Es256Key> from_pem(std::string_view pem);
  Es256Key(Es256Key&&) noexcept;
  Es256Key& operator=(Es256Key&&) noexcept;
  ~Es256Key();

  Es256Signature sign(std::string_view text) const;
  bool verifies(std::string_view text, const Es256Signature& signature) const;
  std::string point() const;

 private:
  struct Key;
  explicit Es256Key(std::unique_ptr<Key> key);
  std::unique_ptr<Key> key_;
};
}  // namespace holdfast::fiscal
