#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "base/id.h"
#include "base/instant.h"
#include "base/json.h"

namespace holdfast::devices {
enum class Kind : std::uint8_t { receipt_printer, scale, scanner, customer_display, card_terminal, cash_drawer };
std::string_view name_of(Kind kind);
std::optional<Kind> parse_kind(std::string_view name);

/// What the shop found out about its own printer, on top of the model's profile.
struct PrinterSettings {
  int columns = 0;                           ///< letters of font A a line; 0: as the profile says
  bool prints_receipts = true;               ///< of every sale, by itself
  int drawer_pin = 2;                        ///< 2 or 5: the contact of the drawer's plug
  int pulse_on_ms = 50, pulse_off_ms = 500;  ///< 2 to 510
  std::optional<bool> open_when_high;        ///< level of the drawer's switch; none: there is none, or nobody knows
  int drawer_limit_seconds = 60;             ///< open for longer is told
  /// Categories, by id or slug, whose lines it prints as a ticket when an order is paid; what lies below them is meant
  /// too. None: it prints no tickets. A printer of tickets that names no register takes those of all.
  std::vector<std::string> kitchen_categories = {};
  friend bool operator==(const PrinterSettings&, const PrinterSettings&) = default;
};
/// `{unit}`: what the scale weighs in, where its protocol does not tell (8217): `kg`, `g`, `lb`, `oz`.
struct ScaleSettings {
  std::string unit = "kg";
  friend bool operator==(const ScaleSettings&, const ScaleSettings&) = default;
};
/// `{prefix, suffix, codeIds}`: what the scanner was set up to send around the code; `codeIds` is `none`, `zebra`,
/// `honeywell` or `datalogic`.
struct ScannerSettings {
  std::string prefix, suffix, code_ids = "none";
  friend bool operator==(const ScannerSettings&, const ScannerSettings&) = default;
};
/// `{behindPrinter, upper, lower}`: chained behind a printer; what it shows while nothing is sold.
struct DisplaySettings {
  bool behind_printer = false;
  std::string upper, lower;
  friend bool operator==(const DisplaySettings&, const DisplaySettings&) = default;
};
/// `{printerWidth, poiId, saleId, keyId, keyVersion, certificate, offersTip, offersCashback}`. ZVT takes the first; the
/// Terminal API the others, where `certificate` is the SHA-256 of the terminal's certificate, in hex.
struct CardTerminalSettings {
  int printer_width = 0;  ///< characters; 0: the terminal's own
  std::string poi_id, sale_id, key_id, certificate;
  int key_version = 1;
  bool offers_tip = false, offers_cashback = false;
  friend bool operator==(const CardTerminalSettings&, const CardTerminalSettings&) = default;
};
/// `{opensWith}`: a drawer on a port of its own opens at these bytes.
struct DrawerSettings {
  std::string opens_with = "\x07";  ///< 1 to 32 bytes; many open at any byte at all
  friend bool operator==(const DrawerSettings&, const DrawerSettings&) = default;
};
/// In the order of Kind.
using Settings = std::variant<PrinterSettings, ScaleSettings, ScannerSettings, DisplaySettings, CardTerminalSettings,
                              DrawerSettings>;
Settings default_settings(Kind kind);
/// Every member is optional; complains at `pointer`.
Settings decode_settings(Kind kind, const Json& document, std::vector<FieldError>& errors, std::string pointer);
/// `{columns, printsReceipts, drawerPin, pulseOnMs, pulseOffMs, openWhenHigh, drawerLimitSeconds, kitchen:
/// {categories}}`.
PrinterSettings decode_printer_settings(const Json& document, std::vector<FieldError>& errors, std::string pointer);
std::string encode(const Settings& settings);

/// A device as it is configured. Address and profile are words of the hardware's own; what they mean is judged there.
struct Device {
  std::int64_t row = 0;
  Uuid id;
  Kind kind = Kind::receipt_printer;
  std::string name;
  std::string address;  ///< `tcp://192.168.1.50:9100`, `serial:///dev/ttyUSB0?baud=19200`, `https://…`, `none:`
  std::string profile;  ///< of a printer its model, of anything else its protocol; empty: unknown
  Settings settings;
  std::string secret;  ///< password or passphrase of a terminal; it never leaves by the API, an event or a log
  bool active = true;
  bool traced = true;           ///< what goes over its line is recorded, for support
  std::vector<Uuid> registers;  ///< that use it

  const PrinterSettings& printer() const { return std::get<PrinterSettings>(settings); }
};
}  // namespace holdfast::devices
