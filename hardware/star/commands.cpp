#include "star/commands.h"

#include <algorithm>

#include "base/check.h"
#include "escpos/octets.h"
#include "escpos/symbols.h"

namespace holdfast::star {
namespace {
using escpos::byte_of;

void append_number(std::string& out, std::string_view command, int value, int low, int high) {
  check(value >= low && value <= high);
  out.append(command).push_back(byte_of(static_cast<unsigned>(value)));
}

escpos::BarCode as_esc_pos(BarCode kind) {
  switch (kind) {
    case BarCode::upc_e:
      return escpos::BarCode::upc_e;
    case BarCode::upc_a:
      return escpos::BarCode::upc_a;
    case BarCode::ean_8:
      return escpos::BarCode::ean_8;
    case BarCode::ean_13:
      return escpos::BarCode::ean_13;
    case BarCode::code_39:
      return escpos::BarCode::code_39;
    case BarCode::itf:
      return escpos::BarCode::itf;
    case BarCode::code_128:
      return escpos::BarCode::code_128;
    case BarCode::code_93:
      return escpos::BarCode::code_93;
    case BarCode::codabar:
      return escpos::BarCode::codabar;
  }
  return escpos::BarCode::code_128;
}

/// In Code 128 a percent sign escapes, so it is doubled to be itself.
std::string escaped(BarCode kind, std::string_view text) {
  std::string out;
  for (const char c : text) out.append(kind == BarCode::code_128 && c == '%' ? 2 : 1, c);
  return out;
}
}  // namespace

void put_start(std::string& out) { out.append("\x1b@").append(std::string_view{"\x1bR\x00", 3}); }
void put_align(std::string& out, Align align) {
  append_number(out,
                "\x1b\x1d"
                "a",
                static_cast<int>(align), 0, 2);
}
void put_bold(std::string& out, Switched how) {
  out += how == Switched::on ? "\x1b"
                               "E"
                             : "\x1b"
                               "F";
}
void put_underline(std::string& out, Switched how) { append_number(out, "\x1b-", how == Switched::on ? 1 : 0, 0, 1); }
void put_inverse(std::string& out, Switched how) {
  out += how == Switched::on ? "\x1b"
                               "4"
                             : "\x1b"
                               "5";
}
void put_size(std::string& out, LetterSize size) {
  append_number(out, "\x1bi", size.height - 1, 0, 5);
  append_number(out, "", size.width - 1, 0, 5);
}
void put_feed(std::string& out, int lines) {
  append_number(out,
                "\x1b"
                "a",
                lines, 1, 127);
}

namespace {
/// Of a printer that knows raster mode alone: partial cut as what its end of the job does, and that end.
constexpr std::string_view raster_cut{"\x1b*rA\x1b*rE13\x00\x1b\x0c\x04\x1b*rB", 18};
}  // namespace

void put_cut(std::string& out, const PrinterProfile& profile) {
  if (profile.language == escpos::Language::star_raster) {
    out += raster_cut;
    return;
  }
  switch (profile.cutter) {
    case escpos::Cutter::none:
      return put_feed(out, profile.feed_before_cut);
    case escpos::Cutter::full:
      return append_number(out,
                           "\x1b"
                           "d",
                           2, 0, 3);
    case escpos::Cutter::partial:
    case escpos::Cutter::both:
      return append_number(out,
                           "\x1b"
                           "d",
                           3, 0, 3);
  }
}

void put_kick(std::string& out, Drawer drawer, escpos::Pulse pulse) {
  append_number(out, "\x1b\x07", std::clamp(pulse.on_ms / 10, 1, 127), 1, 127);
  append_number(out, "", std::clamp(pulse.off_ms / 10, 1, 127), 1, 127);
  out += drawer == Drawer::one ? '\x07' : '\x1a';
}

void put_status_request(std::string& out) { out += "\x1b\x06\x01"; }
void put_automatic_status(std::string& out, Switched how) {
  append_number(out,
                "\x1b\x1e"
                "a",
                how == Switched::on ? 3 : 0, 0, 3);
}
void put_mark(std::string& out) { out += '\x17'; }

Result<> put_bar_code(std::string& out, BarCode kind, std::string_view text, int height, Switched letters) {
  if (const std::string_view fault = escpos::fault_of(as_esc_pos(kind), text); !fault.empty())
    return refuse(ErrorCode::invalid_argument, "bar code: " + std::string{fault});
  // The data ends at the first 1E, and other control characters would act by themselves.
  if (std::any_of(text.begin(), text.end(), [](char c) { return escpos::octet(c) < 0x20; }))
    return refuse(ErrorCode::invalid_argument, "bar code: a control character");
  append_number(out,
                "\x1b"
                "b",
                static_cast<int>(kind), 0, 8);
  append_number(out, "", letters == Switched::on ? 2 : 1, 1, 2);
  out += '\x02';
  append_number(out, "", height, 1, 255);
  out += escaped(kind, text);
  out += '\x1e';
  return {};
}

Result<> put_qr(std::string& out, std::string_view text, int cell, QrLevel level) {
  constexpr std::size_t most[] = {2953, 2331, 1663, 1273};  // ISO/IEC 18004, version 40, bytes
  if (text.empty() || text.size() > most[static_cast<int>(level)] || text.find('\x10') != std::string_view::npos)
    return refuse(ErrorCode::invalid_argument, "nothing, too much, or a control code, for a QR code");
  out += "\x1b\x1dyS0\x02";
  append_number(out, "\x1b\x1dyS1", static_cast<int>(level), 0, 3);
  append_number(out, "\x1b\x1dyS2", cell, 1, 8);
  out += std::string_view{"\x1b\x1dyD1\x00", 6};
  escpos::append_word(out, text.size());
  out += text;
  out += "\x1b\x1dyP";
  return {};
}

namespace {
std::string_view rows_of(const escpos::Dots& dots, int from, int rows) {
  const auto stride = static_cast<std::size_t>(dots.stride());
  const auto part = dots.bits.subspan(static_cast<std::size_t>(from) * stride, static_cast<std::size_t>(rows) * stride);
  return {reinterpret_cast<const char*>(part.data()), part.size()};
}

/// 24 rows at a time, with the line feed of 3 mm that they are high.
void append_line_mode(std::string& out, const escpos::Dots& dots) {
  constexpr int high = 24;
  out +=
      "\x1b"
      "0";
  for (int from = 0; from < dots.height; from += high) {
    const int rows = std::min(high, dots.height - from);
    out += "\x1bk";
    escpos::append_word(out, static_cast<std::size_t>(dots.stride()));
    out += rows_of(dots, from, rows);
    out.append(static_cast<std::size_t>(high - rows) * static_cast<std::size_t>(dots.stride()), '\0');
    out += '\n';
  }
  out += "\x1bz\x01";
}

void append_star_prnt(std::string& out, const escpos::Dots& dots) {
  for (int from = 0; from < dots.height; from += escpos::rows_a_band) {
    const int rows = std::min(escpos::rows_a_band, dots.height - from);
    out += "\x1b\x1dS\x01";
    escpos::append_word(out, static_cast<std::size_t>(dots.stride()));
    escpos::append_word(out, static_cast<std::size_t>(rows));
    out += '\0';
    out += rows_of(dots, from, rows);
  }
}

/// Endless page, so that nothing is fed but what is drawn.
void append_raster_mode(std::string& out, const escpos::Dots& dots) {
  out += std::string_view{"\x1b*rA\x1b*rP0\x00", 10};
  for (int y = 0; y < dots.height; ++y) {
    out += 'b';
    escpos::append_word(out, static_cast<std::size_t>(dots.stride()));
    out += rows_of(dots, y, 1);
  }
  out += "\x1b*rB";
}
}  // namespace

Result<> put_picture(std::string& out, const escpos::Dots& dots, const PrinterProfile& profile) {
  if (dots.width > profile.dots)
    return refuse(ErrorCode::invalid_argument,
                  "a picture of " + std::to_string(dots.width) + " dots does not fit " + std::to_string(profile.dots));
  if (dots.width <= 0 || dots.height <= 0) return {};
  check(dots.bits.size() >= static_cast<std::size_t>(dots.stride()) * static_cast<std::size_t>(dots.height));
  switch (profile.language) {
    case escpos::Language::esc_pos:
      return refuse(ErrorCode::not_configured, "this printer takes no Star pictures");
    case escpos::Language::star_line:
      append_line_mode(out, dots);
      return {};
    case escpos::Language::star_prnt:
      append_star_prnt(out, dots);
      return {};
    case escpos::Language::star_raster:
      append_raster_mode(out, dots);
      return {};
  }
  return {};
}
}  // namespace holdfast::star
