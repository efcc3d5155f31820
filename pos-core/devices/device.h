#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/id.h"
#include "base/instant.h"
#include "base/json.h"

namespace holdfast::devices {
enum class Kind : std::uint8_t { receipt_printer, scale, scanner, customer_display, card_terminal };
std::string_view name_of(Kind kind);
std::optional<Kind> parse_kind(std::string_view name);

/// What the shop found out about its own printer, on top of the model's profile.
struct PrinterSettings {
  int columns = 0;                           ///< letters of font A a line; 0: as the profile says
  bool prints_receipts = true;               ///< of every sale, by itself
  int drawer_pin = 2;                        ///< 2 or 5: the contact of the drawer's plug
  int pulse_on_ms = 50, pulse_off_ms = 500;  ///< 2 to 510
  std::optional<bool> open_when_high;        ///< level of the drawer's switch; none: there is none, or nobody knows
  friend bool operator==(const PrinterSettings&, const PrinterSettings&) = default;
};
/// `{columns, printsReceipts, drawerPin, pulseOnMs, pulseOffMs, openWhenHigh}`, all optional; complains at `pointer`.
PrinterSettings decode_printer_settings(const Json& document, std::vector<FieldError>& errors, std::string pointer);
std::string encode(const PrinterSettings& settings);

/// A device as it is configured. Address and profile are words of the hardware's own; what they mean is judged there.
struct Device {
  std::int64_t row = 0;
  Uuid id;
  Kind kind = Kind::receipt_printer;
  std::string name;
  std::string address;  ///< `tcp://192.168.1.50:9100`, `serial:///dev/ttyUSB0?baud=19200`
  std::string profile;  ///< id of the model's profile; empty: unknown
  PrinterSettings settings;
  bool active = true;
  std::vector<Uuid> registers;  ///< that use it
};
}  // namespace holdfast::devices
