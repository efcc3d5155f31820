#include "vault/spake2.h"

#include <openssl/bn.h>
#include <openssl/core_names.h>
#include <openssl/crypto.h>
#include <openssl/ec.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <openssl/kdf.h>
#include <openssl/params.h>

#include <algorithm>
#include <memory>

#include "base/check.h"
#include "base/ends.h"

namespace holdfast::vault {
namespace {
using Number = std::unique_ptr<BIGNUM, Ends<BN_clear_free>>;
using Numbers = std::unique_ptr<BN_CTX, Ends<BN_CTX_free>>;
using Group = std::unique_ptr<EC_GROUP, Ends<EC_GROUP_free>>;
using Place = std::unique_ptr<EC_POINT, Ends<EC_POINT_clear_free>>;

// RFC 9382, section 6: points whose logarithm nobody knows.
constexpr std::array<std::uint8_t, 33> mask_a{0x02, 0x88, 0x6e, 0x2f, 0x97, 0xac, 0xe4, 0x6e, 0x55, 0xba, 0x9d,
                                              0xd7, 0x24, 0x25, 0x79, 0xf2, 0x99, 0x3b, 0x64, 0xe1, 0x6e, 0xf3,
                                              0xdc, 0xab, 0x95, 0xaf, 0xd4, 0x97, 0x33, 0x3d, 0x8f, 0xa1, 0x2f};
constexpr std::array<std::uint8_t, 33> mask_b{0x03, 0xd8, 0xbb, 0xd6, 0xc6, 0x39, 0xc6, 0x29, 0x37, 0xb0, 0x4d,
                                              0x99, 0x7f, 0x38, 0xc3, 0x77, 0x07, 0x19, 0xc6, 0x29, 0xd7, 0x01,
                                              0x4d, 0x49, 0xa2, 0x4b, 0x4f, 0x98, 0xba, 0xa1, 0x29, 0x2b, 0x49};
constexpr int code_rounds = 20'000;

const unsigned char* raw(std::string_view bytes) { return reinterpret_cast<const unsigned char*>(bytes.data()); }

/// The group and what a calculation on it needs.
struct Curve {
  Group group{EC_GROUP_new_by_curve_name(NID_X9_62_prime256v1)};
  Numbers numbers{BN_CTX_new()};

  Curve() { check(group && numbers); }
  Place point() const {
    Place made{EC_POINT_new(group.get())};
    check(made != nullptr);
    return made;
  }
  Place read(std::string_view bytes) const {
    Place made = point();
    if (EC_POINT_oct2point(group.get(), made.get(), raw(bytes), bytes.size(), numbers.get()) != 1) return nullptr;
    if (EC_POINT_is_at_infinity(group.get(), made.get()) == 1) return nullptr;
    return made;
  }
  Point write(const EC_POINT& place) const {
    Point bytes{};
    check(EC_POINT_point2oct(group.get(), &place, POINT_CONVERSION_UNCOMPRESSED, bytes.data(), bytes.size(),
                             numbers.get()) == bytes.size());
    return bytes;
  }
  Number number(std::string_view bytes) const {
    Number made{BN_bin2bn(raw(bytes), static_cast<int>(bytes.size()), nullptr)};
    check(made != nullptr);
    BN_set_flags(made.get(), BN_FLG_CONSTTIME);
    return made;
  }
  /// `scalar` times `place`, in constant time.
  Place times(const EC_POINT& place, const BIGNUM& scalar) const {
    Place made = point();
    check(EC_POINT_mul(group.get(), made.get(), nullptr, &place, &scalar, numbers.get()) == 1);
    return made;
  }
};

void add_field(std::string& transcript, std::string_view field) {
  for (std::uint64_t size = field.size(), i = 0; i < 8; ++i, size >>= 8U) transcript += static_cast<char>(size & 0xffU);
  transcript += field;
}

std::string kdf(std::string_view secret, std::string_view info, std::size_t size) {
  const std::unique_ptr<EVP_KDF, Ends<EVP_KDF_free>> kind{EVP_KDF_fetch(nullptr, "HKDF", nullptr)};
  const std::unique_ptr<EVP_KDF_CTX, Ends<EVP_KDF_CTX_free>> context{EVP_KDF_CTX_new(kind.get())};
  check(context != nullptr);
  std::string hash = "SHA256", key{secret}, more{info}, out(size, '\0');
  const std::array params{OSSL_PARAM_construct_utf8_string(OSSL_KDF_PARAM_DIGEST, hash.data(), 0),
                          OSSL_PARAM_construct_octet_string(OSSL_KDF_PARAM_KEY, key.data(), key.size()),
                          OSSL_PARAM_construct_octet_string(OSSL_KDF_PARAM_INFO, more.data(), more.size()),
                          OSSL_PARAM_construct_end()};
  check(EVP_KDF_derive(context.get(), reinterpret_cast<unsigned char*>(out.data()), out.size(), params.data()) == 1);
  OPENSSL_cleanse(key.data(), key.size());
  return out;
}
}  // namespace

Sha256 keyed_digest(std::string_view key, std::string_view text) {
  Sha256 out{};
  unsigned int size = 0;
  check(HMAC(EVP_sha256(), key.data(), static_cast<int>(key.size()), raw(text), text.size(), out.data(), &size) !=
        nullptr);
  return out;
}

Sha256 derive_key(std::string_view secret, std::string_view purpose) {
  Sha256 out{};
  const std::string bytes = kdf(secret, purpose, out.size());
  std::copy(bytes.begin(), bytes.end(), out.begin());
  return out;
}

bool equal_in_constant_time(std::string_view a, std::string_view b) {
  return a.size() == b.size() && CRYPTO_memcmp(a.data(), b.data(), a.size()) == 0;
}

Scalar code_scalar(std::string_view code, std::string_view salt) {
  std::array<unsigned char, 40> wide{};  // eight bytes more than the order, so that the remainder is even enough
  check(PKCS5_PBKDF2_HMAC(code.data(), static_cast<int>(code.size()), raw(salt), static_cast<int>(salt.size()),
                          code_rounds, EVP_sha256(), wide.size(), wide.data()) == 1);
  const Curve curve;
  const Number number = curve.number(bytes_of(wide)), remainder{BN_new()};
  check(BN_mod(remainder.get(), number.get(), EC_GROUP_get0_order(curve.group.get()), curve.numbers.get()) == 1);
  Scalar w{};
  check(BN_bn2binpad(remainder.get(), w.data(), static_cast<int>(w.size())) == static_cast<int>(w.size()));
  return w;
}

std::optional<Scalar> ephemeral_scalar(const std::array<std::uint8_t, 32>& random) {
  const Curve curve;
  const Number number = curve.number(bytes_of(random));
  if (BN_is_zero(number.get()) || BN_cmp(number.get(), EC_GROUP_get0_order(curve.group.get())) >= 0)
    return std::nullopt;
  return random;
}

Point spake2_share(Spake2Role role, const Scalar& w, const Scalar& ephemeral) {
  const Curve curve;
  const Place mask = curve.read(bytes_of(role == Spake2Role::a ? mask_a : mask_b));
  check(mask != nullptr);
  const Number secret = curve.number(bytes_of(ephemeral)), code = curve.number(bytes_of(w));
  const Place own = curve.point(), masked = curve.times(*mask, *code), sum = curve.point();
  check(EC_POINT_mul(curve.group.get(), own.get(), secret.get(), nullptr, nullptr, curve.numbers.get()) == 1);
  check(EC_POINT_add(curve.group.get(), sum.get(), own.get(), masked.get(), curve.numbers.get()) == 1);
  return curve.write(*sum);
}

std::optional<Spake2Keys> spake2_finish(Spake2Role role, const Scalar& w, const Scalar& ephemeral,
                                        std::string_view theirs, const Spake2Bond& bond) {
  const Curve curve;
  if (theirs.size() != Point{}.size()) return std::nullopt;
  const Place other = curve.read(theirs), mask = curve.read(bytes_of(role == Spake2Role::a ? mask_b : mask_a));
  if (other == nullptr) return std::nullopt;
  check(mask != nullptr);
  const Number secret = curve.number(bytes_of(ephemeral)), code = curve.number(bytes_of(w));
  const Place masked = curve.times(*mask, *code), bare = curve.point();
  check(EC_POINT_invert(curve.group.get(), masked.get(), curve.numbers.get()) == 1);
  check(EC_POINT_add(curve.group.get(), bare.get(), other.get(), masked.get(), curve.numbers.get()) == 1);
  if (EC_POINT_is_at_infinity(curve.group.get(), bare.get()) == 1) return std::nullopt;
  const Place common = curve.times(*bare, *secret);
  if (EC_POINT_is_at_infinity(curve.group.get(), common.get()) == 1) return std::nullopt;

  const Point own = spake2_share(role, w, ephemeral), key = curve.write(*common);
  std::string transcript;
  add_field(transcript, bond.a);
  add_field(transcript, bond.b);
  add_field(transcript, role == Spake2Role::a ? bytes_of(own) : theirs);
  add_field(transcript, role == Spake2Role::a ? theirs : bytes_of(own));
  add_field(transcript, bytes_of(key));
  add_field(transcript, bytes_of(w));
  const Sha256 digest = sha256(transcript);
  Spake2Keys keys;
  std::copy_n(digest.begin(), keys.shared.size(), keys.shared.begin());
  const std::string confirmation = kdf(bytes_of(digest).substr(16), "ConfirmationKeys" + bond.additional, 32);
  keys.confirm_a = keyed_digest(std::string_view{confirmation}.substr(0, 16), transcript);
  keys.confirm_b = keyed_digest(std::string_view{confirmation}.substr(16), transcript);
  return keys;
}
}  // namespace holdfast::vault
