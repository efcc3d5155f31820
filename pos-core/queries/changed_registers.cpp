#include "queries/changed_registers.h"

namespace holdfast::queries {
std::vector<std::int64_t> changed_registers(db::Connection& connection, std::int64_t since) {
  constexpr int most_events = 5'000;  // whoever is so far behind looks at the rest the next time
  db::Statement& rows = connection.prepare(
      "SELECT DISTINCT coalesce(c.register_id, o.register_id) FROM (SELECT type, aggregate_type, aggregate_id FROM "
      "event_log "
      "WHERE seq > ? ORDER BY seq LIMIT ?) e "
      "LEFT JOIN cart c ON e.aggregate_type = 'cart' AND c.uuid = e.aggregate_id "
      "LEFT JOIN orders o ON e.aggregate_type = 'order' AND o.uuid = e.aggregate_id "
      "WHERE e.type IN ('CartUpdated', 'OrderCreated', 'OrderPaid', 'OrderUpdated', 'OrderCancelled', "
      "'PaymentRequested')");
  rows.all(since, most_events);
  std::vector<std::int64_t> found;
  while (rows.step())
    if (!rows.is_null(0)) found.push_back(rows.integer(0));
  return found;
}
}  // namespace holdfast::queries
