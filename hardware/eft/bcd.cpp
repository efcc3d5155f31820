#include "eft/bcd.h"

namespace holdfast::eft {
std::optional<std::string> encode_bcd(std::int64_t value, std::size_t bytes) {
  if (value < 0) return std::nullopt;
  std::string out(bytes, '\0');
  for (std::size_t i = bytes; i-- > 0;) {
    out[i] = static_cast<char>(value % 10 | value / 10 % 10 << 4);
    value /= 100;
  }
  if (value != 0) return std::nullopt;
  return out;
}

std::optional<std::int64_t> decode_bcd(std::string_view bytes) {
  if (bytes.size() > 9) return std::nullopt;
  std::int64_t value = 0;
  for (std::size_t i = 0; i < bytes.size(); ++i) {
    const int high = octet(bytes, i) >> 4;
    const int low = octet(bytes, i) & 15;
    if (high > 9 || low > 9) return std::nullopt;
    value = value * 100 + high * 10 + low;
  }
  return value;
}

std::string hex_of(std::string_view bytes) {
  constexpr std::string_view digits = "0123456789ABCDEF";
  std::string out;
  out.reserve(bytes.size() * 2);
  for (std::size_t i = 0; i < bytes.size(); ++i) {
    out += digits[octet(bytes, i) >> 4];
    out += digits[octet(bytes, i) & 15];
  }
  return out;
}
std::string hex_of(std::uint8_t byte) { return hex_of(std::string(1, static_cast<char>(byte))); }
}  // namespace holdfast::eft
