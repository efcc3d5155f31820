#include "print/bitmap.h"

#include "base/check.h"

namespace holdfast::print {
Bitmap::Bitmap(int width, int height) : width_{width}, height_{height} {
  check(width >= 0 && height >= 0);
  bits_.assign(static_cast<std::size_t>(stride()) * static_cast<std::size_t>(height), 0);
}

std::size_t Bitmap::byte_of(int x, int y) const {
  check(x >= 0 && x < width_ && y >= 0 && y < height_);
  return static_cast<std::size_t>(y) * static_cast<std::size_t>(stride()) + static_cast<std::size_t>(x / 8);
}

std::span<const std::uint8_t> Bitmap::row(int y) const {
  check(y >= 0 && y < height_);
  return std::span{bits_}.subspan(static_cast<std::size_t>(y) * static_cast<std::size_t>(stride()),
                                  static_cast<std::size_t>(stride()));
}
}  // namespace holdfast::print
