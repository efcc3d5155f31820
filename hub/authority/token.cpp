#include "authority/authority.h"
#include "base/base64.h"

namespace holdfast::authority {
namespace {
constexpr std::string_view letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
constexpr std::string_view start = "HF1.";
}  // namespace

std::string write_token(std::string_view secret, std::string_view authority_pem) {
  return std::string{start} + to_base64(secret, Base64::url) + "." + to_hex(fingerprint(authority_pem));
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
