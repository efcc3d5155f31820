#include <cstddef>
#include <cstdint>
#include <string_view>

#include "base/check.h"
#include "escpos/command_stream.h"
#include "escpos/printer_profile.h"
#include "escpos/symbols.h"

using namespace holdfast;
using namespace holdfast::escpos;

/// The first byte picks the printer. Whatever the text, what is sent are letters and switches of code page only; a bar
/// code that is taken is one whole command.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  const auto profiles = printer_profiles();
  const PrinterProfile& profile = profiles[data[0] % profiles.size()];
  const std::string_view text{reinterpret_cast<const char*>(data) + 1, size - 1};
  TextEncoder encoder{profile.pages};
  std::string out;
  const std::size_t lost = encoder.append(out, text);
  check((lost == 0) == encoder.covers(text));
  CommandStream stream{Listener::printer};
  stream.feed(out);
  while (const auto unit = stream.finish())
    check(unit->kind == Unit::Kind::text ||
          (unit->kind == Unit::Kind::command && unit->size == 3 && unit->bytes[1] == 't'));
  std::string code;
  const auto kind = static_cast<BarCode>(0x41 + data[0] % 9);
  if (!append_bar_code(code, kind, text, profile)) return 0;
  CommandStream commands{Listener::printer};
  commands.feed(code);
  std::size_t units = 0;
  while (const auto unit = commands.finish()) check(unit->kind == Unit::Kind::command && ++units <= 4);
  check(units == 4);
  (void)find_profile_by_name(text);
  return 0;
}
