#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>

#include "base/result.h"
#include "scale/frame_buffer.h"
#include "scale/scale_reading.h"

/// Dialog 06 (hardware protocols 7.3; Bizerba, Mettler, Dibal and others, EU verified), usually 9600 baud 7O1: the till
/// tells the unit price, the scale weighs, multiplies and shows the same amount to the customer.
namespace holdfast::scale {
constexpr Framing dialog_framing{"\x06\x15", '\x02', '\x03'};

/// Records 01, 03, 04 and 05, by what is given.
struct DialogPrice {
  std::int64_t unit_price_minor = 0;  ///< 0 to 999,999
  std::optional<int> tare;            ///< four digits, in the scale's last decimal: grams
  std::string text;                   ///< cut or filled to 13 characters; others than printable ASCII become `?`
  friend bool operator==(const DialogPrice&, const DialogPrice&) = default;
};
struct DialogAsk {  ///< `04 05`: the result, please
  friend bool operator==(const DialogAsk&, const DialogAsk&) = default;
};
struct DialogAskStatus {  ///< record 08: why NAK?
  friend bool operator==(const DialogAskStatus&, const DialogAskStatus&) = default;
};
struct DialogChecksums {  ///< record 10
  std::uint16_t cs = 0;
  std::uint16_t kw = 0;
  friend bool operator==(const DialogChecksums&, const DialogChecksums&) = default;
};
struct DialogEnd {  ///< EOT alone
  friend bool operator==(const DialogEnd&, const DialogEnd&) = default;
};
using DialogRequest = std::variant<DialogPrice, DialogAsk, DialogAskStatus, DialogChecksums, DialogEnd>;

struct DialogAck {
  friend bool operator==(const DialogAck&, const DialogAck&) = default;
};
struct DialogNak {
  friend bool operator==(const DialogNak&, const DialogNak&) = default;
};
struct DialogResult {  ///< record 02
  Weight weight;       ///< kg
  std::int64_t unit_price_minor = 0;
  std::int64_t amount_minor = 0;
  friend bool operator==(const DialogResult&, const DialogResult&) = default;
};
struct DialogStatus {  ///< record 09
  std::string code;    ///< two digits
  friend bool operator==(const DialogStatus&, const DialogStatus&) = default;
};
struct DialogChecksumDemand {  ///< record 11 "2"
  int z1 = 0;
  int z2 = 0;
  friend bool operator==(const DialogChecksumDemand&, const DialogChecksumDemand&) = default;
};
struct DialogChecksumVerdict {  ///< record 11 "1" and "0"
  enum class Verdict { refused, accepted } verdict = Verdict::refused;
  friend bool operator==(const DialogChecksumVerdict&, const DialogChecksumVerdict&) = default;
};
using DialogAnswer =
    std::variant<DialogAck, DialogNak, DialogResult, DialogStatus, DialogChecksumDemand, DialogChecksumVerdict>;

/// Public drivers write the two checksums of record 10 without the ESC between them that the reference has.
enum class ChecksumSpelling { separated, joined };

std::string encode(const DialogRequest& request, ChecksumSpelling spelling = ChecksumSpelling::separated);
/// From the leading EOT to the end; either spelling of record 10. Refuses with invalid_argument.
Result<DialogRequest> decode_dialog_request(std::string_view bytes);
std::string encode(const DialogAnswer& answer);
Result<DialogAnswer> decode_dialog_answer(std::string_view frame);

/// `still in motion`; empty for a code that the protocol does not have.
std::string_view dialog_status_text(std::string_view code);
/// The state of the scale in the words of no protocol; 00 and 22 are a reading without a weight.
ScaleReading reading_of(const DialogStatus& status);
}  // namespace holdfast::scale
