#pragma once
#include <memory>
#include <string>
#include <string_view>

#include "base/result.h"
#include "rollout/public_key.h"

namespace holdfast::release {
/// Who signs: a key in a file, or one that never leaves its device.
class Signer {
 public:
  virtual ~Signer() = default;
  virtual rollout::PublicKey public_key() const = 0;
  virtual std::string sign(
      std::string_view text) const = 0;  ///< bytes; throws std::runtime_error when the device fails
};

/// By which metadata name a key: SHA-256, in hex, of its canonical JSON. Source: TUF specification 1.0, section 4.2.
std::string key_id(const rollout::PublicKey& key);

/// An Ed25519 key (RFC 8032) in a PEM file (PKCS #8), sealed with a passphrase or open.
class FileKey final : public Signer {
 public:
  static FileKey make();
  /// Refuses what is no such key, and a passphrase that does not open it.
  static Result<FileKey> from_pem(std::string_view pem, std::string_view passphrase = {});
  std::string pem(std::string_view passphrase = {}) const;
  rollout::PublicKey public_key() const override;
  std::string sign(std::string_view text) const override;

 private:
  struct Key;
  explicit FileKey(std::shared_ptr<const Key> key) : key_{std::move(key)} {}
  std::shared_ptr<const Key> key_;
};
}  // namespace holdfast::release
