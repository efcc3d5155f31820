#pragma once
#include <cstdint>
#include <string>
#include <vector>

#include "db/connection.h"

namespace holdfast::backup {
/// How far a store had come: what came later is left out, so that a copy can be compared with the store it was made of.
struct Extent {
  struct Till {
    std::int64_t row = 0, last_receipt = 0;
  };
  std::vector<Till> registers;
  std::int64_t last_event = 0, last_stock_move = 0, last_value_entry = 0, last_cash_movement = 0;
};
Extent extent_of(db::Connection& connection);

/// One sum of the books. Amounts in minor units, stock in millionths.
struct Total {
  std::string name;
  std::string value;
  friend bool operator==(const Total&, const Total&) = default;
};
/// Receipts and their sums by register and kind, taxes, what every tender took, stock, gift cards and points, cash in
/// and out, and the hash that the event log ends with.
std::vector<Total> totals_of(db::Connection& connection, const Extent& extent);
}  // namespace holdfast::backup
