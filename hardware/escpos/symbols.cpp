#include "escpos/symbols.h"

#include <algorithm>

#include "barcodes/check_digit.h"
#include "base/check.h"
#include "escpos/octets.h"

namespace holdfast::escpos {
namespace {
using barcodes::all_digits;
constexpr std::size_t longest_code = 255;
constexpr std::size_t longest_code_93 = 253;  // two places are the printer's own check characters

/// Digits, with or without their check digit, which then has to be right.
std::string_view fault_of_gtin(std::string_view text, std::size_t size) {
  if (!all_digits(text)) return "digits only";
  if (text.size() == size - 1) return {};
  if (text.size() != size) return "wrong number of digits";
  return barcodes::has_check_digit(text) ? std::string_view{} : "wrong check digit";
}

std::string_view fault_of_upc_e(std::string_view text) {
  if (!all_digits(text)) return "digits only";
  if (text.size() < 6 || text.size() > 12 || (text.size() > 8 && text.size() < 11)) return "wrong number of digits";
  return text.size() > 6 && text[0] != '0' ? "begins with 0" : std::string_view{};
}

std::string_view fault_of_codabar(std::string_view text) {
  constexpr std::string_view ends = "ABCDabcd";
  constexpr std::string_view inside = "0123456789-$:/.+";
  if (text.size() < 3 || ends.find(text.front()) == ends.npos || ends.find(text.back()) == ends.npos)
    return "begins and ends with A to D";
  const std::string_view middle = text.substr(1, text.size() - 2);
  return middle.find_first_not_of(inside) == std::string_view::npos ? std::string_view{}
                                                                    : "a character that Codabar lacks";
}

std::string_view fault_of_code_39(std::string_view text) {
  const bool starred = text.size() > 2 && text.front() == '*' && text.back() == '*';
  const std::string_view inner = starred ? text.substr(1, text.size() - 2) : text;
  const auto other = inner.find_first_not_of("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ -.$/+%");
  return other == std::string_view::npos ? std::string_view{} : "a character that Code 39 lacks";
}

/// Without DLE: a printer obeys real-time commands inside any data, so that a code could open the drawer.
bool is_harmless(std::string_view text) { return text.find('\x10') == std::string_view::npos; }
bool is_ascii(std::string_view text) {
  return is_harmless(text) && std::all_of(text.begin(), text.end(), [](char c) { return octet(c) < 0x80; });
}

void append_function(std::string& out, char group, char function, std::string_view data) {
  out += "\x1d(k";
  append_word(out, data.size() + 2);
  out += group;
  out += function;
  out += data;
}
void append_function(std::string& out, char group, char function, int value) {
  append_function(out, group, function, std::string(1, byte_of(static_cast<unsigned>(value))));
}
/// Store and print.
void append_symbol(std::string& out, char group, std::string_view text) {
  append_function(out, group, '\x50', '0' + std::string{text});
  append_function(out, group, '\x51', "0");
}
}  // namespace

std::string_view fault_of(BarCode kind, std::string_view text) {
  if (text.empty()) return "nothing in it";
  if (text.size() > longest_code) return "too long";
  switch (kind) {
    case BarCode::upc_a:
      return fault_of_gtin(text, 12);
    case BarCode::upc_e:
      return fault_of_upc_e(text);
    case BarCode::ean_13:
      return fault_of_gtin(text, 13);
    case BarCode::ean_8:
      return fault_of_gtin(text, 8);
    case BarCode::code_39:
      return fault_of_code_39(text);
    case BarCode::itf:
      return !all_digits(text) ? "digits only" : text.size() % 2 != 0 ? "an even number of digits" : "";
    case BarCode::codabar:
      return fault_of_codabar(text);
    case BarCode::code_93:
      return !is_ascii(text) ? "ASCII only" : text.size() > longest_code_93 ? "too long" : "";
    case BarCode::code_128:
      return !is_ascii(text)                             ? "ASCII only"
             : code_128_data(text).size() > longest_code ? "too long"
                                                         : std::string_view{};
  }
  return "not a kind of bar code";
}

std::string code_128_data(std::string_view text) {
  std::string data;
  if (all_digits(text) && text.size() % 2 == 0) {
    data = "{C";
    for (std::size_t i = 0; i < text.size(); i += 2)
      data += static_cast<char>((text[i] - '0') * 10 + text[i + 1] - '0');
    if (is_harmless(data)) return data;
  }
  // Control characters are in set A, small letters in set B; the printer shifts nothing by itself.
  bool set_a = false;
  data = "{B";
  for (const char c : text) {
    const bool wants_a = octet(c) < 0x20;
    const bool wants_b = octet(c) >= 0x60;
    if (wants_a && !set_a) data += "{A";
    if (wants_b && set_a) data += "{B";
    set_a = wants_a || (set_a && !wants_b);
    data += c;
    if (c == '{') data += c;
  }
  return data;
}

Result<> append_bar_code(std::string& out, BarCode kind, std::string_view text, const PrinterProfile& profile,
                         BarCodeLook look) {
  check(look.height >= 1 && look.height <= 255 && look.module >= 2 && look.module <= 6);
  const bool form_b = profile.has(Feature::bar_code_b);
  if (!form_b && (!profile.has(Feature::bar_code_a) || kind > BarCode::codabar))
    return refuse(ErrorCode::not_configured, "this printer draws no such bar code");
  if (const std::string_view fault = fault_of(kind, text); !fault.empty())
    return refuse(ErrorCode::invalid_argument, "bar code: " + std::string{fault});
  out += "\x1dH";
  out += static_cast<char>(look.text);
  out += "\x1dh";
  out += byte_of(static_cast<unsigned>(look.height));
  out += "\x1dw";
  out += byte_of(static_cast<unsigned>(look.module));
  const std::string data = kind == BarCode::code_128 ? code_128_data(text) : std::string{text};
  out += "\x1dk";
  if (form_b) {
    out += static_cast<char>(kind);
    out += byte_of(static_cast<unsigned>(data.size()));
    out += data;
  } else {
    out += static_cast<char>(static_cast<int>(kind) - static_cast<int>(BarCode::upc_a));
    out += data;
    out += '\0';
  }
  return {};
}

Result<> append_qr(std::string& out, std::string_view text, const PrinterProfile& profile, QrLook look) {
  constexpr std::size_t most[] = {2953, 2331, 1663, 1273};  // ISO/IEC 18004, version 40, bytes
  check(look.module >= 1 && look.module <= 16);
  if (!profile.has(Feature::qr_code)) return refuse(ErrorCode::not_configured, "this printer draws no QR code");
  if (text.empty() || !is_harmless(text) ||
      text.size() > most[static_cast<int>(look.level) - static_cast<int>(QrLevel::low)])
    return refuse(ErrorCode::invalid_argument, "nothing, too much, or a control code, for a QR code");
  append_function(out, '\x31', '\x41', std::string_view{"\x32\x00", 2});
  append_function(out, '\x31', '\x43', look.module);
  append_function(out, '\x31', '\x45', static_cast<int>(look.level));
  append_symbol(out, '\x31', text);
  return {};
}

Result<> append_pdf417(std::string& out, std::string_view text, const PrinterProfile& profile, Pdf417Look look) {
  constexpr std::size_t most = 1108;  // bytes at the lowest correction
  check(look.columns >= 0 && look.columns <= 30 && look.module >= 2 && look.module <= 8 && look.row_height >= 2 &&
        look.row_height <= 8);
  check(look.correction >= 1 && look.correction <= 40);
  if (!profile.has(Feature::pdf417)) return refuse(ErrorCode::not_configured, "this printer draws no PDF417");
  if (text.empty() || !is_harmless(text) || text.size() > most)
    return refuse(ErrorCode::invalid_argument, "nothing, too much, or a control code, for a PDF417");
  append_function(out, '\x30', '\x46', 0);
  append_function(out, '\x30', '\x41', look.columns);
  append_function(out, '\x30', '\x43', look.module);
  append_function(out, '\x30', '\x44', look.row_height);
  append_function(out, '\x30', '\x45', std::string{'1', byte_of(static_cast<unsigned>(look.correction))});
  append_symbol(out, '\x30', text);
  return {};
}
}  // namespace holdfast::escpos
