#include "queries/sync_entries.h"

#include <algorithm>
#include <set>

#include "base/digest.h"

#include "queries/show_replication.h"

namespace holdfast::queries {
namespace {
/// An event of the log that a person has to decide about.
struct Letter {
  std::string_view status;
  std::string error;
  std::int64_t attempts = 0;
};
std::optional<Letter> letter_at(db::Connection& connection, std::int64_t seq) {
  db::Statement& row = connection.prepare(
      "SELECT status, detail, attempts FROM dead_letter d WHERE direction = 'up' AND status IN ('pending', 'released') "
      "AND "
      "coalesce((SELECT base_seq FROM event_epoch b WHERE b.epoch = d.epoch), 0) + epoch_seq = ?");
  std::optional<Letter> found;
  if (row.all(seq).step())
    found = Letter{row.text(0) == "released" ? "retrying" : "failed", row.string(1), row.integer(2)};
  row.reset();
  return found;
}

std::vector<SyncEntry> of_log(db::Connection& connection, std::string_view status, std::int64_t before, int limit) {
  const UpwardProgress up = upward_progress(connection);
  const std::int64_t acked = up.base_seq + up.ack_seq;
  const Instant acked_at = up.acked_at.value_or(Instant{0});
  std::int64_t above = status == "pending" ? acked : 0;
  std::int64_t below = before > 0 ? before : INT64_MAX;
  if (status == "success") below = std::min(below, acked + 1);
  const bool any_letters = pending_dead_letters(connection) > 0;
  db::Statement& rows = connection.prepare(
      "SELECT seq, event_id, aggregate_type, aggregate_id, body_sha, recorded_us FROM event_log WHERE seq > ? AND seq "
      "< ? "
      "ORDER BY seq DESC");
  rows.all(above, below);
  std::vector<SyncEntry> out;
  std::set<std::string> seen;
  while (static_cast<int>(out.size()) < limit && rows.step()) {
    SyncEntry entry;
    entry.seq = rows.integer(0);
    entry.entity_type = rows.string(2);
    entry.entity_id = to_string(rows.uuid(3));
    if (!seen.insert(entry.entity_type + entry.entity_id).second) continue;
    entry.id = to_string(rows.uuid(1));
    Sha256 sha{};
    const std::string_view bytes = rows.blob(4);
    std::copy_n(bytes.begin(), std::min(bytes.size(), sha.size()), sha.begin());
    entry.payload_sha = to_hex(sha);
    entry.created = entry.updated = rows.instant(5);
    const bool held = entry.seq <= acked;
    entry.status = held ? "success" : "pending";
    if (held) entry.completed = entry.updated = std::max(acked_at, entry.created);
    if (const auto letter = any_letters ? letter_at(connection, entry.seq) : std::nullopt) {
      if (!status.empty()) continue;
      entry.status = letter->status;
      entry.error = letter->error;
      entry.attempts = letter->attempts;
      entry.completed.reset();
    }
    out.push_back(std::move(entry));
  }
  rows.reset();
  return out;
}

std::vector<SyncEntry> of_letters(db::Connection& connection, std::string_view status, std::int64_t before, int limit) {
  std::vector<SyncEntry> out;
  for (DeadLetterRow& row : dead_letters(connection, status == "retrying" ? "released" : "pending", before, limit)) {
    SyncEntry entry;
    entry.seq = row.row;
    entry.id = to_string(row.id);
    entry.outbound = row.direction == "up";
    entry.entity_type = entry.outbound ? row.event_type : row.dataset.value_or("");
    entry.entity_id = entry.outbound ? std::to_string(row.epoch.value_or(0)) + ":" + std::to_string(row.seq.value_or(0))
                                     : row.key.value_or("");
    entry.status = status;
    entry.error = row.detail;
    entry.attempts = row.attempts;
    entry.created = row.first_at;
    entry.updated = row.last_at;
    out.push_back(std::move(entry));
  }
  return out;
}
}  // namespace

std::vector<SyncEntry> sync_entries(db::Connection& connection, std::string_view status, std::int64_t before,
                                    int limit) {
  if (status == "failed" || status == "retrying") return of_letters(connection, status, before, limit);
  return of_log(connection, status, before, limit);
}

void append_sync_entry(JsonWriter& json, const SyncEntry& entry, int utc_offset_min) {
  json.begin_object().member("id", entry.id).member("system", "hub");
  json.member("entityType", entry.entity_type).member("entityId", entry.entity_id);
  json.member("direction", entry.outbound ? "outbound" : "inbound").member("status", entry.status);
  json.nullable("errorMessage", entry.error).member("retryCount", entry.attempts).key("payloadHash");
  if (entry.payload_sha.empty())
    json.null();
  else
    json.value(entry.payload_sha);
  json.key("createdAt").time(entry.created, utc_offset_min).key("updatedAt").time(entry.updated, utc_offset_min);
  json.key("completedAt");
  if (entry.completed)
    json.time(*entry.completed, utc_offset_min);
  else
    json.null();
  json.end_object();
}
}  // namespace holdfast::queries
