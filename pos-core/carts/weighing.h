#pragma once
#include <string>
#include <utility>
#include <vector>

#include "base/id.h"
#include "base/instant.h"
#include "money/quantity.h"

namespace holdfast::carts {
/// A weight that a scale gave for one line: what is kept of it, and what decides whether it may be sold.
struct Weighing {
  Uuid id;
  Uuid device;
  Uuid terminal;  ///< that asked for it: nobody else sells it
  Instant weighed_at, valid_until;
  /// The weight in each unit in which it is exact: `{"kg", 0.482}`, `{"g", 482}`.
  std::vector<std::pair<std::string, Quantity>> amounts;
  bool net = false;  ///< the scale has taken a tare off
  /// The reading as the scale gave it, JSON: of openapi.yaml's Reading.
  std::string reading;
};
}  // namespace holdfast::carts
