#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "display/screen.h"
#include "escpos/text_encoder.h"

namespace holdfast::display {
/// Command sets of line displays, 9600 baud 8N1 (hardware protocols 4). DSP-800 after the manual of Tysso VFD-550, the
/// rest of CD5220 after its user's manual; CD5220, Aedex and BA6x have not been checked on a device.
enum class Dialect { esc_pos, cd5220, dsp800, aedex, wincor };
std::optional<Dialect> parse_dialect(std::string_view name);
std::string_view to_string(Dialect dialect);

struct DisplaySettings {
  Dialect dialect = Dialect::esc_pos;
  /// In order of preference; the numbers are the display's for `1B 74` (CD5220: `1B 63`). The other dialects have no
  /// command for it: the first page is what the display has been set to.
  std::vector<escpos::PageNumber> pages{{19, "cp858"}, {0, "cp437"}, {18, "cp852"}, {17, "cp866"}};
  /// Behind a printer every write begins by choosing the display and ends by choosing the printer (ESC/POS only).
  enum class Port { own, behind_printer } port = Port::own;
};

/// Writes whole lines in one dialect; it remembers which code page is selected, and nothing else.
class DisplayWriter {
 public:
  explicit DisplayWriter(DisplaySettings settings);
  /// Reset, overwrite mode, no cursor, blank.
  std::string start();
  /// The rows of `screen` that are not those of `shown` (all without it); empty when there are none.
  std::string write(const Screen& screen, const std::optional<Screen>& shown);

 private:
  std::string encoded(const Row& row);
  std::string line(std::size_t row, const std::string& text) const;
  DisplaySettings settings_;
  escpos::TextEncoder encoder_;
};
}  // namespace holdfast::display
