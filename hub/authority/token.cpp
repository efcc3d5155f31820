#include "authority/authority.h"

namespace holdfast::authority {
namespace {
constexpr std::string_view letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
constexpr std::string_view start = "HF1.";

std::string base64url(std::string_view bytes) {
  std::string text;
  std::uint32_t bits = 0;
  int held = 0;
  for (const char byte : bytes) {
    bits = bits << 8 | static_cast<std::uint8_t>(byte);
    for (held += 8; held >= 6; held -= 6) text += letters[bits >> (held - 6) & 63];
  }
  if (held > 0) text += letters[bits << (6 - held) & 63];
  return text;
}
}  // namespace

std::string write_token(std::string_view secret, std::string_view authority_pem) {
  return std::string{start} + base64url(secret) + "." + to_hex(fingerprint(authority_pem));
}

std::optional<Sha256> token_digest(std::string_view token) {
  if (!token.starts_with(start) || token.size() > 200) return std::nullopt;
  token.remove_prefix(start.size());
  const std::string_view secret = token.substr(0, token.find('.'));
  const std::string_view digest = token.substr(std::min(token.size(), secret.size() + 1));
  if (secret.size() < 22 || secret.find_first_not_of(letters) != std::string_view::npos) return std::nullopt;
  if (digest.size() != 64 || digest.find_first_not_of("0123456789abcdef") != std::string_view::npos)
    return std::nullopt;
  return sha256("HF-TOKEN1\0", secret);
}
}  // namespace holdfast::authority
