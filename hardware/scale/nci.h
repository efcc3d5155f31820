#pragma once
#include <string>
#include <string_view>

#include "base/result.h"
#include "scale/frame_buffer.h"
#include "scale/scale_reading.h"

/// NCI / Weigh-Tronix SCP-01 and SCP-02 (hardware protocols 7.2): 9600 baud, 7E1 or 8N1.
namespace holdfast::scale {
enum class NciVariant { scp_01, scp_02 };  ///< 02 writes an S before the status digits
constexpr Framing nci_framing{"", '\n', '\x03'};
constexpr std::string_view nci_weigh = "W\r", nci_status = "S\r", nci_zero = "Z\r", nci_tare = "T\r";

/// `0A [weight unit 0D 0A] status 0D 03`; the weight may be `^^^^` (over), `____` (under) or `----` (not readable);
/// `0A 3F 0D 03` is a command that it does not know. Refuses with invalid_argument.
Result<ScaleReading> decode_nci(std::string_view frame);
/// Empty when the frame is not one of NCI.
std::optional<NciVariant> nci_variant_of(std::string_view frame);
std::string encode_nci(const ScaleReading& reading, NciVariant variant);
}  // namespace holdfast::scale
