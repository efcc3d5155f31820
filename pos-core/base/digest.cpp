#include "base/digest.h"

#include <openssl/evp.h>

#include <memory>

#include "base/check.h"

namespace holdfast {
Sha256 sha256(std::string_view a, std::string_view b, std::string_view c, std::string_view d, std::string_view e) {
  // One context and one fetched digest a thread: fetching costs more than hashing a short record.
  thread_local const std::unique_ptr<EVP_MD, decltype(&EVP_MD_free)> md{EVP_MD_fetch(nullptr, "SHA256", nullptr),
                                                                        &EVP_MD_free};
  thread_local const std::unique_ptr<EVP_MD_CTX, decltype(&EVP_MD_CTX_free)> context{EVP_MD_CTX_new(),
                                                                                     &EVP_MD_CTX_free};
  check(md && context && EVP_DigestInit_ex2(context.get(), md.get(), nullptr) == 1);
  for (const std::string_view part : {a, b, c, d, e})
    if (!part.empty()) check(EVP_DigestUpdate(context.get(), part.data(), part.size()) == 1);
  Sha256 out;
  check(EVP_DigestFinal_ex(context.get(), out.data(), nullptr) == 1);
  return out;
}

std::string to_hex(std::span<const std::uint8_t> bytes) {
  constexpr char digits[] = "0123456789abcdef";
  std::string out;
  out.reserve(bytes.size() * 2);
  for (const std::uint8_t byte : bytes) {
    out += digits[byte >> 4];
    out += digits[byte & 15];
  }
  return out;
}

std::array<std::uint8_t, 8> big_endian(std::uint64_t value) {
  std::array<std::uint8_t, 8> out;
  for (std::size_t i = 0; i < 8; ++i) out[i] = static_cast<std::uint8_t>(value >> (56 - 8 * i));
  return out;
}
}  // namespace holdfast
