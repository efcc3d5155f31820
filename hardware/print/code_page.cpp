#include "print/code_page.h"

#include <algorithm>
#include <array>
#include <optional>

#include "base/utf8.h"

namespace holdfast::print {
namespace {
/// Upper half of code page 858 as Unicode code points.
constexpr std::array<char32_t, 128> upper{
    0xC7,   0xFC,   0xE9,   0xE2,   0xE4,   0xE0,   0xE5,   0xE7,   0xEA,   0xEB,   0xE8,   0xEF,   0xEE,
    0xEC,   0xC4,   0xC5,   0xC9,   0xE6,   0xC6,   0xF4,   0xF6,   0xF2,   0xFB,   0xF9,   0xFF,   0xD6,
    0xDC,   0xF8,   0xA3,   0xD8,   0xD7,   0x192,  0xE1,   0xED,   0xF3,   0xFA,   0xF1,   0xD1,   0xAA,
    0xBA,   0xBF,   0xAE,   0xAC,   0xBD,   0xBC,   0xA1,   0xAB,   0xBB,   0x2591, 0x2592, 0x2593, 0x2502,
    0x2524, 0xC1,   0xC2,   0xC0,   0xA9,   0x2563, 0x2551, 0x2557, 0x255D, 0xA2,   0xA5,   0x2510, 0x2514,
    0x2534, 0x252C, 0x251C, 0x2500, 0x253C, 0xE3,   0xC3,   0x255A, 0x2554, 0x2569, 0x2566, 0x2560, 0x2550,
    0x256C, 0xA4,   0xF0,   0xD0,   0xCA,   0xCB,   0xC8,   0x20AC, 0xCD,   0xCE,   0xCF,   0x2518, 0x250C,
    0x2588, 0x2584, 0xA6,   0xCC,   0x2580, 0xD3,   0xDF,   0xD4,   0xD2,   0xF5,   0xD5,   0xB5,   0xFE,
    0xDE,   0xDA,   0xDB,   0xD9,   0xFD,   0xDD,   0xAF,   0xB4,   0xAD,   0xB1,   0x2017, 0xBE,   0xB6,
    0xA7,   0xF7,   0xB8,   0xB0,   0xA8,   0xB7,   0xB9,   0xB3,   0xB2,   0x25A0, 0xA0};

char32_t code_point(std::string_view bytes) {
  const auto byte = [&](std::size_t i) { return static_cast<char32_t>(static_cast<unsigned char>(bytes[i])); };
  switch (bytes.size()) {
    case 1:
      return byte(0);
    case 2:
      return (byte(0) & 0x1f) << 6 | (byte(1) & 0x3f);
    case 3:
      return (byte(0) & 0x0f) << 12 | (byte(1) & 0x3f) << 6 | (byte(2) & 0x3f);
    default:
      return (byte(0) & 0x07) << 18 | (byte(1) & 0x3f) << 12 | (byte(2) & 0x3f) << 6 | (byte(3) & 0x3f);
  }
}

/// The byte of one character; empty when the page lacks it. Control characters never reach the printer.
std::optional<char> byte_of(std::string_view character) {
  if (character.size() == 1)
    return static_cast<unsigned char>(character[0]) >= 0x20 ? std::optional{character[0]} : std::nullopt;
  constexpr char32_t narrow_no_break_space = 0x202f, no_break_space = 0xa0;
  const char32_t code = code_point(character);
  const auto found = std::find(upper.begin(), upper.end(), code == narrow_no_break_space ? no_break_space : code);
  return found == upper.end() ? std::nullopt : std::optional{static_cast<char>(0x80 + (found - upper.begin()))};
}
}  // namespace

std::string to_cp858(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t i = 0; i < text.size();) {
    const std::size_t length = utf8_length_at(text, i);
    out += length == 0 ? '?' : byte_of(text.substr(i, length)).value_or('?');
    i += std::max<std::size_t>(length, 1);
  }
  return out;
}

bool in_cp858(std::string_view text) {
  for (std::size_t i = 0; i < text.size();) {
    const std::size_t length = utf8_length_at(text, i);
    if (length == 0 || !byte_of(text.substr(i, length))) return false;
    i += length;
  }
  return true;
}
}  // namespace holdfast::print
