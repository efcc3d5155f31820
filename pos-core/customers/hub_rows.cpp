#include "customers/hub_rows.h"

namespace holdfast::customers {
std::optional<std::string> hub_state(db::Connection& connection, std::int64_t person_row) {
  // The answer is `{"personId", "state"}`; a refusal of what was done already is for a person to look at.
  db::Statement& row = connection.prepare(
      "SELECT CASE WHEN c.id IS NULL THEN h.state WHEN c.state = 'answered' THEN iif(json_extract(c.answer, '$.state') "
      "= 'review', 'review', 'confirmed') WHEN c.state IN ('refused', 'not_done') THEN 'review' ELSE 'provisional' END "
      "FROM person_hub h LEFT JOIN realtime_call c ON c.id = h.call_id WHERE h.person_id = ?");
  std::optional<std::string> state;
  if (row.all(person_row).step()) state = row.string(0);
  row.reset();
  return state;
}

void put_hub_state(db::Transaction& tx, std::int64_t person_row, std::string_view state,
                   const std::optional<Uuid>& call, Instant now) {
  tx.prepare(
        "INSERT INTO person_hub(person_id, state, call_id, changed_us) VALUES (?1, ?2, ?3, ?4) ON CONFLICT(person_id) "
        "DO UPDATE SET state = ?2, call_id = ?3, changed_us = ?4")
      .exec(person_row, state, call, now);
}
}  // namespace holdfast::customers
