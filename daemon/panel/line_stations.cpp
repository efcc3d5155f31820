#include "panel/line_stations.h"

#include <array>

#include "display/dialect.h"
#include "panel/trouble_json.h"

namespace holdfast::panel {
namespace {
using barcodes::Symbology;
using Fault = scale::ScaleReading::Fault;
using Range = scale::ScaleReading::Range;
constexpr std::size_t longest_data = 7'000;
constexpr std::int64_t longest_settling_ms = 60'000, us_per_ms = 1000;

// In the order of the enumeration, from `unknown` on.
constexpr std::array<std::string_view, 18> symbologies{
    "unknown",         "ean13", "ean8",   "ean_add_on", "itf",         "code128", "gs1_128", "databar", "data_matrix",
    "gs1_data_matrix", "qr",    "gs1_qr", "dotcode",    "gs1_dotcode", "code39",  "codabar", "pdf417",  "aztec"};
constexpr std::array<std::string_view, 3> scale_faults{"none", "outside_zero_range", "memory"};
constexpr std::array<Fault, 3> fault_values{Fault::none, Fault::outside_zero_range, Fault::memory};
constexpr std::array<std::string_view, 3> ranges{"within", "under", "over"};

Symbology symbology_of(std::string_view word) {
  for (std::size_t i = 0; i < symbologies.size(); ++i)
    if (symbologies[i] == word) return static_cast<Symbology>(i);
  return Symbology::unknown;
}

/// As fine as the scale, no finer.
std::optional<Quantity> read_weight(JsonFields& fields, std::string_view name, int decimals) {
  const auto text = fields.maybe_decimal(name);
  if (!text) return std::nullopt;
  const auto weight = parse_scaled(*text, decimals) ? parse_quantity(*text) : std::nullopt;
  if (!weight) fields.complain(name, "is a weight with at most " + std::to_string(decimals) + " decimals");
  return weight;
}
}  // namespace

void LineStation::write_line(JsonWriter& json) const {
  json.member("powered", port_.powered());
  write_trouble(json, faults_.trouble());
}

bool LineStation::act(std::string_view action, JsonFields& fields, std::vector<FieldError>& errors) {
  fields.finish();
  const bool known = action == "unplug" || action == "plug" || action == "power-cycle" || action == "drop";
  if (!known || !errors.empty()) return known;
  if (action == "drop") port_.cut();
  if (action == "unplug" || action == "power-cycle") port_.unplug();
  if (action == "plug" || action == "power-cycle") port_.plug();
  return true;
}

void ScaleStation::write(JsonWriter& json) const {
  const scale::Platter& platter = scale_.platter();
  const scale::ScaleReading reading = scale::read_platter(platter);
  json.member("protocol", scale::to_string(scale_.protocol())).member("goods", to_string(platter.gross));
  json.member("zero", to_string(platter.zero)).member("tare", to_string(platter.tare));
  json.member("capacity", to_string(platter.capacity)).member("unit", scale::to_string(platter.unit));
  json.member("inMotion", platter.in_motion).member("range", ranges[static_cast<std::size_t>(reading.range)]);
  json.key("shows");
  if (reading.weight)
    json.value(scale::digits_of(*reading.weight));
  else
    json.null();
  for (std::size_t i = 0; i < fault_values.size(); ++i)
    if (fault_values[i] == platter.fault) json.member("fault", scale_faults[i]);
  json.member("questions", scale_.questions());
  write_line(json);
}

void ScaleStation::change(const Json&, JsonFields& fields, std::vector<FieldError>& errors) {
  scale::Platter platter = scale_.platter();
  const auto goods = read_weight(fields, "goods", platter.decimals);
  if (const auto capacity = read_weight(fields, "capacity", platter.decimals)) platter.capacity = *capacity;
  const auto settle = fields.maybe_integer("settleMs", 0, longest_settling_ms);
  const auto motion = fields.maybe_flag("inMotion");
  if (const auto fault = fields.maybe_word("fault", scale_faults))
    for (std::size_t i = 0; i < fault_values.size(); ++i)
      if (scale_faults[i] == *fault) platter.fault = fault_values[i];
  const emulator::LineTrouble trouble = read_trouble(fields, errors, faults_.trouble());
  fields.finish();
  if (!errors.empty()) return;
  scale_.platter() = platter;
  faults_.trouble() = trouble;
  if (goods) {
    const bool swings = settle.value_or(0) > 0;
    const Instant still{emulator::time_of_day().unix_us() + settle.value_or(0) * us_per_ms};
    scale_.lay(*goods, swings ? std::optional{still} : std::nullopt);
  }
  if (motion) scale_.platter().in_motion = *motion;
  port_.wake();
}

void ScannerStation::write(JsonWriter& json) const {
  json.member("scans", scanner_.scans());
  write_line(json);
}

void ScannerStation::change(const Json&, JsonFields& fields, std::vector<FieldError>& errors) {
  const emulator::LineTrouble trouble = read_trouble(fields, errors, faults_.trouble());
  fields.finish();
  if (errors.empty()) faults_.trouble() = trouble;
}

bool ScannerStation::act(std::string_view action, JsonFields& fields, std::vector<FieldError>& errors) {
  if (action != "scan") return LineStation::act(action, fields, errors);
  scanner::ScanEvent event;
  event.data = fields.text("data", longest_data);
  event.symbology = symbology_of(fields.maybe_word("symbology", symbologies).value_or("unknown"));
  if (fields.flag("aim", true)) event.aim = barcodes::aim_identifier(event.symbology);
  fields.finish();
  if (!errors.empty()) return true;
  scanner_.scan(event);
  port_.wake();
  return true;
}

void DisplayStation::write(JsonWriter& json) const {
  const display::EmulatedDisplay& glass = display_.glass();
  json.member("dialect", display::to_string(display_.dialect())).key("rows").begin_array();
  for (std::size_t row = 0; row < display::rows; ++row) json.value(display::text_of(glass.screen(), row));
  json.end_array().member("brightness", glass.brightness()).member("cursor", glass.cursor_shown());
  json.member("skipped", static_cast<std::int64_t>(glass.skipped())).member("bytes", display_.bytes());
  write_line(json);
}

void DisplayStation::change(const Json&, JsonFields& fields, std::vector<FieldError>& errors) {
  const emulator::LineTrouble trouble = read_trouble(fields, errors, faults_.trouble());
  fields.finish();
  if (errors.empty()) faults_.trouble() = trouble;
}
}  // namespace holdfast::panel
