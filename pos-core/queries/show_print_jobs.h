#pragma once
#include <vector>

#include "base/json_writer.h"
#include "db/connection.h"
#include "devices/print_job.h"

namespace holdfast::queries {
/// A job as GET /v1/print-jobs shows it.
void append_print_job(JsonWriter& json, const devices::PrintJob& job, int utc_offset_min);

/// What of the event log concerns printing: of each such event its kind, and whom it is about.
struct PrintEvent {
  /// `decided`: the fiscal unit's receipt of an order stands otherwise than before.
  enum class What { order, decided, cash, device, print_job, card_payment } what = What::order;
  std::int64_t seq = 0;
  Uuid subject;
  std::optional<std::int64_t> register_row;  ///< of an order or shift
  Instant at;
};
struct PrintEvents {
  std::int64_t last = 0;  ///< looked at so far
  std::vector<PrintEvent> events;
};
/// Looks at `limit` events after `since`, without their bodies.
PrintEvents print_events_after(db::Connection& connection, std::int64_t since, int limit);
/// The place of the print queue in the log; none before the first start with it.
std::optional<std::int64_t> print_cursor(db::Connection& connection);
}  // namespace holdfast::queries
