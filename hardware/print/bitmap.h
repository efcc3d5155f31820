#pragma once
#include <cstdint>
#include <span>
#include <vector>

namespace holdfast::print {
/// Dots on paper: one bit each, 1 is ink. Rows are whole bytes, the leftmost dot in the highest bit, as printers take
/// it.
class Bitmap {
 public:
  Bitmap() = default;
  Bitmap(int width, int height);
  int width() const { return width_; }
  int height() const { return height_; }
  bool at(int x, int y) const { return (bits_[byte_of(x, y)] >> (7 - x % 8) & 1) != 0; }
  void set(int x, int y) { bits_[byte_of(x, y)] = static_cast<std::uint8_t>(bits_[byte_of(x, y)] | 0x80 >> x % 8); }
  std::span<const std::uint8_t> row(int y) const;
  /// All rows, stride() bytes each.
  std::span<const std::uint8_t> bits() const { return bits_; }
  int stride() const { return (width_ + 7) / 8; }
  friend bool operator==(const Bitmap&, const Bitmap&) = default;

 private:
  std::size_t byte_of(int x, int y) const;
  int width_ = 0;
  int height_ = 0;
  std::vector<std::uint8_t> bits_;
};
}  // namespace holdfast::print
