#pragma once
#include <optional>
#include <string>

#include "db/connection.h"

namespace holdfast::queries {
struct AuditFilter {
  std::optional<std::string> action;
  std::optional<std::string> staff_code;
  std::optional<std::string> subject;
  std::optional<Instant> from, to;  ///< from <= at < to
  std::int64_t before = 0;          ///< row; 0: from the newest
  int limit = 50;
};
/// `{items: [AuditEntry], next}`, newest first.
std::string audit_trail(db::Connection& connection, const AuditFilter& filter, int utc_offset_min);
}  // namespace holdfast::queries
