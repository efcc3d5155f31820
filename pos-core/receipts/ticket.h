#pragma once
#include <span>
#include <string>

#include "checks/course.h"
#include "receipts/receipt.h"

namespace holdfast::receipts {
struct TicketOptions {
  std::string place;   ///< above all: the printer's name
  bool again = false;  ///< marked, so that nobody prepares it twice
  Locale locale = {};
};
/// What a kitchen or a counter reads of an order: receipt number, till and time, then in big letters quantity and name
/// of the lines at these positions, with their notes. No prices, no code to scan: it is no receipt.
Receipt make_ticket(const orders::Order& order, std::span<const int> lines, const TicketOptions& options);
/// What a station reads of an open check's course, or of what became of it: table, guests and course on top; `lines` are
/// those of the ticket that are this station's.
Receipt make_course_ticket(const checks::CourseTicket& ticket, std::span<const checks::TicketLine> lines,
                           const TicketOptions& options, int utc_offset_min);
}  // namespace holdfast::receipts
