#include "escpos/unicode.h"

#include <algorithm>
#include <array>

#include "base/utf8.h"
#include "escpos/octets.h"

namespace holdfast::escpos {
namespace {
constexpr char32_t replacement = 0xfffd;

struct Range {
  char32_t first;
  char32_t last;
};
// Blocks of the Unicode standard, in order.
constexpr std::array drawn{
    Range{0x0300, 0x036f},     // combining marks
    Range{0x0590, 0x109f},     // Hebrew, Arabic, Syriac, Indic scripts, Thai, Lao, Tibetan, Myanmar
    Range{0x1100, 0x11ff},     // Hangul letters
    Range{0x1200, 0x13ff},     // Ethiopic, Cherokee
    Range{0x1700, 0x18af},     // Philippine scripts, Khmer, Mongolian
    Range{0x1900, 0x1cff},     // further South-East Asian scripts
    Range{0x1dc0, 0x1dff},     // combining marks
    Range{0x200c, 0x200f},     // joiners and direction marks
    Range{0x202a, 0x202e},     // direction
    Range{0x2066, 0x2069},     // direction
    Range{0x20d0, 0x20ff},     // combining marks for symbols
    Range{0x2e80, 0xabff},     // Chinese, Japanese, Korean and their neighbours
    Range{0xac00, 0xd7ff},     // Hangul
    Range{0xfb1d, 0xfdff},     // Hebrew and Arabic forms
    Range{0xfe00, 0xfe2f},     // variation selectors, half marks
    Range{0xfe30, 0xfefe},     // forms of Chinese, of Arabic
    Range{0xff00, 0xffef},     // full-width and half-width forms
    Range{0x10000, 0x10ffff},  // beyond the basic plane
};
}  // namespace

char32_t next_letter(std::string_view text, std::size_t& at) {
  const std::size_t size = utf8_length_at(text, at);
  const unsigned first = octet(text, at++);
  if (size == 0) return replacement;
  if (size == 1) return first;
  char32_t letter = first & (0x7fU >> size);
  for (std::size_t i = 1; i < size; ++i) letter = letter << 6 | (octet(text, at++) & 0x3f);
  return letter;
}

void append_utf8(std::string& out, char32_t letter) {
  const auto tail = [&](int shift) { out += byte_of(static_cast<unsigned>(0x80 | (letter >> shift & 0x3f))); };
  if (letter < 0x80) {
    out += byte_of(static_cast<unsigned>(letter));
  } else if (letter < 0x800) {
    out += byte_of(static_cast<unsigned>(0xc0 | letter >> 6));
    tail(0);
  } else if (letter < 0x10000) {
    out += byte_of(static_cast<unsigned>(0xe0 | letter >> 12));
    tail(6);
    tail(0);
  } else {
    out += byte_of(static_cast<unsigned>(0xf0 | letter >> 18));
    tail(12);
    tail(6);
    tail(0);
  }
}

bool needs_drawing(char32_t letter) {
  if (letter < drawn.front().first) return false;
  const auto range = std::upper_bound(drawn.begin(), drawn.end(), letter,
                                      [](char32_t value, const Range& each) { return value < each.first; });
  return range != drawn.begin() && letter <= std::prev(range)->last;
}

char32_t plain_form(char32_t letter) {
  switch (letter) {
    case 0x00ad:  // soft hyphen
    case 0x200b:  // zero-width blank
    case 0x2060:  // word joiner
    case 0xfeff:
      return 0;
    case 0x00a0:
    case 0x202f:
    case 0x205f:
      return ' ';
    case 0x2010:
    case 0x2011:
      return '-';
    default:
      return letter >= 0x2000 && letter <= 0x200a ? U' ' : letter;
  }
}
}  // namespace holdfast::escpos
