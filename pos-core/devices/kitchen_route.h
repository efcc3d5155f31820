#pragma once
#include <string>
#include <vector>

#include "base/instant.h"
#include "checks/course.h"
#include "db/connection.h"

namespace holdfast::devices {
/// A printer that prints tickets for a kitchen or a counter, with the lines of its categories.
struct KitchenRoute {
  std::int64_t device_row = 0;
  Instant since;                        ///< orders before are not its own
  std::vector<std::string> categories;  ///< ids or slugs; what lies below them is meant too
};
/// The active printers that want tickets of orders of this register: those set up for it, and those set up for none.
std::vector<KitchenRoute> kitchen_routes(db::Connection& connection, std::int64_t register_row);
/// Whether some active printer wants tickets of every register.
bool kitchen_serves_all(db::Connection& connection);

/// Positions of the order's lines, in their order, whose article is in one of the categories, with what belongs to
/// them; not what comes back, nor what the kitchen was told of already, course by course.
std::vector<int> lines_for_kitchen(db::Connection& connection, std::int64_t order_row,
                                   const std::vector<std::string>& categories);
/// The ticket's lines, in their order, whose article is in one of the categories.
std::vector<checks::TicketLine> lines_for_kitchen(db::Connection& connection, const checks::CourseTicket& ticket,
                                                  const std::vector<std::string>& categories);
}  // namespace holdfast::devices
