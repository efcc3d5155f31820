#pragma once
#include <vector>

#include "base/result.h"
#include "checks/course.h"
#include "db/transaction.h"

namespace holdfast::checks {
/// Fills row.
void insert(db::Transaction& tx, CourseTicket& ticket);
Result<CourseTicket> load_ticket(db::Connection& connection, const Uuid& id);
Result<CourseTicket> load_ticket(db::Connection& connection, std::int64_t row);
void set_ready(db::Transaction& tx, std::int64_t row, std::optional<Instant> at);

/// Of an order that was paid at once, oldest first.
std::vector<CourseTicket> tickets_of_order(db::Connection& connection, std::int64_t order_row);

struct TicketFilter {
  std::optional<Uuid> cart;
  bool open = false;        ///< not ready yet
  std::int64_t before = 0;  ///< row; 0: from the newest
  int limit = 50;
};
/// Newest first.
std::vector<CourseTicket> list_tickets(db::Connection& connection, const TicketFilter& filter);
}  // namespace holdfast::checks
