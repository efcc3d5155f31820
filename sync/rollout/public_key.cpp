#include "rollout/public_key.h"

#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/rsa.h>

#include <memory>

#include "base/ends.h"
#include "rollout/hex_text.h"

namespace holdfast::rollout {
namespace {
using Key = std::unique_ptr<EVP_PKEY, Ends<EVP_PKEY_free>>;
using Context = std::unique_ptr<EVP_MD_CTX, Ends<EVP_MD_CTX_free>>;
using Memory = std::unique_ptr<BIO, Ends<BIO_free>>;

const unsigned char* bytes(std::string_view text) { return reinterpret_cast<const unsigned char*>(text.data()); }

Key load(const PublicKey& key, const char* type) {
  if (std::string_view{type} == "ED25519") {
    const auto raw = bytes_of_hex(key.value);
    return Key{raw ? EVP_PKEY_new_raw_public_key(EVP_PKEY_ED25519, nullptr, bytes(*raw), raw->size()) : nullptr};
  }
  const Memory memory{BIO_new_mem_buf(key.value.data(), static_cast<int>(key.value.size()))};
  Key loaded{PEM_read_bio_PUBKEY(memory.get(), nullptr, nullptr, nullptr)};
  if (loaded && EVP_PKEY_is_a(loaded.get(), type) != 1) loaded.reset();
  return loaded;
}

bool verify(const PublicKey& key, const char* type, const EVP_MD* digest, bool pss, std::string_view text,
            std::string_view signature) {
  const Key loaded = load(key, type);
  const Context context{EVP_MD_CTX_new()};
  EVP_PKEY_CTX* parameters = nullptr;
  if (!loaded || EVP_DigestVerifyInit(context.get(), &parameters, digest, nullptr, loaded.get()) != 1) return false;
  if (pss && (EVP_PKEY_CTX_set_rsa_padding(parameters, RSA_PKCS1_PSS_PADDING) != 1 ||
              EVP_PKEY_CTX_set_rsa_pss_saltlen(parameters, RSA_PSS_SALTLEN_AUTO) != 1))
    return false;
  return EVP_DigestVerify(context.get(), bytes(signature), signature.size(), bytes(text), text.size()) == 1;
}
}  // namespace

bool verifies(const PublicKey& key, std::string_view text, std::string_view signature) {
  if (key.scheme == "ed25519") return verify(key, "ED25519", nullptr, false, text, signature);
  if (key.scheme == "ecdsa-sha2-nistp256") return verify(key, "EC", EVP_sha256(), false, text, signature);
  if (key.scheme == "rsassa-pss-sha256") return verify(key, "RSA", EVP_sha256(), true, text, signature);
  return false;
}
}  // namespace holdfast::rollout
