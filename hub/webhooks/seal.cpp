#include "webhooks/seal.h"

#include <openssl/evp.h>

#include <array>
#include <memory>

#include "base/check.h"
#include "base/ends.h"

namespace holdfast::webhooks {
namespace {
constexpr std::size_t nonce_bytes = 12, tag_bytes = 16;
using Context = std::unique_ptr<EVP_CIPHER_CTX, Ends<EVP_CIPHER_CTX_free>>;
const unsigned char* raw(std::string_view bytes) { return reinterpret_cast<const unsigned char*>(bytes.data()); }
unsigned char* raw(std::string& bytes) { return reinterpret_cast<unsigned char*>(bytes.data()); }
int count(std::string_view bytes) { return static_cast<int>(bytes.size()); }
}  // namespace

Seal::Seal(std::string_view authority_key_pem)
    : key_{sha256(std::string_view{"HF-SEAL1\0", 9}, hmac(Digest::sha256, authority_key_pem, "connectors"))} {}

std::string Seal::close(std::string_view plain, std::string_view context, const Random& random) const {
  std::array<std::uint8_t, nonce_bytes> nonce{};
  random(nonce);
  const Context cipher{EVP_CIPHER_CTX_new()};
  std::string text(plain.size(), '\0'), tag(tag_bytes, '\0');
  int size = 0;
  check(EVP_EncryptInit_ex(cipher.get(), EVP_aes_256_gcm(), nullptr, key_.data(), nonce.data()) == 1);
  check(EVP_EncryptUpdate(cipher.get(), nullptr, &size, raw(context), count(context)) == 1);
  check(EVP_EncryptUpdate(cipher.get(), raw(text), &size, raw(plain), count(plain)) == 1);
  check(EVP_EncryptFinal_ex(cipher.get(), raw(text) + size, &size) == 1);
  check(EVP_CIPHER_CTX_ctrl(cipher.get(), EVP_CTRL_GCM_GET_TAG, tag_bytes, tag.data()) == 1);
  return std::string{reinterpret_cast<const char*>(nonce.data()), nonce.size()} + tag + text;
}

std::optional<std::string> Seal::open(std::string_view sealed, std::string_view context) const {
  if (sealed.size() < nonce_bytes + tag_bytes) return std::nullopt;
  const std::string_view nonce = sealed.substr(0, nonce_bytes);
  std::string tag{sealed.substr(nonce_bytes, tag_bytes)};
  const std::string_view text = sealed.substr(nonce_bytes + tag_bytes);
  const Context cipher{EVP_CIPHER_CTX_new()};
  std::string plain(text.size(), '\0');
  int size = 0;
  check(EVP_DecryptInit_ex(cipher.get(), EVP_aes_256_gcm(), nullptr, key_.data(), raw(nonce)) == 1);
  check(EVP_DecryptUpdate(cipher.get(), nullptr, &size, raw(context), count(context)) == 1);
  check(EVP_DecryptUpdate(cipher.get(), raw(plain), &size, raw(text), count(text)) == 1);
  check(EVP_CIPHER_CTX_ctrl(cipher.get(), EVP_CTRL_GCM_SET_TAG, tag_bytes, tag.data()) == 1);
  if (EVP_DecryptFinal_ex(cipher.get(), raw(plain) + size, &size) != 1) return std::nullopt;
  return plain;
}
}  // namespace holdfast::webhooks
