#pragma once
#include <cstdint>
#include <deque>
#include <string>
#include <variant>

#include "print/bitmap.h"

namespace holdfast::emulator {
enum class Side { left, center, right };
/// One printed line of letters, and how they looked.
struct PrintedLine {
  std::string text;  ///< UTF-8
  Side side = Side::left;
  bool bold = false, inverse = false;
  int width = 1, height = 1;  ///< times the letters of font A
};
struct PrintedPicture {
  print::Bitmap dots;
  Side side = Side::left;
};
struct PrintedCode {
  enum class Kind { bars, qr } kind = Kind::bars;
  std::string text;
  Side side = Side::left;
};
struct Cut {};
using Printed = std::variant<PrintedLine, PrintedPicture, PrintedCode, Cut>;

/// What came out of a printer, the oldest forgotten first.
class PaperRoll {
 public:
  static constexpr std::size_t most_parts = 20'000;
  void add(Printed part);
  void clear() { parts_.clear(); }
  const std::deque<Printed>& parts() const { return parts_; }
  std::int64_t cuts() const { return cuts_; }
  /// Lines as they are; `[picture 512x40]`, `[code 1-000001]`, `[qr …]`, and a line of dashes with `cut` at each cut.
  std::string text() const;

 private:
  std::deque<Printed> parts_;
  std::int64_t cuts_ = 0;
};
}  // namespace holdfast::emulator
