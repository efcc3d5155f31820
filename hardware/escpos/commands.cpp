#include "escpos/commands.h"

#include <algorithm>

#include "base/check.h"
#include "escpos/octets.h"
#include "escpos/raster.h"

namespace holdfast::escpos {
namespace {
constexpr int least_filling = 8192;  // hardware reference 1.9

void append_switched(std::string& out, std::string_view command, Switched how) {
  out.append(command).push_back(how == Switched::on ? '\1' : '\0');
}
void append_number(std::string& out, std::string_view command, int value, int low, int high) {
  check(value >= low && value <= high);
  out.append(command).push_back(byte_of(static_cast<unsigned>(value)));
}
}  // namespace

void append_start(std::string& out, const PrinterProfile& profile) {
  out.append("\x1b@\x1c.").append(std::string_view{"\x1bR\x00", 3});
  if (profile.has(Feature::real_time_lock)) out.append(std::string_view{"\x1d(D\x05\x00\x14\x01\x00\x02\x00", 10});
}
void append_end(std::string& out, const PrinterProfile& profile) {
  if (profile.has(Feature::real_time_lock)) out.append(std::string_view{"\x1d(D\x03\x00\x14\x01\x01", 8});
}
void append_align(std::string& out, Align align) {
  append_number(out,
                "\x1b"
                "a",
                static_cast<int>(align), 0, 2);
}
void append_font(std::string& out, Font font) { append_number(out, "\x1bM", static_cast<int>(font), 0, 2); }
void append_bold(std::string& out, Switched how) {
  append_switched(out,
                  "\x1b"
                  "E",
                  how);
}
void append_underline(std::string& out, Underline how) { append_number(out, "\x1b-", static_cast<int>(how), 0, 2); }
void append_inverse(std::string& out, Switched how) {
  append_switched(out,
                  "\x1d"
                  "B",
                  how);
}
void append_upside_down(std::string& out, Switched how) { append_switched(out, "\x1b{", how); }

void append_size(std::string& out, LetterSize size) {
  check(size.width >= 1 && size.width <= 8 && size.height >= 1 && size.height <= 8);
  append_number(out, "\x1d!", (size.width - 1) * 16 + size.height - 1, 0, 0x77);
}
void append_feed(std::string& out, int lines) {
  append_number(out,
                "\x1b"
                "d",
                lines, 0, 255);
}
void append_line_spacing(std::string& out, int units) {
  append_number(out,
                "\x1b"
                "3",
                units, 0, 255);
}
void append_default_line_spacing(std::string& out) {
  out.append(
      "\x1b"
      "2");
}

void append_cut(std::string& out, const PrinterProfile& profile) {
  switch (profile.cutter) {
    case Cutter::none:
      return append_feed(out, profile.feed_before_cut);
    case Cutter::full:
      out.append(std::string_view{"\x1dV\x41\x00", 4});
      return;
    case Cutter::partial:
    case Cutter::both:
      out.append(std::string_view{"\x1dV\x42\x00", 4});
      return;
  }
}

void append_kick(std::string& out, DrawerPin pin, Pulse pulse) {
  append_number(out, "\x1bp", static_cast<int>(pin), 0, 1);
  append_number(out, "", pulse.on_ms / 2, 1, 255);
  append_number(out, "", std::max(pulse.off_ms / 2, pulse.on_ms / 2), 1, 255);
}
void append_kick_at_once(std::string& out, DrawerPin pin, Pulse pulse) {
  append_number(out, "\x10\x14\x01", static_cast<int>(pin), 0, 1);
  append_number(out, "", std::clamp((pulse.on_ms + 99) / 100, 1, 8), 1, 8);
}

void append_real_time_request(std::string& out, unsigned n) {
  append_number(out, "\x10\x04", static_cast<int>(n), 1, 4);
}
void append_automatic_status(std::string& out, Switched how) {
  out.append(
         "\x1d"
         "a")
      .push_back(how == Switched::on ? '\xff' : '\0');
}
void append_ordered_request(std::string& out, unsigned n) { append_number(out, "\x1dr", static_cast<int>(n), 1, 2); }
void append_text_request(std::string& out, unsigned n) { append_number(out, "\x1dI", static_cast<int>(n), 0x41, 0x45); }

void append_process_mark(std::string& out, std::string_view id) {
  check(id.size() == 4 &&
        std::all_of(id.begin(), id.end(), [](char c) { return octet(c) >= 0x20 && octet(c) < 0x7f; }));
  out.append(std::string_view{"\x1d(H\x06\x00\x30\x30", 7}).append(id);
}
std::string process_id(std::uint64_t job_number) {
  const std::string digits = std::to_string(job_number % 10'000);
  return std::string(4 - digits.size(), '0') + digits;
}
void append_recover(std::string& out) { out.append("\x10\x05\x01"); }
void append_after_broken_job(std::string& out, const PrinterProfile& profile) {
  const int band = rows_a_band * ((profile.dots + 7) / 8);
  out.append(static_cast<std::size_t>(std::max(band, least_filling)), '\0');
  if (profile.is_star()) out += '\x1e';  // the end of a bar code
  if (profile.language == Language::star_raster) out += "\x1b*rB";
  out += "\x1b@";
}
}  // namespace holdfast::escpos
