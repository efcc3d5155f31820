#include "devices/print_job_rows.h"

#include "base/check.h"
#include "orders/order.h"

namespace holdfast::devices {
namespace {
// One text for every read of a job; a macro because prepared statements are found by their literal's address.
#define HF_JOB                                                                                                        \
  "SELECT j.id, j.uuid, j.device_id, d.uuid, j.register_id, r.uuid, j.order_id, o.uuid, j.shift_id, s.uuid, j.kind, " \
  "j.copy, j.opens_drawer, j.drawer, j.state, j.why, f.uuid, j.created_us, j.changed_us, j.expires_us, o.receipt, "   \
  "n.number, j.ticket_id, k.uuid FROM print_job j JOIN device d ON d.id = j.device_id LEFT JOIN register r ON r.id = j.register_id LEFT "  \
  "JOIN orders o ON o.id = j.order_id LEFT JOIN register n ON n.id = o.register_id LEFT JOIN shift s ON s.id = "      \
  "j.shift_id LEFT JOIN print_job f ON f.id = j.retry_of "                            \
  "LEFT JOIN kitchen_ticket k ON k.id = j.ticket_id "

std::optional<Uuid> maybe_uuid(const db::Statement& row, int column) {
  return row.is_null(column) ? std::nullopt : std::optional{row.uuid(column)};
}

PrintJob job_of(const db::Statement& row) {
  PrintJob job;
  job.row = row.integer(0);
  job.id = row.uuid(1);
  job.device_row = row.integer(2);
  job.device = row.uuid(3);
  job.register_row = row.maybe_integer(4);
  job.register_id = maybe_uuid(row, 5);
  job.order_row = row.maybe_integer(6);
  job.order = maybe_uuid(row, 7);
  job.shift_row = row.maybe_integer(8);
  job.shift = maybe_uuid(row, 9);
  const auto kind = parse_job_kind(row.text(10));
  const auto state = parse_job_state(row.text(14));
  check(kind && state);
  job.kind = *kind;
  job.copy = row.small(11);
  job.opens_drawer = row.flag(12);
  job.drawer = row.maybe_string(13);
  job.state = *state;
  job.why = row.string(15);
  job.retry_of = maybe_uuid(row, 16);
  job.created_at = row.instant(17);
  job.changed_at = row.instant(18);
  job.expires_at = row.instant(19);
  job.ticket_row = row.maybe_integer(22);
  job.ticket = maybe_uuid(row, 23);
  if (!row.is_null(20)) job.receipt_number = orders::receipt_number(row.small(21), row.integer(20));
  return job;
}

std::vector<PrintJob> all_of(db::Statement& rows) {
  std::vector<PrintJob> found;
  while (rows.step()) found.push_back(job_of(rows));
  return found;
}
Result<PrintJob> one_of(db::Statement& row) {
  if (!row.step()) {
    row.reset();
    return refuse(ErrorCode::not_found, "no such print job");
  }
  PrintJob job = job_of(row);
  row.reset();
  return job;
}
}  // namespace

bool insert(db::Transaction& tx, PrintJob& job, std::optional<std::int64_t> staff_row) {
  std::optional<std::int64_t> first;
  if (job.retry_of) {
    db::Statement& row = tx.prepare("SELECT id FROM print_job WHERE uuid = ?");
    if (row.all(*job.retry_of).step()) first = row.integer(0);
    row.reset();
  }
  if (job.kind == JobKind::receipt) {
    db::Statement& twin = tx.prepare("SELECT 1 FROM print_job WHERE order_id = ? AND kind = 'receipt'");
    const bool queued = twin.all(job.order_row).step();
    twin.reset();
    if (queued) return false;
  }
  if (job.ticket_row && !first && first_ticket_job(tx.connection(), *job.ticket_row, job.device_row)) return false;
  if (job.kind == JobKind::kitchen && job.order_row && !first) {
    db::Statement& twin = tx.prepare(
        "SELECT 1 FROM print_job WHERE order_id = ? AND device_id = ? AND kind = 'kitchen' AND retry_of IS NULL");
    const bool queued = twin.all(job.order_row, job.device_row).step();
    twin.reset();
    if (queued) return false;
  }
  tx.prepare(
        "INSERT INTO print_job(uuid, device_id, register_id, kind, order_id, shift_id, ticket_id, copy, opens_drawer, state, "
        "why, retry_of, staff_id, created_us, changed_us, expires_us) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")
      .exec(job.id, job.device_row, job.register_row, name_of(job.kind), job.order_row, job.shift_row, job.ticket_row, job.copy,
            job.opens_drawer, name_of(job.state), job.why, first, staff_row, job.created_at, job.changed_at,
            job.expires_at);
  job.row = tx.last_rowid();
  return true;
}

std::optional<Uuid> first_ticket_job(db::Connection& connection, std::int64_t ticket_row, std::int64_t device_row) {
  db::Statement& row =
      connection.prepare("SELECT uuid FROM print_job WHERE ticket_id = ? AND device_id = ? AND retry_of IS NULL");
  const auto found = row.all(ticket_row, device_row).step() ? std::optional{row.uuid(0)} : std::nullopt;
  row.reset();
  return found;
}

Result<PrintJob> load_job(db::Connection& connection, const Uuid& id) {
  return one_of(connection.prepare(HF_JOB "WHERE j.uuid = ?").all(id));
}
Result<PrintJob> load_job(db::Connection& connection, std::int64_t row) {
  return one_of(connection.prepare(HF_JOB "WHERE j.id = ?").all(row));
}

void update(db::Transaction& tx, const PrintJob& job) {
  tx.prepare("UPDATE print_job SET state = ?, why = ?, drawer = ?, changed_us = ?, expires_us = ? WHERE id = ?")
      .exec(name_of(job.state), job.why, job.drawer, job.changed_at, job.expires_at, job.row);
}

std::vector<PrintJob> queued_jobs(db::Connection& connection) { return jobs_in(connection, JobState::queued); }

std::vector<PrintJob> jobs_in(db::Connection& connection, JobState state) {
  // Both words stand in the text so that the partial index serves.
  db::Statement& rows = connection.prepare(
      HF_JOB
      "WHERE j.id IN (SELECT id FROM print_job WHERE state IN ('queued', 'printing')) AND j.state = ? ORDER BY "
      "j.id");
  rows.all(name_of(state));
  return all_of(rows);
}

std::vector<std::int64_t> broken_devices(db::Connection& connection, Instant now) {
  constexpr std::int64_t on_its_way_seconds = 60;
  std::vector<std::int64_t> found;
  db::Statement& rows = connection.prepare(
      "SELECT d.id FROM device d JOIN print_job j ON j.id = (SELECT l.id FROM print_job l WHERE l.device_id = d.id AND "
      "l.kind <> 'drawer_kick' AND l.state IN ('printing', 'sent', 'confirmed', 'unknown') ORDER BY l.id DESC LIMIT 1) "
      "WHERE d.removed_us IS NULL AND d.kind = 'receipt_printer' AND (j.state IN ('unknown', 'printing') OR (j.why = "
      "'accepted' AND j.changed_us > ?))");
  rows.all(now.plus_seconds(-on_its_way_seconds));
  while (rows.step()) found.push_back(rows.integer(0));
  return found;
}

std::vector<PrintJob> list_jobs(db::Connection& connection, const JobFilter& filter) {
  const std::int64_t before = filter.before == 0 ? INT64_MAX : filter.before;
  const auto state = filter.state ? std::optional{name_of(*filter.state)} : std::nullopt;
  if (filter.order) {
    db::Statement& rows = connection.prepare(
        HF_JOB
        "WHERE j.order_id = (SELECT id FROM orders WHERE uuid = ?) AND j.id < ? AND (?3 IS NULL OR j.state = ?3) AND "
        "(?4 IS NULL OR d.uuid = ?4) AND (?5 IS NULL OR r.uuid = ?5) ORDER BY j.id DESC LIMIT ?6");
    rows.all(*filter.order, before, state, filter.device, filter.register_id, filter.limit);
    return all_of(rows);
  }
  db::Statement& rows = connection.prepare(
      HF_JOB
      "WHERE j.id < ?1 AND (?2 IS NULL OR j.state = ?2) AND (?3 IS NULL OR d.uuid = ?3) AND (?4 IS NULL OR r.uuid = "
      "?4) ORDER BY j.id DESC LIMIT ?5");
  rows.all(before, state, filter.device, filter.register_id, filter.limit);
  return all_of(rows);
}
}  // namespace holdfast::devices
