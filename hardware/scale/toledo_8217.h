#pragma once
#include <string>
#include <string_view>

#include "base/result.h"
#include "scale/frame_buffer.h"
#include "scale/scale_reading.h"

/// Mettler Toledo 8217 (hardware protocols 7.1; also Magellan, Ariva, Elgin): 9600 or 2400 baud, 7E1. The damage of one
/// bit is for the parity of the line to find, there is no check in the answer.
namespace holdfast::scale {
constexpr Framing toledo_framing{"", '\x02', '\r'};
constexpr std::string_view toledo_weigh = "W", toledo_zero = "Z", toledo_tare = "T", toledo_clear = "C";

/// `02 ww.www [N] 0D` is a weight in `unit` (a setting of the scale), `02 3F s 0D` says why there is none.
/// Refuses with invalid_argument.
Result<ScaleReading> decode_toledo(std::string_view frame, WeightUnit unit);
/// As the scale sends it: the weight when it may be sold, else the status.
std::string encode_toledo(const ScaleReading& reading);

/// `T` and five digits, the tare without its point; empty when it has more digits.
std::string toledo_preset_tare(const Weight& tare);

/// Sent to find the protocol on a line; `F` leaves the echo test that it starts.
constexpr std::string_view toledo_probe = "Ehello", toledo_leave_probe = "F";
bool is_toledo_probe_answer(std::string_view bytes);
}  // namespace holdfast::scale
