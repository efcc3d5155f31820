#pragma once
#include <cstdint>
#include <span>
#include <string>

#include <optional>

#include "base/result.h"
#include "escpos/printer_profile.h"

namespace holdfast::escpos {
/// A picture of one bit a dot, 1 is ink; rows are whole bytes, the leftmost dot in the highest bit. It refers to the
/// rows of whoever drew them, `stride` bytes apart.
struct Dots {
  int width = 0;
  int height = 0;
  std::span<const std::uint8_t> bits;
  int stride() const { return (width + 7) / 8; }
};

/// How a picture travels (hardware reference 1.5).
enum class RasterMethod {
  gs_v_0,       ///< nearly every printer, clones too
  gs_paren_l,   ///< newer Epson; some printers have nothing else
  esc_star_24,  ///< columns of 24 dots
  esc_star_8,   ///< columns of 8 dots: needle printers
};
/// The method for a profile; empty for Star printers, whose pictures are another matter (star/raster.h).
std::optional<RasterMethod> raster_method(const PrinterProfile& profile);

constexpr int rows_a_band = 128;  ///< house rule of the reference: small buffers never overflow, a stall shows early

/// Appends the picture in bands. No band holds the bytes of a real-time command: a printer would obey it, so that the
/// lowest bit of its first byte is set, one dot more than drawn. Does not touch alignment; where columns need it, line
/// spacing is set and put back to the default.
void append_raster(std::string& out, const Dots& dots, RasterMethod method, int band_rows = rows_a_band);
/// The same by profile. Refuses a picture that is wider than the paper: a printer prints the rest of it as text.
Result<> append_picture(std::string& out, const Dots& dots, const PrinterProfile& profile);
/// Sets one more dot wherever the bytes from `from` on hold a real-time command.
void guard_real_time(std::string& bytes, std::size_t from);
}  // namespace holdfast::escpos
