#include "queries/dead_letter_document.h"

#include "events/epochs.h"
#include "events/event_log.h"

namespace holdfast::queries {
namespace {
std::optional<std::string> event_at(db::Connection& connection, std::int64_t epoch, std::int64_t epoch_seq) {
  const auto known = events::find_epoch(connection, epoch);
  const std::int64_t seq = epoch_seq + (known ? known->base_seq : 0);
  std::optional<std::string> body;
  events::read_after(connection, seq - 1, 1, [&](const events::Stored& stored) {
    if (stored.seq == seq && !stored.body.empty()) body = stored.body;
  });
  return body;
}

std::optional<std::string> row_of(db::Connection& connection, const std::string& dataset, const std::string& key) {
  // What came last may wait still; what is in force, or would be, lies in feed_row.
  db::Statement& row = connection.prepare(
      "SELECT body FROM feed_stage WHERE dataset = ?1 AND row_key = ?2 AND body IS NOT NULL UNION ALL "
      "SELECT body FROM feed_row WHERE dataset = ?1 AND row_key = ?2 LIMIT 1");
  std::optional<std::string> body;
  if (row.all(dataset, key).step()) body = row.string(0);
  row.reset();
  return body;
}
}  // namespace

std::optional<std::string> dead_letter_document(db::Connection& connection, const DeadLetterRow& letter) {
  if (letter.direction == "up") return event_at(connection, letter.epoch.value_or(1), letter.seq.value_or(0));
  return row_of(connection, letter.dataset.value_or(""), letter.key.value_or(""));
}
}  // namespace holdfast::queries
