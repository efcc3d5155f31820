#include "release/signing_key.h"

#include <openssl/evp.h>
#include <openssl/pem.h>

#include <stdexcept>

#include "base/check.h"
#include "base/digest.h"
#include "base/ends.h"
#include "base/json.h"
#include "rollout/canonical_json.h"

namespace holdfast::release {
namespace {
using Memory = std::unique_ptr<BIO, Ends<BIO_free>>;
using Loaded = std::unique_ptr<EVP_PKEY, Ends<EVP_PKEY_free>>;
constexpr std::size_t key_bytes = 32, signature_bytes = 64;

unsigned char* writable(std::string& text) { return reinterpret_cast<unsigned char*>(text.data()); }

/// Never asks at a terminal.
int give_passphrase(char* buffer, int size, int, void* given) {
  const auto& passphrase = *static_cast<const std::string_view*>(given);
  if (passphrase.size() > static_cast<std::size_t>(size)) return -1;
  passphrase.copy(buffer, passphrase.size());
  return static_cast<int>(passphrase.size());
}
}  // namespace

struct FileKey::Key {
  Loaded loaded;
};

std::string key_id(const rollout::PublicKey& key) {
  const std::string type = key.scheme == "ed25519" ? "ed25519" : key.scheme.starts_with("rsa") ? "rsa" : "ecdsa";
  const Json described = Json::object({{"keytype", Json::string(type)},
                                       {"keyval", Json::object({{"public", Json::string(key.value)}})},
                                       {"scheme", Json::string(key.scheme)}});
  return to_hex(sha256(rollout::canonical_metadata(described).value()));
}

FileKey FileKey::make() {
  Loaded key{EVP_PKEY_Q_keygen(nullptr, nullptr, "ED25519")};
  check(key != nullptr);
  return FileKey{std::make_shared<const Key>(Key{std::move(key)})};
}

Result<FileKey> FileKey::from_pem(std::string_view pem, std::string_view passphrase) {
  const Memory memory{BIO_new_mem_buf(pem.data(), static_cast<int>(pem.size()))};
  Loaded key{PEM_read_bio_PrivateKey(memory.get(), nullptr, &give_passphrase, &passphrase)};
  if (!key) return refuse(ErrorCode::invalid_body, "This is no private key, or the passphrase does not open it.");
  if (EVP_PKEY_is_a(key.get(), "ED25519") != 1)
    return refuse(ErrorCode::invalid_body, "The key is not an Ed25519 key.");
  return FileKey{std::make_shared<const Key>(Key{std::move(key)})};
}

std::string FileKey::pem(std::string_view passphrase) const {
  const Memory memory{BIO_new(BIO_s_mem())};
  const bool sealed = !passphrase.empty();
  const int written = PEM_write_bio_PKCS8PrivateKey(
      memory.get(), key_->loaded.get(), sealed ? EVP_aes_256_cbc() : nullptr, sealed ? passphrase.data() : nullptr,
      static_cast<int>(passphrase.size()), nullptr, nullptr);
  check(written == 1);
  char* data = nullptr;
  const long size = BIO_get_mem_data(memory.get(), &data);
  return {data, static_cast<std::size_t>(size)};
}

rollout::PublicKey FileKey::public_key() const {
  std::string raw(key_bytes, '\0');
  std::size_t size = raw.size();
  check(EVP_PKEY_get_raw_public_key(key_->loaded.get(), writable(raw), &size) == 1 && size == key_bytes);
  return {"ed25519", to_hex({reinterpret_cast<const std::uint8_t*>(raw.data()), raw.size()})};
}

std::string FileKey::sign(std::string_view text) const {
  const std::unique_ptr<EVP_MD_CTX, Ends<EVP_MD_CTX_free>> context{EVP_MD_CTX_new()};
  std::string signature(signature_bytes, '\0');
  std::size_t size = signature.size();
  if (EVP_DigestSignInit(context.get(), nullptr, nullptr, nullptr, key_->loaded.get()) != 1 ||
      EVP_DigestSign(context.get(), writable(signature), &size, reinterpret_cast<const unsigned char*>(text.data()),
                     text.size()) != 1)
    throw std::runtime_error{"OpenSSL cannot sign"};
  return signature;
}
}  // namespace holdfast::release
