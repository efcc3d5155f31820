#include "scale/scale_reading.h"

namespace holdfast::scale {
std::string_view to_string(ScaleReading::Fault fault) {
  using enum ScaleReading::Fault;
  switch (fault) {
    case none:
      return "none";
    case below_minimum:
      return "below_minimum";
    case not_moved:
      return "not_moved";
    case outside_zero_range:
      return "outside_zero_range";
    case needs_zero:
      return "needs_zero";
    case calibration:
      return "calibration";
    case memory:
      return "memory";
    case transmission:
      return "transmission";
    case unknown_command:
      return "unknown_command";
    case price:
      return "price";
    case tare:
      return "tare";
    case text:
      return "text";
    case checksum:
      return "checksum";
    case other:
      return "other";
  }
  return "other";
}

bool ends_weighing(ScaleReading::Fault fault) {
  using enum ScaleReading::Fault;
  switch (fault) {
    case none:
    case below_minimum:
    case not_moved:
    case outside_zero_range:
    case needs_zero:
    case transmission:
      return false;
    case calibration:
    case memory:
    case unknown_command:
    case price:
    case tare:
    case text:
    case checksum:
    case other:
      return true;
  }
  return true;
}

WeightObstacle obstacle_of(const ScaleReading& reading) {
  if (reading.fault != ScaleReading::Fault::none) return WeightObstacle::fault;
  if (reading.range == ScaleReading::Range::over) return WeightObstacle::over_capacity;
  if (reading.range == ScaleReading::Range::under) return WeightObstacle::under_zero;
  if (reading.in_motion) return WeightObstacle::in_motion;
  if (reading.zero || (reading.weight && reading.weight->amount.is_zero())) return WeightObstacle::at_zero;
  if (!reading.weight || !reading.stable) return WeightObstacle::no_weight;
  return reading.weight->amount < Quantity{} ? WeightObstacle::under_zero : WeightObstacle::none;
}

std::string_view to_string(WeightObstacle obstacle) {
  using enum WeightObstacle;
  switch (obstacle) {
    case none:
      return "none";
    case no_weight:
      return "no_weight";
    case in_motion:
      return "in_motion";
    case at_zero:
      return "at_zero";
    case under_zero:
      return "under_zero";
    case over_capacity:
      return "over_capacity";
    case fault:
      return "fault";
  }
  return "fault";
}
}  // namespace holdfast::scale
