#pragma once
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "base/result.h"
#include "print/bitmap.h"

namespace holdfast::print {
/// Packs dots part by part, so that a long picture never lies in memory whole.
class PngWriter {
 public:
  explicit PngWriter(int width);
  ~PngWriter();
  PngWriter(const PngWriter&) = delete;
  PngWriter& operator=(const PngWriter&) = delete;
  void add(const Bitmap& part);  ///< below the parts before; of the width
  std::string finish();          ///< once, at the end

 private:
  struct Deflate;
  void pack(std::string_view rows, bool last);
  std::unique_ptr<Deflate> deflate_;
  int width_;
  int height_ = 0;
  std::string packed_;
};
/// A PNG of one bit a dot (ISO/IEC 15948, greyscale), with the 203 dots an inch of receipt printers.
std::string encode_png(const Bitmap& bitmap);
/// Any PNG as dots: what is darker than half grey on white paper. Empty when it is none or larger than 4096 x 32767.
std::optional<Bitmap> decode_png(std::string_view png);
/// A logo from a PNG that somebody sent: scaled down to fit the box, shades as scattered dots (Floyd-Steinberg).
/// Refuses invalid_argument: no PNG, more than 512 KiB, a side over 4096 dots, or nothing on it that prints.
Result<Bitmap> make_logo(std::string_view png, int most_width = 360, int most_height = 200);
}  // namespace holdfast::print
