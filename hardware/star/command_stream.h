#pragma once
#include <optional>
#include <string>
#include <string_view>

#include "escpos/command_stream.h"

namespace holdfast::star {
/// Splits the bytes of Star line mode, StarPRNT and raster mode into commands of exact length (hardware reference 2),
/// for the emulator and for whoever looks at a job. Takes them in pieces of any size and gives the same units however
/// they were cut. Letters come one by one, a row of raster mode as a command that begins with `b`. A command that no
/// rule knows is two bytes of Unit::Kind::unknown.
class CommandStream {
 public:
  static constexpr std::size_t longest = 4 * 1024 * 1024;  ///< what claims more is unknown
  void feed(std::string_view bytes) { bytes_ += bytes; }
  std::optional<escpos::Unit> next();

 private:
  std::string bytes_;
  std::size_t at_ = 0;
  bool raster_ = false;
};
}  // namespace holdfast::star
