#pragma once
#include <optional>
#include <string_view>
#include <vector>

namespace holdfast::print {
/// A barcode as modules, exactly as its standard counts them; no quiet zone.
struct Modules {
  int width = 0;
  int height = 0;          ///< 1: bars, as high as one likes
  std::vector<bool> dark;  ///< row by row
  bool at(int x, int y) const {
    return dark[static_cast<std::size_t>(y) * static_cast<std::size_t>(width) + static_cast<std::size_t>(x)];
  }
};
inline constexpr int code128_quiet_zone = 10;  ///< modules on either side (ISO/IEC 15417)
inline constexpr int qr_quiet_zone = 4;        ///< modules all round (ISO/IEC 18004)
/// Empty when the text cannot be encoded.
std::optional<Modules> code128(std::string_view text);
/// Error correction M; UTF-8.
std::optional<Modules> qr_code(std::string_view text);
}  // namespace holdfast::print
