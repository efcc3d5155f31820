#include <algorithm>
#include <array>

#include "base/utf8.h"
#include "receipts/receipt.h"

namespace holdfast::receipts {
std::vector<std::string> lines_of(const Row& row, int width);

namespace {
// Commands of the ESC/POS reference.
constexpr std::string_view initialise{"\x1b@", 2};
constexpr std::string_view code_page_858{"\x1bt\x13", 3};
constexpr std::string_view left{"\x1b" "a\x00", 3};
constexpr std::string_view center{"\x1b" "a\x01", 3};
constexpr std::string_view bold_on{"\x1b" "E\x01", 3};
constexpr std::string_view bold_off{"\x1b" "E\x00", 3};
constexpr std::string_view large_on{"\x1d!\x11", 3};
constexpr std::string_view large_off{"\x1d!\x00", 3};
constexpr std::string_view text_below{"\x1dH\x02", 3};
constexpr std::string_view bar_height{"\x1dh\x50", 3};
constexpr std::string_view partial_cut{"\x1dV\x42\x00", 4};   // feeds to the cutter, then cuts
constexpr std::string_view drawer{"\x1bp\x00\x19\xfa", 5};    // pin 2, 50 ms on, 500 ms off

/// Upper half of code page 858 as Unicode code points.
constexpr std::array<char32_t, 128> upper{
    0xC7, 0xFC, 0xE9, 0xE2, 0xE4, 0xE0, 0xE5, 0xE7, 0xEA, 0xEB, 0xE8, 0xEF, 0xEE, 0xEC, 0xC4, 0xC5, 0xC9, 0xE6, 0xC6, 0xF4, 0xF6, 0xF2,
    0xFB, 0xF9, 0xFF, 0xD6, 0xDC, 0xF8, 0xA3, 0xD8, 0xD7, 0x192, 0xE1, 0xED, 0xF3, 0xFA, 0xF1, 0xD1, 0xAA, 0xBA, 0xBF, 0xAE, 0xAC, 0xBD,
    0xBC, 0xA1, 0xAB, 0xBB, 0x2591, 0x2592, 0x2593, 0x2502, 0x2524, 0xC1, 0xC2, 0xC0, 0xA9, 0x2563, 0x2551, 0x2557, 0x255D, 0xA2, 0xA5,
    0x2510, 0x2514, 0x2534, 0x252C, 0x251C, 0x2500, 0x253C, 0xE3, 0xC3, 0x255A, 0x2554, 0x2569, 0x2566, 0x2560, 0x2550, 0x256C, 0xA4,
    0xF0, 0xD0, 0xCA, 0xCB, 0xC8, 0x20AC, 0xCD, 0xCE, 0xCF, 0x2518, 0x250C, 0x2588, 0x2584, 0xA6, 0xCC, 0x2580, 0xD3, 0xDF, 0xD4, 0xD2,
    0xF5, 0xD5, 0xB5, 0xFE, 0xDE, 0xDA, 0xDB, 0xD9, 0xFD, 0xDD, 0xAF, 0xB4, 0xAD, 0xB1, 0x2017, 0xBE, 0xB6, 0xA7, 0xF7, 0xB8, 0xB0, 0xA8,
    0xB7, 0xB9, 0xB3, 0xB2, 0x25A0, 0xA0};

char32_t code_point(std::string_view bytes) {
  const auto byte = [&](std::size_t i) { return static_cast<char32_t>(static_cast<unsigned char>(bytes[i])); };
  switch (bytes.size()) {
    case 1: return byte(0);
    case 2: return (byte(0) & 0x1f) << 6 | (byte(1) & 0x3f);
    case 3: return (byte(0) & 0x0f) << 12 | (byte(1) & 0x3f) << 6 | (byte(2) & 0x3f);
    default: return (byte(0) & 0x07) << 18 | (byte(1) & 0x3f) << 12 | (byte(2) & 0x3f) << 6 | (byte(3) & 0x3f);
  }
}

void text_row(std::string& out, const Row& row, int width) {
  if (row.bold) out += bold_on;
  if (row.large) out += large_on;
  // Double width halves what fits; the printer centres, so that the pitch does not matter.
  const bool centred = row.kind == Row::Kind::text && row.align == Row::Align::center;
  if (centred) out += center;
  Row plain = row;
  if (centred) plain.align = Row::Align::start;
  for (const std::string& line : lines_of(plain, row.large ? width / 2 : width)) {
    out += to_cp858(line);
    out += '\n';
  }
  if (centred) out += left;
  if (row.large) out += large_off;
  if (row.bold) out += bold_off;
}

/// Code 128, code set B (GS k, function B).
void barcode_row(std::string& out, const Row& row) {
  out += center;
  out += text_below;
  out += bar_height;
  const std::string data = "{B" + row.left;
  out += "\x1dk\x49";
  out += static_cast<char>(data.size());
  out += data;
  out += '\n';
  out += left;
}

/// QR by GS ( k: model 2, module size 6, error correction M, store, print.
void qr_row(std::string& out, const Row& row) {
  const auto block = [&](std::string_view function, std::string_view data) {
    const std::size_t size = function.size() + data.size();
    out += "\x1d(k";
    out += static_cast<char>(size & 0xff);
    out += static_cast<char>(size >> 8);
    out += function;
    out += data;
  };
  out += center;
  block("\x31\x41", std::string_view{"\x32\x00", 2});
  block("\x31\x43", "\x06");
  block("\x31\x45", "\x31");
  block("\x31\x50\x30", row.left);
  block("\x31\x51\x30", "");
  out += left;
}
}  // namespace

std::string to_cp858(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t i = 0; i < text.size();) {
    const std::size_t length = utf8_length_at(text, i);
    if (length == 1 && static_cast<unsigned char>(text[i]) >= 0x20) {
      out += text[i++];
      continue;
    }
    const auto found = length > 1 ? std::find(upper.begin(), upper.end(), code_point(text.substr(i, length))) : upper.end();
    out += found == upper.end() ? '?' : static_cast<char>(0x80 + (found - upper.begin()));  // control characters never reach the printer
    i += length == 0 ? 1 : length;
  }
  return out;
}

std::string to_escpos(const Receipt& receipt, int width) {
  std::string out{initialise};
  out += code_page_858;
  if (receipt.opens_drawer) out += drawer;
  for (const Row& row : receipt.rows) {
    switch (row.kind) {
      case Row::Kind::text:
      case Row::Kind::columns:
      case Row::Kind::rule: text_row(out, row, width); break;
      case Row::Kind::barcode: barcode_row(out, row); break;
      case Row::Kind::qr: qr_row(out, row); break;
      case Row::Kind::feed: out += '\n'; break;
    }
  }
  if (receipt.cut) out += partial_cut;
  return out;
}
}  // namespace holdfast::receipts
