#include "staff/pin.h"

#include <sodium.h>

#include <algorithm>
#include <cstring>
#include <new>

#include "base/check.h"

namespace holdfast::staff {
namespace {
constexpr unsigned long long passes = 2;
constexpr std::size_t memory = 19'456U * 1024U;
using Digest = std::array<std::uint8_t, 32>;

void require_sodium() {
  static const bool ready = sodium_init() >= 0;
  check(ready);
}
Digest peppered(std::string_view pin, const std::array<std::uint8_t, 32>& pepper) {
  require_sodium();
  Digest digest;
  const int code = crypto_generichash(digest.data(), digest.size(), reinterpret_cast<const unsigned char*>(pin.data()),
                                      pin.size(), pepper.data(), pepper.size());
  check(code == 0);
  return digest;
}
template <std::size_t N>
std::string base64(const std::array<std::uint8_t, N>& bytes) {
  std::array<char, sodium_base64_ENCODED_LEN(N, sodium_base64_VARIANT_ORIGINAL_NO_PADDING)> text;
  sodium_bin2base64(text.data(), text.size(), bytes.data(), N, sodium_base64_VARIANT_ORIGINAL_NO_PADDING);
  return text.data();
}
}  // namespace

std::string hash_pin(std::string_view pin, const Pepper& pepper, const Salt& salt) {
  static_assert(std::tuple_size_v<Salt> == crypto_pwhash_argon2id_SALTBYTES);
  const Digest password = peppered(pin, pepper.bytes);
  Digest hash;
  const int code =
      crypto_pwhash_argon2id(hash.data(), hash.size(), reinterpret_cast<const char*>(password.data()), password.size(),
                             salt.data(), passes, memory, crypto_pwhash_argon2id_ALG_ARGON2ID13);
  if (code != 0) throw std::bad_alloc{};  // its only reason to fail
  return "$argon2id$v=19$m=19456,t=2,p=1$" + base64(salt) + "$" + base64(hash);
}

bool verify_pin(std::string_view stored, std::string_view pin, const Pepper& pepper) {
  const bool of_hub = stored.starts_with(hub_mark);
  if (of_hub) stored.remove_prefix(hub_mark.size());
  std::array<char, crypto_pwhash_argon2id_STRBYTES> text{};
  if (stored.size() >= text.size()) return false;
  std::memcpy(text.data(), stored.data(), stored.size());
  const Digest password = peppered(pin, of_hub ? pepper.hub : pepper.bytes);
  return crypto_pwhash_argon2id_str_verify(text.data(), reinterpret_cast<const char*>(password.data()),
                                           password.size()) == 0;
}

bool is_pin_hash(std::string_view stored) {
  if (stored.starts_with(hub_mark)) stored.remove_prefix(hub_mark.size());
  // A hash that asks for more memory or time than ours would let a row of masters stop the till at each sign-on.
  return stored.starts_with("$argon2id$v=19$m=19456,t=2,p=1$") && stored.size() < crypto_pwhash_argon2id_STRBYTES;
}

void verify_nobody(std::string_view pin, const Pepper& pepper) { static_cast<void>(hash_pin(pin, pepper, Salt{})); }

std::string_view weakness(std::string_view pin) {
  const auto digit = [](char c) { return c >= '0' && c <= '9'; };
  if (pin.size() < 4 || pin.size() > 12 || !std::all_of(pin.begin(), pin.end(), digit)) return "must be 4 to 12 digits";
  return {};
}
}  // namespace holdfast::staff
