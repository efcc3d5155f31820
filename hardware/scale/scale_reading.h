#pragma once
#include <optional>
#include <string>
#include <string_view>

#include "money/money.h"
#include "scale/weight.h"

namespace holdfast::scale {
/// What a scale said once, in the words of no protocol.
struct ScaleReading {
  enum class Range { within, under, over };  ///< under: below zero
  enum class Fault {
    none,
    below_minimum,       ///< under the least weight it may sell
    not_moved,           ///< still the goods of the last weighing
    outside_zero_range,  ///< has not found its zero since it was switched on
    needs_zero,
    calibration,
    memory,        ///< RAM, ROM or EEPROM
    transmission,  ///< did not understand us: parity, overflow
    unknown_command,
    price,  ///< unit price refused, or answered with another one
    tare,
    text,
    checksum,  ///< wants checksums that we cannot make, or refused ours
    other,
  };

  std::optional<Weight> weight;  ///< empty: it gave none
  bool stable = false;           ///< neither flag: it did not say
  bool in_motion = false;
  bool zero = false;  ///< at centre of zero, or weight 0
  bool net = false;   ///< the scale has taken a tare off
  Range range = Range::within;
  Fault fault = Fault::none;
  std::optional<Weight> tare;
  /// Of a price computing scale: what it multiplied with, and the legally verified result.
  std::optional<Money> unit_price;
  std::optional<Money> amount;
  std::string raw;  ///< the bytes of the answer, none left out, for the legal-metrology log

  friend bool operator==(const ScaleReading&, const ScaleReading&) = default;
};

std::string_view to_string(ScaleReading::Fault fault);
/// No use asking again: somebody has to look after the scale or the settings.
bool ends_weighing(ScaleReading::Fault fault);

/// Why a weight must not be sold (house rule of section 7: only stable, above zero, within range).
enum class WeightObstacle { none, no_weight, in_motion, at_zero, under_zero, over_capacity, fault };
WeightObstacle obstacle_of(const ScaleReading& reading);
std::string_view to_string(WeightObstacle obstacle);
}  // namespace holdfast::scale
