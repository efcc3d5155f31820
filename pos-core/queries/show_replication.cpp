#include "queries/show_replication.h"

#include "events/epochs.h"

namespace holdfast::queries {
namespace {
constexpr std::string_view run_columns =
    "id, uuid, kind, state, step, done, total, error, correlation_id, started_us, ended_us";
constexpr std::string_view letter_columns =
    "id, uuid, direction, epoch, epoch_seq, dataset, row_key, event_type, error_class, detail, CASE WHEN corrected IS NULL "
    "THEN status WHEN corrected_us IS NULL THEN 'correcting' ELSE 'corrected' END AS shown, notes, "
    "reviewed_by, "
    "attempts, first_us, last_us";

RunRow run_of(const db::Statement& row) {
  return {row.integer(0), row.uuid(1),         row.string(2), row.string(3),  row.string(4),        row.integer(5),
          row.integer(6), row.maybe_string(7), row.string(8), row.instant(9), row.maybe_instant(10)};
}
DeadLetterRow letter_of(const db::Statement& row) {
  return {row.integer(0),       row.uuid(1),         row.string(2),       row.maybe_integer(3),
          row.maybe_integer(4), row.maybe_string(5), row.maybe_string(6), row.string(7),
          row.string(8),        row.string(9),       row.string(10),      row.string(11),
          row.maybe_string(12), row.integer(13),     row.instant(14),     row.instant(15)};
}
template <class Row, class Read>
std::optional<Row> one(db::Statement& statement, const Read& read) {
  std::optional<Row> found;
  if (statement.step()) found = read(statement);
  statement.reset();
  return found;
}
}  // namespace

UpwardProgress upward_progress(db::Connection& connection) {
  UpwardProgress out;
  db::Statement& site = connection.prepare("SELECT epoch FROM site WHERE id = 1");
  if (site.step()) out.epoch = site.integer(0);
  site.reset();
  const std::int64_t last = events::last_seq(connection);
  const auto epoch = events::find_epoch(connection, out.epoch);
  out.base_seq = epoch ? epoch->base_seq : last;
  out.head_seq = last - out.base_seq;
  db::Statement& row =
      connection.prepare("SELECT ack_seq, applied_seq, acked_us, clock_error_us FROM upsync_state WHERE epoch = ?");
  row.all(out.epoch);
  if (row.step()) {
    out.ack_seq = row.integer(0);
    out.applied_seq = row.integer(1);
    out.acked_at = row.instant(2);
    out.clock_error_us = row.integer(3);
  }
  row.reset();
  return out;
}

Waiting waiting_after(db::Connection& connection, std::int64_t seq) {
  Waiting out;
  out.records = events::last_seq(connection) - seq;
  db::Statement& first = connection.prepare("SELECT recorded_us FROM event_log WHERE seq > ? ORDER BY seq LIMIT 1");
  first.all(seq);
  if (first.step()) out.oldest = first.instant(0);
  first.reset();
  db::Statement& sums = connection.prepare(
      "SELECT count(*), coalesce(sum(o.total), 0) FROM event_log e JOIN orders o ON o.uuid = e.aggregate_id "
      "WHERE e.seq > ? AND e.type = 'OrderPaid'");
  sums.all(seq);
  if (sums.step()) {
    out.orders = sums.integer(0);
    out.money = sums.integer(1);
  }
  sums.reset();
  return out;
}

DownwardProgress downward_progress(db::Connection& connection) {
  DownwardProgress out;
  db::Statement& row = connection.prepare(
      "SELECT active_version, staged_version, activated_us, loading IS NOT NULL, (SELECT count(*) FROM feed_stage) "
      "FROM feed_state");
  if (row.step()) {
    out.active_version = row.integer(0);
    out.staged_version = row.integer(1);
    if (row.integer(2) != 0) out.activated_at = row.instant(2);
    out.loading = row.flag(3);
    out.staged_rows = row.integer(4);
  }
  row.reset();
  return out;
}

Switch replication_switch(db::Connection& connection, std::string_view direction) {
  db::Statement& row = connection.prepare(
      "SELECT paused OR hub_paused, CASE WHEN hub_paused AND NOT paused THEN hub_reason ELSE reason END, paused, "
      "hub_paused, CASE WHEN paused THEN paused_by ELSE '' END, CASE WHEN hub_paused THEN hub_by ELSE '' END, hub_reason "
      "FROM replication_switch WHERE direction = ?");
  row.all(direction);
  return one<Switch>(row,
                     [](const db::Statement& at) {
                       return Switch{at.flag(0), at.string(1), at.flag(2),  at.flag(3),
                                     at.string(4), at.string(5), at.string(6)};
                     })
      .value_or(Switch{});
}

std::int64_t pending_dead_letters(db::Connection& connection) {
  db::Statement& row = connection.prepare("SELECT count(*) FROM dead_letter WHERE status = 'pending'");
  return one<std::int64_t>(row, [](const db::Statement& at) { return at.integer(0); }).value_or(0);
}

std::vector<RunRow> replication_runs(db::Connection& connection, std::int64_t before, int limit) {
  db::Statement& rows = connection.prepare_text(
      "SELECT " + std::string{run_columns} + " FROM replication_run WHERE ?1 = 0 OR id < ?1 ORDER BY id DESC LIMIT ?2");
  rows.all(before, limit);
  std::vector<RunRow> out;
  while (rows.step()) out.push_back(run_of(rows));
  return out;
}
std::optional<RunRow> find_run(db::Connection& connection, const Uuid& id) {
  db::Statement& row =
      connection.prepare_text("SELECT " + std::string{run_columns} + " FROM replication_run WHERE uuid = ?");
  row.all(id);
  return one<RunRow>(row, run_of);
}

void append_run(JsonWriter& json, const RunRow& run, int utc_offset_min) {
  json.begin_object()
      .member("runId", run.id)
      .member("kind", run.kind)
      .member("state", run.state)
      .member("step", run.step);
  json.key("progress").begin_object().member("done", run.done).member("total", run.total).end_object();
  json.nullable("error", run.error).member("correlationId", run.correlation_id);
  json.key("startedAt").time(run.started_at, utc_offset_min).key("endedAt");
  if (run.ended_at)
    json.time(*run.ended_at, utc_offset_min);
  else
    json.null();
  json.end_object();
}

std::vector<DeadLetterRow> dead_letters(db::Connection& connection, const std::optional<std::string>& status,
                                        std::int64_t before, int limit) {
  db::Statement& rows = connection.prepare_text(
      "SELECT " + std::string{letter_columns} +
      " FROM dead_letter WHERE (?1 IS NULL OR shown = ?1) AND (?2 = 0 OR id < ?2) ORDER BY id DESC LIMIT ?3");
  rows.all(status, before, limit);
  std::vector<DeadLetterRow> out;
  while (rows.step()) out.push_back(letter_of(rows));
  return out;
}
std::optional<DeadLetterRow> find_dead_letter(db::Connection& connection, const Uuid& id) {
  db::Statement& row =
      connection.prepare_text("SELECT " + std::string{letter_columns} + " FROM dead_letter WHERE uuid = ?");
  row.all(id);
  return one<DeadLetterRow>(row, letter_of);
}

void append_dead_letter(JsonWriter& json, const DeadLetterRow& letter, int utc_offset_min) {
  json.begin_object().member("deadLetterId", letter.id).member("direction", letter.direction);
  json.nullable("epoch", letter.epoch)
      .nullable("seq", letter.seq)
      .nullable("dataset", letter.dataset)
      .nullable("key", letter.key);
  json.member("eventType", letter.event_type).member("errorClass", letter.error_class).member("detail", letter.detail);
  json.member("attempts", letter.attempts).member("status", letter.status).nullable("reviewedBy", letter.reviewed_by);
  json.member("notes", letter.notes).key("firstAt").time(letter.first_at, utc_offset_min);
  json.key("lastAt").time(letter.last_at, utc_offset_min).end_object();
}
}  // namespace holdfast::queries
