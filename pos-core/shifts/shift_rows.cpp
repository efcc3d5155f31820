#include "shifts/shift.h"

namespace holdfast::shifts {
namespace {
#define SHIFT_COLUMNS                                                                                                                    \
  "SELECT s.id, s.uuid, s.register_id, r.uuid, r.number, s.number, s.status = 'OPEN', s.business_date, s.currency, s.opening_cash, "     \
  "s.expected_cash, s.counted_cash, s.variance_reason, s.first_receipt, s.last_receipt, s.opened_us, o.code, s.closed_us, c.code "       \
  "FROM shift s JOIN register r ON r.id = s.register_id JOIN staff o ON o.id = s.opened_by LEFT JOIN staff c ON c.id = s.closed_by "

Shift read(db::Statement& row) {
  Shift shift;
  shift.row = row.integer(0);
  shift.id = row.uuid(1);
  shift.register_row = row.integer(2);
  shift.register_id = row.uuid(3);
  shift.register_number = row.small(4);
  shift.number = row.integer(5);
  shift.open = row.flag(6);
  shift.business_date = row.string(7);
  shift.currency = row.string(8);
  shift.opening_cash = row.integer(9);
  shift.expected_cash = row.integer(10);
  shift.counted_cash = row.maybe_integer(11);
  shift.variance_reason = row.string(12);
  shift.first_receipt = row.maybe_integer(13);
  shift.last_receipt = row.maybe_integer(14);
  shift.opened_at = row.instant(15);
  shift.opened_by = row.string(16);
  shift.closed_at = row.maybe_instant(17);
  shift.closed_by = row.maybe_string(18);
  return shift;
}
std::optional<Shift> read_one(db::Statement& row) {
  std::optional<Shift> shift;
  if (row.step()) shift = read(row);
  row.reset();
  return shift;
}
}  // namespace

Result<Shift> load(db::Connection& connection, const Uuid& id) {
  auto shift = read_one(connection.prepare(SHIFT_COLUMNS "WHERE s.uuid = ?").all(id));
  if (!shift) return refuse(ErrorCode::not_found, "no shift " + to_string(id));
  return *std::move(shift);
}
std::optional<Shift> find_open(db::Connection& connection, std::int64_t register_row) {
  return read_one(connection.prepare(SHIFT_COLUMNS "WHERE s.register_id = ? AND s.status = 'OPEN'").all(register_row));
}
Result<Shift> load_open(db::Connection& connection, std::int64_t register_row) {
  auto shift = find_open(connection, register_row);
  if (!shift) return refuse(ErrorCode::no_open_shift, "open a shift on this register first");
  return *std::move(shift);
}
std::vector<Shift> list(db::Connection& connection, std::int64_t register_row, std::optional<bool> open, std::int64_t before_row, int limit) {
  db::Statement& rows = connection.prepare(SHIFT_COLUMNS
                                           "WHERE s.register_id = ?1 AND (?2 IS NULL OR (s.status = 'OPEN') = ?2) AND (?3 = 0 OR s.id < ?3) "
                                           "ORDER BY s.id DESC LIMIT ?4");
  rows.all(register_row, open, before_row, limit);
  std::vector<Shift> out;
  while (rows.step()) out.push_back(read(rows));
  return out;
}

std::vector<Shift> list_of_store(db::Connection& connection, const StoreFilter& filter) {
  db::Statement& rows = connection.prepare(SHIFT_COLUMNS
                                           "WHERE (?1 IS NULL OR (s.status = 'OPEN') = ?1) AND (?2 IS NULL OR s.business_date = ?2) "
                                           "AND (?3 = 0 OR s.id < ?3) ORDER BY s.id DESC LIMIT ?4");
  rows.all(filter.open, filter.business_date, filter.before_row, filter.limit);
  std::vector<Shift> out;
  while (rows.step()) out.push_back(read(rows));
  return out;
}

void insert(db::Transaction& tx, Shift& shift, std::int64_t opened_by) {
  tx.prepare("INSERT INTO shift(uuid, register_id, number, business_date, status, currency, opening_cash, expected_cash, opened_us, opened_by) "
             "VALUES (?, ?, ?, ?, 'OPEN', ?, ?, ?, ?, ?)")
      .exec(shift.id, shift.register_row, shift.number, shift.business_date, shift.currency, shift.opening_cash, shift.expected_cash,
            shift.opened_at, opened_by);
  shift.row = tx.last_rowid();
  tx.prepare("UPDATE register SET last_shift = ? WHERE id = ?").exec(shift.number, shift.register_row);
}

void add_total(db::Transaction& tx, std::int64_t shift_row, std::string_view kind, std::string_view key, std::int64_t count,
               std::int64_t amount, std::int64_t base) {
  tx.prepare("INSERT INTO shift_total(shift_id, kind, key, count, amount, base) VALUES (?1, ?2, ?3, ?4, ?5, ?6) "
             "ON CONFLICT(shift_id, kind, key) DO UPDATE SET count = count + ?4, amount = amount + ?5, base = base + ?6")
      .exec(shift_row, kind, key, count, amount, base);
}
void add_cash(db::Transaction& tx, std::int64_t shift_row, std::int64_t amount) {
  tx.prepare("UPDATE shift SET expected_cash = expected_cash + ? WHERE id = ?").exec(amount, shift_row);
}
void add_receipt(db::Transaction& tx, std::int64_t shift_row, std::int64_t receipt, std::int64_t cash) {
  tx.prepare("UPDATE shift SET first_receipt = coalesce(first_receipt, ?2), last_receipt = ?2, expected_cash = expected_cash + ?3 WHERE id = ?1")
      .exec(shift_row, receipt, cash);
}
void close(db::Transaction& tx, const Shift& shift, const Closing& closing, Instant now) {
  tx.prepare("UPDATE shift SET status = 'CLOSED', counted_cash = ?, variance_reason = ?, closed_us = ?, closed_by = ?, approver_id = ? WHERE id = ?")
      .exec(closing.counted, closing.reason, now, closing.closed_by, closing.approver_id, shift.row);
}

std::vector<Total> totals(db::Connection& connection, std::int64_t shift_row) {
  db::Statement& rows = connection.prepare("SELECT kind, key, count, amount, base FROM shift_total WHERE shift_id = ?");
  rows.all(shift_row);
  std::vector<Total> out;
  while (rows.step()) out.push_back({rows.string(0), rows.string(1), rows.integer(2), rows.integer(3), rows.integer(4)});
  return out;
}
std::vector<Denomination> denominations(db::Connection& connection, std::int64_t shift_row) {
  db::Statement& rows = connection.prepare("SELECT value, count FROM shift_denomination WHERE shift_id = ? ORDER BY value DESC");
  rows.all(shift_row);
  std::vector<Denomination> out;
  while (rows.step()) out.push_back({rows.integer(0), rows.integer(1)});
  return out;
}
void insert_denomination(db::Transaction& tx, std::int64_t shift_row, Denomination denomination) {
  tx.prepare("INSERT INTO shift_denomination(shift_id, value, count) VALUES (?, ?, ?)").exec(shift_row, denomination.value, denomination.count);
}
}  // namespace holdfast::shifts
