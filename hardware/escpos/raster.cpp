#include "escpos/raster.h"

#include <algorithm>

#include "base/check.h"
#include "escpos/octets.h"

namespace holdfast::escpos {
namespace {
constexpr int most_rows = 2303;  // of one GS v 0 or GS ( L
constexpr std::size_t longest_short_form = 0xffff;

struct Band {
  const Dots& dots;
  int from;
  int rows;
  std::size_t row_bytes() const { return static_cast<std::size_t>(dots.stride()); }
  std::string bytes() const {
    const auto part =
        dots.bits.subspan(static_cast<std::size_t>(from) * row_bytes(), static_cast<std::size_t>(rows) * row_bytes());
    std::string out{reinterpret_cast<const char*>(part.data()), part.size()};
    guard_real_time(out, 0);
    return out;
  }
  bool at(int x, int y) const {
    if (y >= rows) return false;
    const std::size_t row = static_cast<std::size_t>(from + y) * row_bytes();
    return (dots.bits[row + static_cast<std::size_t>(x / 8)] >> (7 - x % 8) & 1) != 0;
  }
};

void append_gs_v_0(std::string& out, const Band& band) {
  out.append(std::string_view{"\x1dv0\x00", 4});
  append_word(out, band.row_bytes());
  append_word(out, static_cast<std::size_t>(band.rows));
  out += band.bytes();
}

/// Stores to the print buffer, then prints it; the long form where the length does not fit two bytes.
void append_gs_paren_l(std::string& out, const Band& band) {
  const std::string data = band.bytes();
  const std::size_t size = 10 + data.size();
  const bool is_long = size > longest_short_form;
  out += is_long ? "\x1d\x38L" : "\x1d(L";
  append_word(out, size & 0xffff);
  if (is_long) append_word(out, size >> 16);
  out += std::string_view{"\x30\x70\x30\x01\x01\x31", 6};
  append_word(out, static_cast<std::size_t>(band.dots.width));
  append_word(out, static_cast<std::size_t>(band.rows));
  out += data;
  out += std::string_view{"\x1d(L\x02\x00\x30\x32", 7};
}

void append_columns(std::string& out, const Band& band, int height) {
  out += height == 24 ? std::string_view{"\x1b*\x21", 3} : std::string_view{"\x1b*\x00", 3};
  append_word(out, static_cast<std::size_t>(band.dots.width));
  const std::size_t data = out.size();
  for (int x = 0; x < band.dots.width; ++x)
    for (int byte = 0; byte < height / 8; ++byte) {
      unsigned bits = 0;
      for (int y = 0; y < 8; ++y) bits = bits << 1 | (band.at(x, byte * 8 + y) ? 1U : 0U);
      out += byte_of(bits);
    }
  guard_real_time(out, data);
  out += '\n';
}

/// Letters of text may be narrower than 24 units high, so the spacing is that of the band.
void append_column_bands(std::string& out, const Dots& dots, int height) {
  out += std::string_view{"\x1b\x33", 2};
  out += height == 24 ? '\x18' : '\x10';
  for (int from = 0; from < dots.height; from += height)
    append_columns(out, {dots, from, std::min(height, dots.height - from)}, height);
  out += "\x1b\x32";
}
}  // namespace

/// 10 04, 10 05 and 10 14 whatever follows: a printer may check its values less strictly than we would.
void guard_real_time(std::string& bytes, std::size_t from) {
  for (std::size_t at = bytes.find('\x10', from); at != std::string::npos && at + 1 < bytes.size();
       at = bytes.find('\x10', at + 1))
    if (bytes[at + 1] == '\x04' || bytes[at + 1] == '\x05' || bytes[at + 1] == '\x14') bytes[at] = '\x11';
  if (bytes.size() > from && bytes.back() == '\x10') bytes.back() = '\x11';  // whatever comes next
}

std::optional<RasterMethod> raster_method(const PrinterProfile& profile) {
  if (profile.is_star()) return std::nullopt;
  if (profile.has(Feature::raster)) return RasterMethod::gs_v_0;
  if (profile.has(Feature::graphics)) return RasterMethod::gs_paren_l;
  if (profile.has(Feature::column_image))
    return profile.has(Feature::high_density) ? RasterMethod::esc_star_24 : RasterMethod::esc_star_8;
  return std::nullopt;
}

void append_raster(std::string& out, const Dots& dots, RasterMethod method, int band_rows) {
  check(band_rows >= 1 && band_rows <= most_rows && dots.width > 0 && dots.width <= 0xffff && dots.height >= 0);
  check(dots.bits.size() >= static_cast<std::size_t>(dots.stride()) * static_cast<std::size_t>(dots.height));
  if (method == RasterMethod::esc_star_24) return append_column_bands(out, dots, 24);
  if (method == RasterMethod::esc_star_8) return append_column_bands(out, dots, 8);
  for (int from = 0; from < dots.height; from += band_rows) {
    const Band band{dots, from, std::min(band_rows, dots.height - from)};
    if (method == RasterMethod::gs_v_0)
      append_gs_v_0(out, band);
    else
      append_gs_paren_l(out, band);
  }
}

Result<> append_picture(std::string& out, const Dots& dots, const PrinterProfile& profile) {
  const auto method = raster_method(profile);
  if (!method) return refuse(ErrorCode::not_configured, "this printer takes no ESC/POS pictures");
  if (dots.width > profile.dots)
    return refuse(ErrorCode::invalid_argument,
                  "a picture of " + std::to_string(dots.width) + " dots does not fit " + std::to_string(profile.dots));
  if (dots.width > 0 && dots.height > 0) append_raster(out, dots, *method);
  return {};
}
}  // namespace holdfast::escpos
