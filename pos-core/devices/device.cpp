#include "devices/device.h"

#include <array>
#include <utility>

#include "base/json_writer.h"

namespace holdfast::devices {
namespace {
constexpr std::array<std::string_view, 5> kinds{"receipt_printer", "scale", "scanner", "customer_display",
                                                "card_terminal"};
}  // namespace

std::string_view name_of(Kind kind) { return kinds[static_cast<std::size_t>(kind)]; }
std::optional<Kind> parse_kind(std::string_view name) {
  for (std::size_t i = 0; i < kinds.size(); ++i)
    if (kinds[i] == name) return static_cast<Kind>(i);
  return std::nullopt;
}

PrinterSettings decode_printer_settings(const Json& document, std::vector<FieldError>& errors, std::string pointer) {
  constexpr int most_columns = 96, shortest_ms = 2, longest_ms = 510;  // a pulse's time is one byte of 2 ms
  PrinterSettings settings;
  JsonFields fields{document, errors, std::move(pointer)};
  settings.columns = static_cast<int>(fields.maybe_integer("columns", 0, most_columns).value_or(0));
  settings.prints_receipts = fields.flag("printsReceipts", settings.prints_receipts);
  settings.drawer_pin = static_cast<int>(fields.maybe_integer("drawerPin", 2, 5).value_or(settings.drawer_pin));
  if (settings.drawer_pin != 2 && settings.drawer_pin != 5) fields.complain("drawerPin", "is 2 or 5");
  settings.pulse_on_ms =
      static_cast<int>(fields.maybe_integer("pulseOnMs", shortest_ms, longest_ms).value_or(settings.pulse_on_ms));
  settings.pulse_off_ms =
      static_cast<int>(fields.maybe_integer("pulseOffMs", shortest_ms, longest_ms).value_or(settings.pulse_off_ms));
  settings.open_when_high = fields.maybe_flag("openWhenHigh");
  fields.finish();
  return settings;
}

std::string encode(const PrinterSettings& settings) {
  std::string out;
  JsonWriter{out}
      .begin_object()
      .member("columns", settings.columns)
      .member("printsReceipts", settings.prints_receipts)
      .member("drawerPin", settings.drawer_pin)
      .member("pulseOnMs", settings.pulse_on_ms)
      .member("pulseOffMs", settings.pulse_off_ms)
      .optional("openWhenHigh", settings.open_when_high)
      .end_object();
  return out;
}
}  // namespace holdfast::devices
