#include "stock/count_rows.h"

namespace holdfast::stock {
namespace {
#define COUNT_COLUMNS                                                                                                  \
  "SELECT c.id, c.uuid, c.name, c.status, s.code, c.opened_us, c.closed_us, (SELECT count(*) FROM stock_count_line l " \
  "WHERE l.count_id = c.id), (SELECT count(*) FROM stock_count_line l WHERE l.count_id = c.id AND l.counted_micro <> " \
  "l.level_micro) FROM stock_count c LEFT JOIN staff s ON s.id = c.staff_id "
Count read(const db::Statement& row) {
  return {row.integer(0), row.uuid(1),          row.string(2),  row.string(3), row.maybe_string(4),
          row.instant(5), row.maybe_instant(6), row.integer(7), row.integer(8)};
}
}  // namespace

void insert(db::Transaction& tx, Count& count, std::optional<std::int64_t> staff_row) {
  tx.prepare("INSERT INTO stock_count(uuid, name, staff_id, opened_us) VALUES (?, ?, ?, ?)")
      .exec(count.id, count.name, staff_row, count.opened);
  count.row = tx.last_rowid();
}

std::optional<Count> find_count(db::Connection& connection, const Uuid& id) {
  db::Statement& row = connection.prepare(COUNT_COLUMNS "WHERE c.uuid = ?");
  std::optional<Count> found;
  if (row.all(id).step()) found = read(row);
  row.reset();
  return found;
}

std::vector<Count> counts(db::Connection& connection, const std::optional<std::string>& status, std::int64_t before,
                          int limit) {
  std::vector<Count> found;
  db::Statement& rows =
      connection.prepare(COUNT_COLUMNS "WHERE (?1 IS NULL OR c.status = ?1) AND c.id < ?2 ORDER BY c.id DESC LIMIT ?3");
  rows.all(status, before == 0 ? INT64_MAX : before, limit);
  while (rows.step()) found.push_back(read(rows));
  return found;
}

void close(db::Transaction& tx, const Count& count, std::optional<std::int64_t> staff_row) {
  tx.prepare("UPDATE stock_count SET status = ?, closed_us = ?, closed_by = ? WHERE id = ?")
      .exec(count.status, count.closed, staff_row, count.row);
}

std::optional<Quantity> counted(db::Connection& connection, std::int64_t count_row, std::int64_t variant_row) {
  db::Statement& row =
      connection.prepare("SELECT counted_micro FROM stock_count_line WHERE count_id = ? AND variant_id = ?");
  std::optional<Quantity> found;
  if (row.all(count_row, variant_row).step()) found = Quantity::from_micro(row.integer(0));
  row.reset();
  return found;
}

void put_line(db::Transaction& tx, std::int64_t count_row, const CountLine& line,
              std::optional<std::int64_t> staff_row) {
  tx.prepare(
        "INSERT INTO stock_count_line(count_id, variant_id, counted_micro, level_micro, staff_id, at_us) VALUES (?, ?, "
        "?, ?, ?, ?) ON CONFLICT DO UPDATE SET counted_micro = excluded.counted_micro, level_micro = "
        "excluded.level_micro, staff_id = excluded.staff_id, at_us = excluded.at_us")
      .exec(count_row, line.article.row, line.counted.micro(), line.level.micro(), staff_row, line.at);
}

bool remove_line(db::Transaction& tx, std::int64_t count_row, std::int64_t variant_row) {
  tx.prepare("DELETE FROM stock_count_line WHERE count_id = ? AND variant_id = ?").exec(count_row, variant_row);
  return tx.connection().changes() > 0;
}

std::vector<CountLine> lines(db::Connection& connection, std::int64_t count_row) {
  std::vector<CountLine> found;
  db::Statement& rows = connection.prepare(
      "SELECT v.id, v.uuid, v.sku, v.name, v.unit, v.inventory_source, l.counted_micro, l.level_micro, s.code, l.at_us "
      "FROM stock_count_line l JOIN product_variant v ON v.id = l.variant_id LEFT JOIN staff s ON s.id = l.staff_id "
      "WHERE l.count_id = ? ORDER BY v.sku");
  rows.all(count_row);
  while (rows.step())
    found.push_back(
        {{rows.integer(0), rows.uuid(1), rows.string(2), rows.string(3), rows.string(4), rows.text(5) == "store"},
         Quantity::from_micro(rows.integer(6)),
         Quantity::from_micro(rows.integer(7)),
         rows.maybe_string(8),
         rows.instant(9)});
  return found;
}
}  // namespace holdfast::stock
