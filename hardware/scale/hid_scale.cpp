#include "scale/hid_scale.h"

#include <algorithm>

namespace holdfast::scale {
namespace {
using Range = ScaleReading::Range;
using Fault = ScaleReading::Fault;
enum Status : unsigned char {
  fault = 1,
  stable_zero,
  in_motion,
  stable,
  under_zero,
  over_limit,
  not_calibrated,
  not_zeroed
};

struct UnitCode {
  WeightUnit unit;
  unsigned char code;
};
constexpr UnitCode unit_codes[] = {
    {WeightUnit::gram, 0x02}, {WeightUnit::kilogram, 0x03}, {WeightUnit::ounce, 0x0b}, {WeightUnit::pound, 0x0c}};

auto garbled() { return refuse(ErrorCode::invalid_argument, "That is no report of a HID scale."); }

std::optional<Weight> read_weight(unsigned char unit_code, int exponent, unsigned raw) {
  const auto* unit = std::ranges::find(unit_codes, unit_code, &UnitCode::code);
  if (unit == std::end(unit_codes) || exponent < -6 || exponent > 3) return std::nullopt;
  std::int64_t micro = raw;
  for (int i = -6; i < exponent; ++i) micro *= 10;  // 65535 with nine zeros at most
  return Weight{Quantity::from_micro(micro), unit->unit, std::max(0, -exponent)};
}

/// The states in which it gives no weight.
struct WithoutWeight {
  unsigned char status;
  Range range;
  Fault fault;
};
constexpr WithoutWeight without_weight[] = {{fault, Range::within, Fault::other},
                                            {not_calibrated, Range::within, Fault::calibration},
                                            {not_zeroed, Range::within, Fault::needs_zero},
                                            {over_limit, Range::over, Fault::none},
                                            {under_zero, Range::under, Fault::none}};

unsigned char status_of(const ScaleReading& reading) {
  for (const WithoutWeight& row : without_weight)
    if (reading.fault != Fault::none ? row.fault == reading.fault
                                     : reading.range != Range::within && row.range == reading.range)
      return row.status;
  if (reading.fault != Fault::none) return fault;
  if (reading.in_motion) return in_motion;
  return reading.zero ? stable_zero : stable;
}
}  // namespace

Result<ScaleReading> decode_hid_scale(std::string_view report) {
  if (report.size() < 6 || report[0] != 3) return garbled();
  const auto byte = [report](std::size_t i) { return static_cast<unsigned char>(report[i]); };
  ScaleReading reading;
  reading.raw = report;
  const auto* none = std::ranges::find(without_weight, byte(1), &WithoutWeight::status);
  if (none != std::end(without_weight)) {
    reading.range = none->range;
    reading.fault = none->fault;
    return reading;
  }
  if (byte(1) != stable_zero && byte(1) != in_motion && byte(1) != stable) return garbled();
  reading.weight =
      read_weight(byte(2), static_cast<signed char>(byte(3)), byte(4) | static_cast<unsigned>(byte(5)) << 8);
  if (!reading.weight) return garbled();
  reading.in_motion = byte(1) == in_motion;
  reading.stable = !reading.in_motion;
  reading.zero = byte(1) == stable_zero;
  if (reading.zero != reading.weight->amount.is_zero() && reading.stable) return garbled();
  return reading;
}

std::string encode_hid_scale(const ScaleReading& reading) {
  const Weight weight = reading.weight.value_or(Weight{});
  std::int64_t divisor = Quantity::one_micro;
  for (int i = 0; i < weight.decimals; ++i) divisor /= 10;
  const std::int64_t raw = std::clamp<std::int64_t>(divide(weight.amount.micro(), divisor), 0, 0xffff);
  const auto* unit = std::ranges::find(unit_codes, weight.unit, &UnitCode::unit);
  return {3,
          static_cast<char>(status_of(reading)),
          static_cast<char>(unit->code),
          static_cast<char>(-weight.decimals),
          static_cast<char>(raw & 0xff),
          static_cast<char>(raw >> 8)};
}
}  // namespace holdfast::scale
