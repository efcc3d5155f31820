#pragma once
#include <string>
#include <string_view>

#include "base/result.h"
#include "scale/scale_reading.h"

/// USB HID scales, usage page 8D (hardware protocols 7.5). They report unasked, one report a read. Postal scales speak
/// it; not legal for trade.
namespace holdfast::scale {
/// Sent to zero it: output report 02, bit 0.
constexpr std::string_view hid_scale_zero = "\x02\x01";
/// `03 status unit exponent weight-low weight-high`; more bytes behind are padding. Refuses with invalid_argument.
Result<ScaleReading> decode_hid_scale(std::string_view report);
std::string encode_hid_scale(const ScaleReading& reading);
}  // namespace holdfast::scale
