#include "receipts/base45.h"

#include <cstdint>

namespace holdfast::receipts {
namespace {
constexpr std::string_view alphabet = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:";
constexpr std::uint32_t base = 45;
}  // namespace

std::string to_base45(std::string_view bytes) {
  std::string out;
  out.reserve(bytes.size() / 2 * 3 + 2);
  const auto put = [&](std::uint32_t value, int digits) {
    for (int i = 0; i < digits; ++i, value /= base) out.push_back(alphabet[value % base]);
  };
  for (std::size_t i = 0; i < bytes.size(); i += 2) {
    const std::uint32_t first = static_cast<std::uint8_t>(bytes[i]);
    if (i + 1 == bytes.size())
      put(first, 2);
    else
      put(first * 256 + static_cast<std::uint8_t>(bytes[i + 1]), 3);
  }
  return out;
}

std::optional<std::string> from_base45(std::string_view text) {
  std::string out;
  out.reserve(text.size() / 3 * 2 + 1);
  for (std::size_t i = 0; i < text.size(); i += 3) {
    const std::string_view part = text.substr(i, 3);
    if (part.size() == 1) return std::nullopt;
    std::uint32_t value = 0, weight = 1;
    for (const char c : part) {
      const std::size_t digit = alphabet.find(c);
      if (digit == std::string_view::npos) return std::nullopt;
      value += static_cast<std::uint32_t>(digit) * weight;
      weight *= base;
    }
    if (value > (part.size() == 3 ? 0xffffU : 0xffU)) return std::nullopt;
    if (part.size() == 3) out.push_back(static_cast<char>(value >> 8));
    out.push_back(static_cast<char>(value & 0xff));
  }
  return out;
}
}  // namespace holdfast::receipts
