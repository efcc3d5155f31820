#pragma once
#include <string>
#include <string_view>

#include "base/result.h"
#include "scale/frame_buffer.h"
#include "scale/scale_reading.h"

/// The "ECR" form of CAS, Avery, Samsung and Ohaus scales (hardware protocols 7.4; the status byte, the sign and what
/// the check covers after the service manuals of CAS AP-1 and PD-II and of Ohaus Aviator 7000): 9600 baud 8N1, ENQ is
/// answered with ACK or NAK, DC1 with the weight.
namespace holdfast::scale {
constexpr std::string_view ecr_ask = "\x05", ecr_go_ahead = "\x11";
constexpr char ecr_ack = '\x06', ecr_nak = '\x15';
/// Fixed length, because the check may be any byte.
constexpr Framing ecr_framing{"\x06\x15", '\x01', '\x04', 15};

/// `01 02 S|U sign www.ww unit BCC 03 04`: S stable, U moving; sign blank, `-`, or `F` over capacity; BCC is the
/// exclusive or from the status to the unit. Refuses with invalid_argument.
Result<ScaleReading> decode_ecr(std::string_view frame);
std::string encode_ecr(const ScaleReading& reading);
}  // namespace holdfast::scale
