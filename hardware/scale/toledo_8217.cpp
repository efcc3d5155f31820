#include "scale/toledo_8217.h"

#include <algorithm>

namespace holdfast::scale {
namespace {
constexpr unsigned motion = 1 << 0, over = 1 << 1, under = 1 << 2, outside_zero = 1 << 3, centre_of_zero = 1 << 4,
                   net = 1 << 5, always = 1 << 6;

auto garbled() { return refuse(ErrorCode::invalid_argument, "That is no answer of an 8217 scale."); }

ScaleReading read_status(unsigned status) {
  ScaleReading reading;
  reading.in_motion = status & motion;
  reading.stable = !reading.in_motion;
  reading.zero = status & centre_of_zero;
  reading.net = status & net;
  if (status & under) reading.range = ScaleReading::Range::under;
  if (status & over) reading.range = ScaleReading::Range::over;
  if (status & outside_zero) reading.fault = ScaleReading::Fault::outside_zero_range;
  return reading;
}

unsigned status_of(const ScaleReading& reading) {
  unsigned status = always;
  if (reading.in_motion) status |= motion;
  if (reading.range == ScaleReading::Range::over) status |= over;
  if (reading.range == ScaleReading::Range::under) status |= under;
  if (reading.fault != ScaleReading::Fault::none) status |= outside_zero;
  if (reading.zero) status |= centre_of_zero;
  if (reading.net) status |= net;
  return status;
}
}  // namespace

Result<ScaleReading> decode_toledo(std::string_view frame, WeightUnit unit) {
  if (frame.size() < 4 || frame.front() != '\x02' || frame.back() != '\r') return garbled();
  std::string_view body = frame.substr(1, frame.size() - 2);
  ScaleReading reading;
  if (body.size() == 2 && body[0] == '?') {
    const auto status = static_cast<unsigned char>(body[1]);
    if (!(status & always)) return garbled();
    reading = read_status(status);
  } else {
    reading.net = body.ends_with('N');
    if (reading.net) body.remove_suffix(1);
    if (body.size() < 5 || body.size() > 6 || std::ranges::count(body, '.') != 1 || body[0] < '0' || body[0] > '9')
      return garbled();
    reading.weight = parse_weight(body, unit);
    if (!reading.weight) return garbled();
    reading.stable = true;
    reading.zero = reading.weight->amount.is_zero();
  }
  reading.raw = frame;
  return reading;
}

std::string encode_toledo(const ScaleReading& reading) {
  if (!reading.weight || !reading.stable || reading.range != ScaleReading::Range::within ||
      reading.fault != ScaleReading::Fault::none || reading.weight->amount < Quantity{})
    return {'\x02', '?', static_cast<char>(status_of(reading)), '\r'};
  std::string digits = digits_of(*reading.weight);
  const std::size_t width = reading.weight->decimals == 2 ? 5 : 6;
  if (digits.size() < width) digits.insert(0, width - digits.size(), '0');
  return "\x02" + digits + (reading.net ? "N" : "") + "\r";
}

std::string toledo_preset_tare(const Weight& tare) {
  std::string digits = digits_of(tare);
  std::erase(digits, '.');
  if (digits.size() < 5) digits.insert(0, 5 - digits.size(), '0');
  const bool fits = digits.size() == 5 && tare.amount >= Quantity{};
  return fits ? "T" + digits : std::string{};
}

bool is_toledo_probe_answer(std::string_view bytes) {
  constexpr std::string_view answer =
      "\x02"
      "E\r";
  if (!bytes.starts_with(answer)) return false;
  bytes.remove_prefix(answer.size());
  return bytes == toledo_probe.substr(1);
}
}  // namespace holdfast::scale
