#pragma once
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <variant>

#include "base/result.h"
#include "scale/dialog06_checksum.h"
#include "scale/scale_reading.h"

namespace holdfast::scale {
/// What a weighing is for. Scales that compute prices need the unit price (per kg); the others ignore it.
struct WeighRequest {
  std::optional<Money> unit_price;
  std::optional<Weight> tare;  ///< told to the scale; only for one that takes it
  std::string text;            ///< shown by a scale that can, ASCII
};

struct AskWeight {
  WeighRequest request;
  enum class Poll { first, further } poll = Poll::first;  ///< of this weighing
};
struct SetZero {};
struct TakeTare {};
struct ClearTare {};
using ScaleCommand = std::variant<AskWeight, SetZero, TakeTare, ClearTare>;

struct CommandDone {};
struct CommandRefused {};
/// Bytes came that are no answer of the protocol.
struct Garbled {
  std::string raw;
};
using ScaleAnswer = std::variant<ScaleReading, CommandDone, CommandRefused, Garbled>;

/// What a driver wants now: bytes to send, and an answer when the exchange is over.
struct ScaleStep {
  std::string send;
  std::optional<ScaleAnswer> answer;
};

struct ScaleAbilities {
  bool zero = false;
  bool tare = false;
  bool clear_tare = false;
  bool preset_tare = false;   ///< takes the tare of a WeighRequest; its readings are net then
  bool needs_price = false;   ///< a price computing scale
  bool answers_once = false;  ///< gives a result once a weighing, so it cannot be read twice for certainty
};

/// One protocol, as exchanges of question and answer; a new protocol is one of these, or a row of polled_driver.cpp. It
/// knows no time: ScaleSession polls, repeats and decides which weight may be sold.
class ScaleDriver {
 public:
  virtual ~ScaleDriver() = default;
  virtual std::string_view name() const = 0;
  virtual ScaleAbilities abilities() const = 0;
  /// Whether the scale can do this weighing; invalid_argument when it lacks something or a number does not fit.
  virtual Result<> check_request(const WeighRequest& request) const = 0;
  /// Starts an exchange, forgetting any other; only with what abilities() names. Says what to send.
  virtual std::string begin(const ScaleCommand& command) = 0;
  virtual ScaleStep on_bytes(std::string_view bytes) = 0;
  /// Nothing came in time. Some answers are silence; empty when it is not.
  virtual std::optional<ScaleAnswer> on_silence() = 0;
};

enum class ScaleProtocol { toledo_8217, nci, dialog_06, sics, ecr, adam, hid };
std::optional<ScaleProtocol> parse_protocol(std::string_view name);
std::string_view to_string(ScaleProtocol protocol);

struct ScaleSettings {
  ScaleProtocol protocol = ScaleProtocol::toledo_8217;
  WeightUnit unit = WeightUnit::kilogram;  ///< of an 8217, which does not tell
  std::optional<DialogChecksumSecret> checksum;
};
std::unique_ptr<ScaleDriver> make_driver(const ScaleSettings& settings);
}  // namespace holdfast::scale
