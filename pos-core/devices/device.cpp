#include "devices/device.h"

#include <array>
#include <boost/algorithm/hex.hpp>
#include <utility>

#include "base/json_writer.h"

namespace holdfast::devices {
namespace {
constexpr std::array<std::string_view, 6> kinds{"receipt_printer",  "scale",         "scanner",
                                                "customer_display", "card_terminal", "cash_drawer"};
}  // namespace

std::string_view name_of(Kind kind) { return kinds[static_cast<std::size_t>(kind)]; }
std::optional<Kind> parse_kind(std::string_view name) {
  for (std::size_t i = 0; i < kinds.size(); ++i)
    if (kinds[i] == name) return static_cast<Kind>(i);
  return std::nullopt;
}

Settings default_settings(Kind kind) {
  switch (kind) {
    case Kind::receipt_printer:
      return PrinterSettings{};
    case Kind::scale:
      return ScaleSettings{};
    case Kind::scanner:
      return ScannerSettings{};
    case Kind::customer_display:
      return DisplaySettings{};
    case Kind::card_terminal:
      return CardTerminalSettings{};
    case Kind::cash_drawer:
      return DrawerSettings{};
  }
  return PrinterSettings{};
}

namespace {
constexpr std::size_t longest_text = 100;

ScaleSettings decode_scale_settings(JsonFields& fields) {
  static constexpr std::array<std::string_view, 4> units{"kg", "g", "lb", "oz"};
  ScaleSettings settings;
  settings.unit = fields.maybe_word("unit", units).value_or(settings.unit);
  return settings;
}

ScannerSettings decode_scanner_settings(JsonFields& fields) {
  static constexpr std::array<std::string_view, 4> sets{"none", "zebra", "honeywell", "datalogic"};
  ScannerSettings settings;
  settings.prefix = fields.maybe_text("prefix", longest_text).value_or("");
  settings.suffix = fields.maybe_text("suffix", longest_text).value_or("");
  settings.code_ids = fields.maybe_word("codeIds", sets).value_or(settings.code_ids);
  return settings;
}

DisplaySettings decode_display_settings(JsonFields& fields) {
  DisplaySettings settings;
  settings.behind_printer = fields.flag("behindPrinter", false);
  settings.upper = fields.maybe_text("upper", longest_text).value_or("");
  settings.lower = fields.maybe_text("lower", longest_text).value_or("");
  return settings;
}

CardTerminalSettings decode_terminal_settings(JsonFields& fields) {
  constexpr int widest = 96, last_key_version = 255;
  constexpr std::size_t digest_letters = 64;
  CardTerminalSettings settings;
  settings.printer_width = static_cast<int>(fields.maybe_integer("printerWidth", 0, widest).value_or(0));
  settings.poi_id = fields.maybe_text("poiId", longest_text).value_or("");
  settings.sale_id = fields.maybe_text("saleId", longest_text).value_or("");
  settings.key_id = fields.maybe_text("keyId", longest_text).value_or("");
  settings.key_version = static_cast<int>(fields.maybe_integer("keyVersion", 0, last_key_version).value_or(1));
  settings.certificate = fields.maybe_text("certificate", digest_letters).value_or("");
  const bool is_digest = settings.certificate.size() == digest_letters &&
                         settings.certificate.find_first_not_of("0123456789abcdef") == std::string::npos;
  if (!settings.certificate.empty() && !is_digest)
    fields.complain("certificate", "is a SHA-256 in 64 small hexadecimal digits");
  settings.offers_tip = fields.flag("offersTip", false);
  settings.offers_cashback = fields.flag("offersCashback", false);
  return settings;
}

DrawerSettings decode_drawer_settings(JsonFields& fields) {
  constexpr std::size_t longest_pulse = 32;
  DrawerSettings settings;
  const auto hex = fields.maybe_text("opensWith", 2 * longest_pulse);
  if (!hex) return settings;
  try {
    settings.opens_with = boost::algorithm::unhex(*hex);
  } catch (const boost::algorithm::hex_decode_error&) {
    settings.opens_with.clear();
  }
  if (settings.opens_with.empty()) fields.complain("opensWith", "is 1 to 32 bytes in hexadecimal digits");
  return settings;
}

struct Encoder {
  JsonWriter& json;
  void operator()(const PrinterSettings& settings) const {
    json.member("columns", settings.columns).member("printsReceipts", settings.prints_receipts);
    json.member("drawerPin", settings.drawer_pin).member("pulseOnMs", settings.pulse_on_ms);
    json.member("pulseOffMs", settings.pulse_off_ms).optional("openWhenHigh", settings.open_when_high);
    json.member("drawerLimitSeconds", settings.drawer_limit_seconds);
    if (settings.kitchen_categories.empty()) return;
    json.key("kitchen").begin_object().key("categories").begin_array();
    for (const std::string& category : settings.kitchen_categories) json.value(category);
    json.end_array().end_object();
  }
  void operator()(const ScaleSettings& settings) const { json.member("unit", settings.unit); }
  void operator()(const ScannerSettings& settings) const {
    json.member("prefix", settings.prefix).member("suffix", settings.suffix).member("codeIds", settings.code_ids);
  }
  void operator()(const DisplaySettings& settings) const {
    json.member("behindPrinter", settings.behind_printer);
    json.member("upper", settings.upper).member("lower", settings.lower);
  }
  void operator()(const CardTerminalSettings& settings) const {
    json.member("printerWidth", settings.printer_width).member("poiId", settings.poi_id);
    json.member("saleId", settings.sale_id).member("keyId", settings.key_id);
    json.member("keyVersion", settings.key_version).member("certificate", settings.certificate);
    json.member("offersTip", settings.offers_tip).member("offersCashback", settings.offers_cashback);
  }
  void operator()(const DrawerSettings& settings) const {
    json.member("opensWith", boost::algorithm::hex_lower(settings.opens_with));
  }
};
}  // namespace

Settings decode_settings(Kind kind, const Json& document, std::vector<FieldError>& errors, std::string pointer) {
  if (kind == Kind::receipt_printer) return decode_printer_settings(document, errors, std::move(pointer));
  JsonFields fields{document, errors, std::move(pointer)};
  Settings settings;
  switch (kind) {
    case Kind::receipt_printer:
      break;
    case Kind::scale:
      settings = decode_scale_settings(fields);
      break;
    case Kind::scanner:
      settings = decode_scanner_settings(fields);
      break;
    case Kind::customer_display:
      settings = decode_display_settings(fields);
      break;
    case Kind::card_terminal:
      settings = decode_terminal_settings(fields);
      break;
    case Kind::cash_drawer:
      settings = decode_drawer_settings(fields);
      break;
  }
  fields.finish();
  return settings;
}

namespace {
std::vector<std::string> decode_categories(const Json& kitchen, std::vector<FieldError>& errors, std::string pointer) {
  constexpr std::size_t most_categories = 100;
  std::vector<std::string> categories;
  JsonFields fields{kitchen, errors, std::move(pointer)};
  for (const Json& each : fields.array("categories", true, most_categories)) {
    if (each.is_string() && !each.text().empty() && each.text().size() <= longest_text)
      categories.emplace_back(each.text());
    else
      fields.complain("categories", "lists ids or slugs of categories");
  }
  fields.finish();
  return categories;
}
}  // namespace

PrinterSettings decode_printer_settings(const Json& document, std::vector<FieldError>& errors, std::string pointer) {
  constexpr int longest_limit = 24 * 3600;
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
  settings.drawer_limit_seconds = static_cast<int>(
      fields.maybe_integer("drawerLimitSeconds", 1, longest_limit).value_or(settings.drawer_limit_seconds));
  if (const Json* kitchen = fields.maybe_object("kitchen"))
    settings.kitchen_categories = decode_categories(*kitchen, errors, fields.pointer("kitchen"));
  fields.finish();
  return settings;
}

std::string encode(const Settings& settings) {
  std::string out;
  JsonWriter json{out};
  json.begin_object();
  std::visit(Encoder{json}, settings);
  json.end_object();
  return out;
}
}  // namespace holdfast::devices
