#pragma once
#include <string>
#include <string_view>

#include "base/result.h"
#include "scale/frame_buffer.h"
#include "scale/scale_reading.h"

/// SICS, and the plain line of Adam scales (hardware protocols 7.4, both over serial or TCP; not checked on a device).
namespace holdfast::scale {
constexpr Framing line_framing{"", std::nullopt, '\n'};
constexpr std::string_view sics_weigh = "SI\r\n", sics_zero = "Z\r\n", sics_tare = "T\r\n";

/// `S S   0.482 kg` stable, `S D …` moving, `S I` not possible now, `S +` and `S -` over and under; `ES`, `ET`, `EL`
/// when it did not understand. Refuses with invalid_argument.
Result<ScaleReading> decode_sics(std::string_view line);
std::string encode_sics(const ScaleReading& reading);

enum class SicsOutcome { done, refused };
/// The answer to a command: `Z A`, `T S   0.100 kg`; anything else after the letter is a refusal. Empty when the line
/// is not about that command.
std::optional<SicsOutcome> decode_sics_outcome(std::string_view line, char command);

/// Adam: 4800 baud 8N1, one line with number and unit for each `P CR LF`, none while the weight moves or is zero.
constexpr std::string_view adam_weigh = "P\r\n", adam_zero = "Z\r\n", adam_tare = "T\r\n";
Result<ScaleReading> decode_adam(std::string_view line);
std::string encode_adam(const ScaleReading& reading);
}  // namespace holdfast::scale
