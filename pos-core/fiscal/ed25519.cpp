#include "fiscal/ed25519.h"

#include <openssl/evp.h>
#include <openssl/hmac.h>

#include "base/check.h"
#include "base/digest.h"
#include "base/ends.h"

namespace holdfast::fiscal {
namespace {
using Pkey = std::unique_ptr<EVP_PKEY, Ends<EVP_PKEY_free>>;
using Digest = std::unique_ptr<EVP_MD_CTX, Ends<EVP_MD_CTX_free>>;
constexpr std::string_view seed_tag{"HF-JOURNAL-KEY1\0", 16};
const unsigned char* bytes(std::string_view text) { return reinterpret_cast<const unsigned char*>(text.data()); }
}  // namespace

struct SigningKey::Key {
  Pkey pkey;
};

SigningKey::SigningKey(const KeyBytes& seed)
    : key_{std::make_unique<Key>(
          Key{Pkey{EVP_PKEY_new_raw_private_key(EVP_PKEY_ED25519, nullptr, seed.data(), seed.size())}})} {
  check(key_->pkey != nullptr);
  std::size_t size = public_key_.size();
  check(EVP_PKEY_get_raw_public_key(key_->pkey.get(), public_key_.data(), &size) == 1 && size == public_key_.size());
}
SigningKey::SigningKey(SigningKey&&) noexcept = default;
SigningKey& SigningKey::operator=(SigningKey&&) noexcept = default;
SigningKey::~SigningKey() = default;

Signature SigningKey::sign(std::string_view text) const {
  const Digest context{EVP_MD_CTX_new()};
  Signature out{};
  std::size_t size = out.size();
  check(EVP_DigestSignInit(context.get(), nullptr, nullptr, nullptr, key_->pkey.get()) == 1);
  check(EVP_DigestSign(context.get(), out.data(), &size, bytes(text), text.size()) == 1 && size == out.size());
  return out;
}

bool verifies(const KeyBytes& public_key, std::string_view text, std::string_view signature) {
  const Pkey key{EVP_PKEY_new_raw_public_key(EVP_PKEY_ED25519, nullptr, public_key.data(), public_key.size())};
  const Digest context{EVP_MD_CTX_new()};
  return key && signature.size() == Signature{}.size() &&
         EVP_DigestVerifyInit(context.get(), nullptr, nullptr, nullptr, key.get()) == 1 &&
         EVP_DigestVerify(context.get(), bytes(signature), signature.size(), bytes(text), text.size()) == 1;
}

KeyBytes journal_seed(std::string_view secret, std::int64_t generation) {
  std::string text{seed_tag};
  text += bytes_of(big_endian(static_cast<std::uint64_t>(generation)));
  KeyBytes out{};
  unsigned int size = 0;
  check(HMAC(EVP_sha256(), secret.data(), static_cast<int>(secret.size()), bytes(text), text.size(), out.data(),
             &size) != nullptr &&
        size == out.size());
  return out;
}

std::string fingerprint(const KeyBytes& public_key) {
  const std::string digits = to_hex(sha256(bytes_of(public_key)));
  return digits.substr(0, 4) + '-' + digits.substr(4, 4) + '-' + digits.substr(8, 4) + '-' + digits.substr(12, 4);
}

std::optional<std::string> from_hex(std::string_view digits) {
  const auto value = [](char c) { return c >= '0' && c <= '9' ? c - '0' : c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1; };
  if (digits.size() % 2 != 0) return std::nullopt;
  std::string out;
  for (std::size_t i = 0; i < digits.size(); i += 2) {
    const int high = value(digits[i]), low = value(digits[i + 1]);
    if (high < 0 || low < 0) return std::nullopt;
    out += static_cast<char>(high << 4 | low);
  }
  return out;
}
}  // namespace holdfast::fiscal
