#include "webhooks/signing.h"

#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>

#include <array>
#include <charconv>
#include <memory>

#include "base/check.h"
#include "base/ends.h"
#include "base/base64.h"

namespace holdfast::webhooks {
namespace {
constexpr std::string_view shared_prefix = "whsec_", private_prefix = "whsk_", public_prefix = "whpk_";
constexpr std::size_t key_bytes = 32;

using Key = std::unique_ptr<EVP_PKEY, Ends<EVP_PKEY_free>>;
using Context = std::unique_ptr<EVP_MD_CTX, Ends<EVP_MD_CTX_free>>;

const unsigned char* raw(std::string_view bytes) { return reinterpret_cast<const unsigned char*>(bytes.data()); }
std::optional<std::string> after(std::string_view prefix, std::string_view text, std::size_t least, std::size_t most) {
  if (!text.starts_with(prefix)) return std::nullopt;
  auto bytes = from_base64(text.substr(prefix.size()));
  return bytes && bytes->size() >= least && bytes->size() <= most ? bytes : std::nullopt;
}
std::string content(std::string_view id, std::string_view timestamp, std::string_view body) {
  return std::string{id}.append(1, '.').append(timestamp).append(1, '.').append(body);
}
Key private_key(std::string_view secret) {
  const auto bytes = after(private_prefix, secret, key_bytes, key_bytes);
  check(bytes.has_value());
  return Key{EVP_PKEY_new_raw_private_key(EVP_PKEY_ED25519, nullptr, raw(*bytes), bytes->size())};
}
bool verified_by(std::string_view key, std::string_view element, std::string_view text) {
  if (const auto shared = after(shared_prefix, key, 16, 64))
    return element.starts_with("v1,") && equal(element.substr(3), to_base64(hmac(Digest::sha256, *shared, text)));
  const auto theirs = after(public_prefix, key, key_bytes, key_bytes);
  if (!theirs || !element.starts_with("v1a,")) return false;
  const auto signature = from_base64(element.substr(4));
  const Key made{EVP_PKEY_new_raw_public_key(EVP_PKEY_ED25519, nullptr, raw(*theirs), theirs->size())};
  const Context context{EVP_MD_CTX_new()};
  return signature && made && EVP_DigestVerifyInit(context.get(), nullptr, nullptr, nullptr, made.get()) == 1 &&
         EVP_DigestVerify(context.get(), raw(*signature), signature->size(), raw(text), text.size()) == 1;
}
}  // namespace

std::string make_secret(Scheme scheme, const Random& random) {
  std::array<std::uint8_t, key_bytes> bytes{};
  random(bytes);
  const std::string_view text{reinterpret_cast<const char*>(bytes.data()), bytes.size()};
  return std::string{scheme == Scheme::hmac ? shared_prefix : private_prefix} + to_base64(text);
}

std::optional<Scheme> scheme_of(std::string_view secret) {
  if (after(shared_prefix, secret, 24, 64)) return Scheme::hmac;
  if (after(private_prefix, secret, key_bytes, key_bytes)) return Scheme::ed25519;
  return std::nullopt;
}

std::string public_key(std::string_view secret) {
  std::array<unsigned char, key_bytes> bytes{};
  std::size_t size = bytes.size();
  check(EVP_PKEY_get_raw_public_key(private_key(secret).get(), bytes.data(), &size) == 1);
  return std::string{public_prefix} + to_base64({reinterpret_cast<const char*>(bytes.data()), size});
}

std::string sign(std::string_view secret, std::string_view id, std::int64_t timestamp_s, std::string_view body) {
  const std::string text = content(id, std::to_string(timestamp_s), body);
  if (const auto shared = after(shared_prefix, secret, 24, 64))
    return "v1," + to_base64(hmac(Digest::sha256, *shared, text));
  const Key key = private_key(secret);
  const Context context{EVP_MD_CTX_new()};
  std::array<unsigned char, 64> signature{};
  std::size_t size = signature.size();
  check(EVP_DigestSignInit(context.get(), nullptr, nullptr, nullptr, key.get()) == 1);
  check(EVP_DigestSign(context.get(), signature.data(), &size, raw(text), text.size()) == 1);
  return "v1a," + to_base64({reinterpret_cast<const char*>(signature.data()), size});
}

bool verify(std::span<const std::string> keys, const Signed& message, Instant now, std::int64_t tolerance_s) {
  std::int64_t at = 0;
  const char* end = message.timestamp.data() + message.timestamp.size();
  const auto [stopped, failed] = std::from_chars(message.timestamp.data(), end, at);
  if (message.id.empty() || message.timestamp.empty() || failed != std::errc{} || stopped != end) return false;
  const std::int64_t now_s = now.unix_us() / 1'000'000;
  if (at < now_s - tolerance_s || at > now_s + tolerance_s) return false;
  const std::string text = content(message.id, message.timestamp, message.body);
  std::string_view rest = message.signature;
  while (!rest.empty()) {
    const std::string_view element = rest.substr(0, rest.find(' '));
    for (const std::string& key : keys)
      if (verified_by(key, element, text)) return true;
    rest.remove_prefix(std::min(rest.size(), element.size() + 1));
  }
  return false;
}

std::string hmac(Digest digest, std::string_view key, std::string_view text) {
  const EVP_MD* algorithm = digest == Digest::sha1     ? EVP_sha1()
                            : digest == Digest::sha256 ? EVP_sha256()
                                                       : EVP_sha512();
  std::array<unsigned char, EVP_MAX_MD_SIZE> out{};
  unsigned int size = 0;
  check(HMAC(algorithm, key.data(), static_cast<int>(key.size()), raw(text), text.size(), out.data(), &size) !=
        nullptr);
  return {reinterpret_cast<const char*>(out.data()), size};
}

bool equal(std::string_view a, std::string_view b) {
  return a.size() == b.size() && CRYPTO_memcmp(a.data(), b.data(), a.size()) == 0;
}
}  // namespace holdfast::webhooks
