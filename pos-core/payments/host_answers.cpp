#include "payments/host_answers.h"

namespace holdfast::payments {
std::vector<HostAnswer> host_answers(db::Connection& connection, Instant since) {
  // The last rows by their number: nobody looks through the payments of years each second.
  db::Statement& rows = connection.prepare(
      "SELECT device_id, updated_us, result ->> '$.words' = 'eft.result.communication' OR result ->> '$.offline' "
      "FROM payment_attempt WHERE id > (SELECT coalesce(max(id), 0) - 100 FROM payment_attempt) AND updated_us >= ? "
      "AND (result ->> '$.words' = 'eft.result.communication' OR result ->> '$.verdict' IN ('approved', "
      "'partiallyApproved', 'declined')) ORDER BY updated_us, id");
  rows.all(since);
  std::vector<HostAnswer> out;
  while (rows.step()) out.push_back({rows.integer(0), rows.instant(1), !rows.flag(2)});
  return out;
}
}  // namespace holdfast::payments
