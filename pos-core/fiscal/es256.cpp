#include "fiscal/es256.h"

#include <openssl/core_names.h>
#include <openssl/ec.h>
#include <openssl/evp.h>
#include <openssl/param_build.h>
#include <openssl/pem.h>

#include "base/check.h"
#include "base/ends.h"

namespace holdfast::fiscal {
namespace {
using Context = std::unique_ptr<EVP_MD_CTX, Ends<EVP_MD_CTX_free>>;
using KeyContext = std::unique_ptr<EVP_PKEY_CTX, Ends<EVP_PKEY_CTX_free>>;
using Pair = std::unique_ptr<ECDSA_SIG, Ends<ECDSA_SIG_free>>;
using Memory = std::unique_ptr<BIO, Ends<BIO_free>>;
constexpr std::size_t half = 32;
char no_password[] = "";  // else the library would ask for one on the terminal

const unsigned char* bytes(std::string_view text) { return reinterpret_cast<const unsigned char*>(text.data()); }
}  // namespace

struct Es256Key::Key {
  std::unique_ptr<EVP_PKEY, Ends<EVP_PKEY_free>> pair;
};
Es256Key::Es256Key(std::unique_ptr<Key> key) : key_{std::move(key)} {}
Es256Key::Es256Key(Es256Key&&) noexcept = default;
Es256Key& Es256Key::operator=(Es256Key&&) noexcept = default;
Es256Key::~Es256Key() = default;

Es256Key Es256Key::generate() {
  auto key = std::make_unique<Key>();
  key->pair.reset(EVP_EC_gen("P-256"));
  check(key->pair != nullptr);
  return Es256Key{std::move(key)};
}

std::optional<Es256Key> Es256Key::from_point(std::string_view uncompressed) {
  char group[] = "prime256v1";
  std::string point{uncompressed};
  OSSL_PARAM parameters[] = {OSSL_PARAM_construct_utf8_string(OSSL_PKEY_PARAM_GROUP_NAME, group, 0),
                             OSSL_PARAM_construct_octet_string(OSSL_PKEY_PARAM_PUB_KEY, point.data(), point.size()),
                             OSSL_PARAM_construct_end()};
  const KeyContext context{EVP_PKEY_CTX_new_from_name(nullptr, "EC", nullptr)};
  EVP_PKEY* made = nullptr;
  if (!context || EVP_PKEY_fromdata_init(context.get()) != 1 ||
      EVP_PKEY_fromdata(context.get(), &made, EVP_PKEY_PUBLIC_KEY, parameters) != 1)
    return std::nullopt;
  auto key = std::make_unique<Key>();
  key->pair.reset(made);
  return Es256Key{std::move(key)};
}

std::optional<Es256Key> Es256Key::from_pem(std::string_view pem) {
  const Memory memory{BIO_new_mem_buf(pem.data(), static_cast<int>(pem.size()))};
  auto key = std::make_unique<Key>();
  key->pair.reset(PEM_read_bio_PrivateKey(memory.get(), nullptr, nullptr, no_password));
  if (!key->pair || EVP_PKEY_get_bits(key->pair.get()) != 256 || EVP_PKEY_is_a(key->pair.get(), "EC") != 1)
    return std::nullopt;
  return Es256Key{std::move(key)};
}

Es256Signature Es256Key::sign(std::string_view text) const {
  const Context context{EVP_MD_CTX_new()};
  unsigned char der[80];
  std::size_t size = sizeof der;
  check(EVP_DigestSignInit(context.get(), nullptr, EVP_sha256(), nullptr, key_->pair.get()) == 1);
  check(EVP_DigestSign(context.get(), der, &size, bytes(text), text.size()) == 1);
  const unsigned char* at = der;
  const Pair pair{d2i_ECDSA_SIG(nullptr, &at, static_cast<long>(size))};
  check(pair != nullptr);
  Es256Signature out{};
  check(BN_bn2binpad(ECDSA_SIG_get0_r(pair.get()), out.data(), half) == half);
  check(BN_bn2binpad(ECDSA_SIG_get0_s(pair.get()), out.data() + half, half) == half);
  return out;
}

bool Es256Key::verifies(std::string_view text, const Es256Signature& signature) const {
  const Pair pair{ECDSA_SIG_new()};
  check(ECDSA_SIG_set0(pair.get(), BN_bin2bn(signature.data(), half, nullptr),
                       BN_bin2bn(signature.data() + half, half, nullptr)) == 1);
  unsigned char der[80];
  unsigned char* at = der;
  const int size = i2d_ECDSA_SIG(pair.get(), &at);
  const Context context{EVP_MD_CTX_new()};
  return size > 0 && EVP_DigestVerifyInit(context.get(), nullptr, EVP_sha256(), nullptr, key_->pair.get()) == 1 &&
         EVP_DigestVerify(context.get(), der, static_cast<std::size_t>(size), bytes(text), text.size()) == 1;
}

std::string Es256Key::point() const {
  unsigned char out[80];
  std::size_t size = 0;
  check(EVP_PKEY_get_octet_string_param(key_->pair.get(), OSSL_PKEY_PARAM_PUB_KEY, out, sizeof out, &size) == 1);
  return {reinterpret_cast<const char*>(out), size};
}
}  // namespace holdfast::fiscal
