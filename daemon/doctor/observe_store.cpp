#include <sqlite3.h>

#include "db/connection.h"
#include "db/migrate.h"
#include "doctor/observe.h"
#include "invariants/check_all.h"

namespace holdfast::doctor {
namespace {
std::int64_t count(db::Connection& connection, const std::string& sql) {
  db::Statement& rows = connection.prepare_text(sql);
  const std::int64_t value = rows.step() ? rows.integer(0) : 0;
  rows.reset();
  return value;
}

void read_counts(db::Connection& connection, Store& store) {
  store.articles = count(connection, "SELECT count(*) FROM product_variant");
  store.active_staff = count(connection, "SELECT count(*) FROM staff WHERE active = 1");
  store.managers = count(connection,
                         "SELECT count(*) FROM staff s WHERE s.active = 1 AND EXISTS (SELECT 1 FROM role_permission p "
                         "WHERE p.role_id = s.role_id "
                         "AND p.permission = 'staff_admin')");
  store.registers = count(connection, "SELECT count(*) FROM register");
  store.terminals = count(connection, "SELECT count(*) FROM terminal WHERE revoked_us IS NULL");
  store.tenders = count(connection, "SELECT count(*) FROM tender WHERE active = 1");
  store.doubtful_payments = count(connection, "SELECT count(*) FROM payment_attempt WHERE state = 'unknown'");
  store.unknown_prints =
      count(connection,
            "SELECT count(*) FROM print_job j WHERE j.state = 'unknown' AND j.kind = 'receipt' AND NOT EXISTS "
            "(SELECT 1 FROM print_job r WHERE r.retry_of = j.id)");
  store.dead_letters = count(connection, "SELECT count(*) FROM dead_letter WHERE status = 'pending'");
  store.fiscal_undecided = count(connection, "SELECT count(*) FROM fiscal_receipt WHERE state = 'undecided'");
  store.paused = count(connection, "SELECT count(*) FROM replication_switch WHERE paused = 1 OR hub_paused = 1") > 0;
  db::Statement& shifts = connection.prepare(
      "SELECT r.name, s.opened_us FROM shift s JOIN register r ON r.id = s.register_id WHERE s.status = 'OPEN' ORDER "
      "BY s.opened_us");
  while (shifts.step()) store.open_shifts.emplace_back(shifts.string(0), shifts.instant(1));
}

void read_books(db::Connection& connection, Store& store) {
  db::Statement& unit = connection.prepare("SELECT out_reason FROM fiscal_unit WHERE active = 1");
  if (unit.step()) store.fiscal_out = unit.string(0);
  unit.reset();
  db::Statement& shifts = connection.prepare(
      "SELECT count(*), min(closed_us) FROM shift s WHERE status = 'CLOSED' AND NOT EXISTS (SELECT 1 FROM "
      "day_seal_shift d WHERE d.shift_id = s.id)");
  if (shifts.step()) {
    store.shifts_unsealed = shifts.integer(0);
    store.unsealed_since = shifts.maybe_instant(1);
  }
  shifts.reset();
  db::Statement& site = connection.prepare("SELECT site_id FROM site");
  if (site.step()) store.site_id = site.string(0);
  site.reset();
  store.oldest = Instant{count(connection, "SELECT coalesce(min(recorded_us), 0) FROM event_log")};
}

void read_backlog(db::Connection& connection, Store& store) {
  db::Statement& rows = connection.prepare(
      "SELECT count(*), min(recorded_us) FROM event_log WHERE seq > coalesce((SELECT u.ack_seq + coalesce((SELECT "
      "base_seq "
      "FROM event_epoch e WHERE e.epoch = u.epoch), 0) FROM upsync_state u), 0)");
  if (rows.step()) {
    store.unsent = rows.integer(0);
    store.unsent_since = rows.maybe_instant(1);
  }
  rows.reset();
  db::Statement& as_of = connection.prepare("SELECT masters_us FROM capability_as_of");
  if (as_of.step()) store.masters_as_of = as_of.instant(0);
  as_of.reset();
}

void read_store(const std::filesystem::path& file, Depth depth, Store& store, const invariants::Seen& seen) {
  db::Connection connection{file, db::Access::reader};
  store.schema = static_cast<int>(count(connection, "PRAGMA user_version"));
  db::Statement& check = connection.prepare("PRAGMA quick_check(20)");
  while (check.step())
    if (check.text(0) != "ok") store.damages.push_back(check.string(0));
  if (!store.damages.empty()) return;
  if (count(connection, "PRAGMA application_id") != db::application_id) {
    store.failure = "it is not a store's database";
    return;
  }
  store.newest = Instant{
      count(connection,
            "SELECT coalesce(max(recorded_us), 0) FROM event_log WHERE seq > (SELECT max(seq) FROM event_log) - 1000")};
  store.schema_readable_by = static_cast<int>(db::schema_of(connection).readable_by);
  if (!has_known_tables(store)) return;  // its tables may be others
  read_counts(connection, store);
  read_books(connection, store);
  read_backlog(connection, store);
  if (depth == Depth::deep)
    for (const invariants::Violation& found : invariants::check_all(connection, nullptr, 1, seen))
      store.violations.push_back(found.rule + ": " + found.subject + ": " + found.detail);
}
}  // namespace

Store observe_store(const std::filesystem::path& data, Depth depth, const invariants::Seen& seen) {
  Store store;
  const std::filesystem::path file = data / "store.db";
  std::error_code none;
  store.exists = std::filesystem::exists(file, none);
  store.schema_here = db::edge_migrations().back().number;
  if (!store.exists) return store;
  const auto wal = std::filesystem::file_size(data / "store.db-wal", none);
  store.wal_bytes = none ? 0 : wal;
  try {
    read_store(file, depth, store, seen);
  } catch (const db::Failure& failure) {
    constexpr int primary = 0xff;
    if ((failure.sqlite_code() & primary) == SQLITE_CORRUPT)
      store.damages.push_back(failure.what());
    else
      store.failure = failure.what();
  } catch (const std::exception& failure) {
    store.failure = failure.what();
  }
  return store;
}
}  // namespace holdfast::doctor
