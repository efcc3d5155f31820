#include "queries/first_order.h"

namespace holdfast::queries {
std::int64_t first_order_since(db::Connection& connection, Instant at) {
  const Instant from = at.plus_seconds(-seconds_per_day);
  db::Statement& last = connection.prepare("SELECT coalesce(max(id), 0) + 1 FROM orders");
  std::int64_t low = 1, high = last.step() ? last.integer(0) : 1;
  last.reset();
  db::Statement& made = connection.prepare("SELECT id, created_us FROM orders WHERE id >= ? ORDER BY id LIMIT 1");
  while (low < high) {
    const std::int64_t middle = low + (high - low) / 2;
    const bool there = made.all(middle).step();
    const bool late = !there || made.instant(1) >= from;
    const std::int64_t row = there ? made.integer(0) : middle;
    made.reset();
    if (late)
      high = middle;
    else
      low = row + 1;
  }
  return low;
}
}  // namespace holdfast::queries
