#pragma once
#include <array>
#include <cstdint>
#include <vector>

#include "base/instant.h"

namespace holdfast::promotions {
/// A part of the week in the store's own time. A window that ends before it begins runs past midnight and belongs to
/// the day on which it began.
struct Window {
  std::array<bool, 7> days{true, true, true, true, true, true, true};  ///< Monday first
  int from = 0;                                                        ///< minutes of the day, included
  int to = 24 * 60;                                                    ///< excluded
};

/// Happy hours and weekdays; without any window always.
struct Schedule {
  std::vector<Window> windows;
  /// `offset_minutes`: the store's distance from UTC at that moment.
  bool is_open(Instant at, int offset_minutes) const;
};
}  // namespace holdfast::promotions
