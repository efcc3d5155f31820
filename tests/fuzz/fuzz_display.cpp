#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "base/check.h"
#include "base/utf8.h"
#include "display/emulated_display.h"
#include "display/view.h"

using namespace holdfast;
using namespace holdfast::display;

/// The first byte picks the dialect; the rest goes to the display, and its halves are the texts of a view.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  constexpr Dialect dialects[] = {Dialect::esc_pos, Dialect::cd5220, Dialect::dsp800, Dialect::aedex, Dialect::wincor};
  DisplaySettings settings;
  settings.dialect = dialects[data[0] % std::size(dialects)];
  const std::string_view bytes{reinterpret_cast<const char*>(data) + 1, size - 1};
  EmulatedDisplay glass{settings};
  (void)glass.on_bytes(bytes);
  for (std::size_t row = 0; row < rows; ++row) check(utf8_count(text_of(glass.screen(), row)) == columns);
  const std::string left{bytes.substr(0, size / 2)}, right{bytes.substr(std::min(bytes.size(), size / 2))};
  const Screen screen = render(item_view(left, right, right, left), data[0]);
  DisplayWriter writer{settings};
  EmulatedDisplay fresh{settings};
  (void)fresh.on_bytes(writer.start() + writer.write(screen, {}));
  check(fresh.skipped() == 0);
  return 0;
}
