#include "scale/ecr.h"

namespace holdfast::scale {
namespace {
auto garbled() { return refuse(ErrorCode::invalid_argument, "That is no answer of an ECR scale."); }

char check_of(std::string_view text) {
  unsigned check = 0;
  for (const char c : text) check ^= static_cast<unsigned char>(c);
  return static_cast<char>(check);
}
}  // namespace

Result<ScaleReading> decode_ecr(std::string_view frame) {
  if (frame.size() != 15 || !frame.starts_with("\x01\x02") || !frame.ends_with("\x03\x04")) return garbled();
  const std::string_view text = frame.substr(2, 10);
  if (check_of(text) != frame[12]) return garbled();
  const char status = text[0], sign = text[1];
  const std::string_view digits = text.substr(2, 6);
  std::string_view unit_name = text.substr(8, 2);
  if (unit_name.ends_with(' ')) unit_name.remove_suffix(1);
  const auto unit = parse_unit(unit_name);
  if (!unit || (status != 'S' && status != 'U') || (sign != ' ' && sign != '-' && sign != 'F')) return garbled();
  ScaleReading reading;
  reading.raw = frame;
  reading.stable = status == 'S';
  reading.in_motion = !reading.stable;
  if (sign == 'F' || digits == "FFFFFF") {
    reading.range = ScaleReading::Range::over;
    return reading;
  }
  reading.weight = parse_weight((sign == '-' ? "-" : "") + std::string{digits}, *unit);
  if (!reading.weight || reading.weight->decimals == 0) return garbled();
  reading.zero = reading.stable && reading.weight->amount.is_zero();
  return reading;
}

std::string encode_ecr(const ScaleReading& reading) {
  const Weight weight = reading.weight.value_or(Weight{});
  std::string text = reading.stable ? "S" : "U";
  if (reading.range == ScaleReading::Range::over || !reading.weight) {
    text += "FFFFFFF";
  } else {
    Weight magnitude = weight;
    if (weight.amount < Quantity{}) magnitude.amount = -weight.amount;
    std::string digits = digits_of(magnitude);
    if (digits.size() < 6) digits.insert(0, 6 - digits.size(), '0');
    text += (weight.amount < Quantity{} ? "-" : " ") + digits.substr(0, 6);
  }
  std::string unit{to_string(weight.unit)};
  if (unit.size() < 2) unit += ' ';
  text += unit;
  return "\x01\x02" + text + check_of(text) + "\x03\x04";
}
}  // namespace holdfast::scale
