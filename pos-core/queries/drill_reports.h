#pragma once
#include <cstdint>
#include <string>

#include "db/connection.h"

namespace holdfast::queries {
struct DrillFilter {
  std::int64_t before = 0;  ///< row; 0: from the newest
  int limit = 50;
  Instant now;
};
/// `{items, next}`: every rehearsed outage out of the audit trail, newest first, with what was sold meanwhile, what the
/// capability matrix limited or queued (its decisions), and what it refused (counted while it went on).
std::string drill_reports(db::Connection& connection, const DrillFilter& filter, int utc_offset_min);
}  // namespace holdfast::queries
