#include "stored_value/card_code.h"

#include <algorithm>

namespace holdfast::stored_value {
namespace {
constexpr std::string_view letters = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
constexpr std::size_t own_length = 16, block = 64;
constexpr std::size_t least = 6, most = 40;

/// Luhn's algorithm modulo 32 over everything but the last character; none for a letter outside the alphabet.
std::optional<char> check_character(std::string_view body) {
  std::size_t sum = 0, factor = 2;
  for (std::size_t i = body.size(); i-- > 0;) {
    const std::size_t digit = letters.find(body[i]);
    if (digit == std::string_view::npos) return std::nullopt;
    const std::size_t added = digit * factor;
    sum += added / letters.size() + added % letters.size();
    factor = 3 - factor;
  }
  return letters[(letters.size() - sum % letters.size()) % letters.size()];
}
bool is_own(std::string_view code) {
  return code.size() == own_length && (code.starts_with("GC") || code.starts_with("SC"));
}
bool is_digit(char c) { return c >= '0' && c <= '9'; }
}  // namespace

Sha256 keyed_digest(std::string_view key, std::string_view text) {
  std::string short_key{key};
  if (short_key.size() > block) {
    const Sha256 hashed = sha256(short_key);
    short_key = bytes_of(hashed);
  }
  std::string inner(block, '\x36'), outer(block, '\x5c');
  for (std::size_t i = 0; i < short_key.size(); ++i) {
    inner[i] = static_cast<char>(inner[i] ^ short_key[i]);
    outer[i] = static_cast<char>(outer[i] ^ short_key[i]);
  }
  const Sha256 within = sha256(inner, text);
  return sha256(outer, bytes_of(within));
}

std::string code_of(const Uuid& account, CodeKind kind, const CodeKey& key) {
  std::string seed = "card code ";
  seed.append(reinterpret_cast<const char*>(account.bytes.data()), account.bytes.size());
  const Sha256 random = keyed_digest(key.secret, seed);
  std::string code = kind == CodeKind::gift_card ? "GC" : "SC";
  for (std::size_t i = 0; code.size() + 1 < own_length; ++i) code += letters[random[i] & 31U];
  code += check_character(code).value_or('0');
  return code;
}

std::string normal_code(std::string_view typed) {
  std::string code;
  for (char c : typed) {
    if (c == '-' || c == ' ' || c == '\t' || c == '\r' || c == '\n') continue;
    if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
    if (c == 'O') c = '0';
    if (c == 'I' || c == 'L') c = '1';
    code += c;
  }
  return code;
}

bool looks_like_payment_card(std::string_view normal) {
  if (normal.size() < 13 || normal.size() > 19 || !std::all_of(normal.begin(), normal.end(), is_digit)) return false;
  int sum = 0;
  for (std::size_t i = 0; i < normal.size(); ++i) {
    int digit = normal[normal.size() - 1 - i] - '0';
    if (i % 2 == 1) digit = digit > 4 ? 2 * digit - 9 : 2 * digit;
    sum += digit;
  }
  return sum % 10 == 0;
}

Result<> check_code(std::string_view normal, std::string_view pointer) {
  const auto wrong = [&](const char* why) {
    return refuse(ErrorCode::invalid_argument, std::string{"the card's code "} + why, {{std::string{pointer}, why}});
  };
  const auto known = [](char c) { return is_digit(c) || (c >= 'A' && c <= 'Z'); };
  if (normal.size() < least || normal.size() > most || !std::all_of(normal.begin(), normal.end(), known))
    return wrong("must be 6 to 40 letters and digits");
  if (looks_like_payment_card(normal)) return wrong("may be that of a payment card");
  if (is_own(normal) && check_character(normal.substr(0, own_length - 1)) != normal.back())
    return wrong("has a mistake in it: read or type it again");
  return {};
}

std::string written_code(std::string_view normal) {
  std::string out;
  for (std::size_t i = 0; i < normal.size(); ++i) {
    if (i != 0 && i % 4 == 0) out += ' ';
    out += normal[i];
  }
  return out;
}
std::string last_four(std::string_view normal) {
  return std::string{normal.substr(normal.size() < 4 ? 0 : normal.size() - 4)};
}
Sha256 code_digest(const CodeKey& key, std::string_view normal) { return keyed_digest(key.secret, normal); }
}  // namespace holdfast::stored_value
