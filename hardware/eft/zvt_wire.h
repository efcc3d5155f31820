#pragma once
#include <optional>
#include <string>

#include "base/instant.h"
#include "eft/zvt_apdu.h"
#include "eft/zvt_commands.h"
#include "eft/zvt_serial.h"

namespace holdfast::eft {
/// APDUs over either transport of hardware reference 8.1, from either side.
class ZvtWire {
 public:
  enum class Framing { tcp, serial };
  explicit ZvtWire(Framing framing) : framing_{framing} {}
  void send(const Apdu& apdu, Instant now);
  void on_bytes(std::string_view bytes, Instant now);
  void on_time(Instant now);
  std::optional<std::string> poll_bytes();
  std::optional<Apdu> poll_apdu();
  std::optional<Instant> deadline() const;
  /// The serial repeats are used up, or a message over TCP stopped in its middle: as if the link were lost. Without the
  /// second, half of an approval would hold the till for T4.
  bool failed() const { return serial_.failed() || stuck_; }
  void clear();
  /// Below T3, after which a terminal says it again: its words would be taken for the rest of the first ones.
  static constexpr std::int64_t between_bytes_us = 3'000'000;

 private:
  Framing framing_;
  ApduReader reader_;
  std::optional<Instant> rest_until_;  ///< the rest of a message that has begun
  bool stuck_ = false;
  std::string out_;
  SerialLink serial_;
};

/// The counter of tag 1F73 that both sides put into every message once it is agreed (8.9). An answer carries the number
/// of what it answers; a repeated message keeps its number.
class SequenceIds {
 public:
  void agree() {
    last_ = received_ = 0;
    on_ = true;
  }
  void stop() { on_ = false; }
  bool on() const { return on_; }
  /// Puts the next number into a message of ours.
  void stamp_message(ZvtCommand& message);
  /// Puts the number of the message last received into our answer.
  void stamp_answer(ZvtCommand& answer) const;
  enum class Seen { fresh, repeated, gap };
  Seen on_message(const Apdu& message);

 private:
  bool on_ = false;
  std::int64_t last_ = 0;
  std::int64_t received_ = 0;
};
/// Tag 1F73 of any message; empty without one.
std::optional<std::int64_t> sequence_id_of(const Apdu& apdu);

/// For the wire log: name and bytes, with card numbers, tracks and passwords blotted out. Messages whose fields we do
/// not know show their length only.
std::string masked_trace(const Apdu& apdu);
}  // namespace holdfast::eft
