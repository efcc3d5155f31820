#include "scale/sics.h"

#include <algorithm>

namespace holdfast::scale {
namespace {
using Range = ScaleReading::Range;
using Fault = ScaleReading::Fault;

auto garbled() { return refuse(ErrorCode::invalid_argument, "That is no line of a scale."); }

std::string_view without_end(std::string_view line) {
  if (line.ends_with('\n')) line.remove_suffix(1);
  if (line.ends_with('\r')) line.remove_suffix(1);
  return line;
}

/// `  0.482 kg`; the point and the unit must be there, so that a line cut short is not taken for a smaller weight.
std::optional<Weight> read_amount(std::string_view text) {
  const std::size_t unit_at = text.find_last_of("0123456789");
  if (unit_at == std::string_view::npos) return std::nullopt;
  std::string_view unit_name = text.substr(unit_at + 1);
  unit_name.remove_prefix(std::min(unit_name.find_first_not_of(' '), unit_name.size()));
  const auto unit = parse_unit(unit_name);
  if (!unit) return std::nullopt;
  return parse_weight(text.substr(0, unit_at + 1), *unit);
}

std::string padded(const Weight& weight) {
  std::string digits = digits_of(weight);
  if (digits.size() < 10) digits.insert(0, 10 - digits.size(), ' ');
  return digits + " " + std::string{to_string(weight.unit)};
}
}  // namespace

Result<ScaleReading> decode_sics(std::string_view line) {
  ScaleReading reading;
  reading.raw = line;
  line = without_end(line);
  if (line == "ES" || line == "EL") {
    reading.fault = Fault::unknown_command;
  } else if (line == "ET") {
    reading.fault = Fault::transmission;
  } else if (line == "S +") {
    reading.range = Range::over;
  } else if (line == "S -") {
    reading.range = Range::under;
  } else if (line.starts_with("S S ") || line.starts_with("S D ")) {
    reading.weight = read_amount(line.substr(4));
    if (!reading.weight) return garbled();
    reading.stable = line[2] == 'S';
    reading.in_motion = !reading.stable;
    reading.zero = reading.stable && reading.weight->amount.is_zero();
  } else if (line != "S I") {
    return garbled();
  }
  return reading;
}

std::string encode_sics(const ScaleReading& reading) {
  if (reading.fault == Fault::unknown_command) return "ES\r\n";
  if (reading.range == Range::over) return "S +\r\n";
  if (reading.range == Range::under) return "S -\r\n";
  if (!reading.weight || reading.fault != Fault::none) return "S I\r\n";
  return (reading.stable ? "S S " : "S D ") + padded(*reading.weight) + "\r\n";
}

std::optional<SicsOutcome> decode_sics_outcome(std::string_view line, char command) {
  line = without_end(line);
  if (line.starts_with('E')) return SicsOutcome::refused;
  if (line.size() < 3 || line[0] != command || line[1] != ' ') return std::nullopt;
  return line == std::string{command, ' ', 'A'} ||
                 (line.starts_with(std::string{command, ' ', 'S', ' '}) && read_amount(line.substr(4)))
             ? SicsOutcome::done
             : SicsOutcome::refused;
}

Result<ScaleReading> decode_adam(std::string_view line) {
  ScaleReading reading;
  reading.raw = line;
  reading.weight = read_amount(without_end(line));
  if (!reading.weight || reading.weight->decimals == 0) return garbled();
  reading.stable = true;
  reading.zero = reading.weight->amount.is_zero();
  return reading;
}

std::string encode_adam(const ScaleReading& reading) {
  return obstacle_of(reading) == WeightObstacle::none ? padded(*reading.weight) + "\r\n" : std::string{};
}
}  // namespace holdfast::scale
