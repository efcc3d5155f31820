#include "catalogue/price_down.h"

namespace holdfast::catalogue {
namespace {
#define DOWN_COLUMNS                                                                                                   \
  "SELECT d.id, d.uuid, d.variant_id, v.uuid, v.sku, v.name, d.amount, d.former, d.from_us, d.to_us, d.reason, "       \
  "coalesce(d.staff_id, 0), d.approver_id, s.code, d.created_us, d.ended_us FROM price_down d JOIN product_variant v " \
  "ON v.id = d.variant_id LEFT JOIN staff s ON s.id = d.staff_id "
PriceDown read(const db::Statement& row) {
  PriceDown down;
  down.row = row.integer(0);
  down.id = row.uuid(1);
  down.variant_row = row.integer(2);
  down.variant = row.uuid(3);
  down.sku = row.string(4);
  down.name = row.string(5);
  down.amount = row.integer(6);
  down.former = row.integer(7);
  down.from = row.instant(8);
  down.to = row.instant(9);
  down.reason = row.string(10);
  down.staff_row = row.integer(11);
  down.approver_row = row.maybe_integer(12);
  down.staff_code = row.maybe_string(13);
  down.created = row.instant(14);
  down.ended = row.maybe_instant(15);
  return down;
}
std::optional<PriceDown> one(db::Statement& row) {
  std::optional<PriceDown> found;
  if (row.step()) found = read(row);
  row.reset();
  return found;
}
}  // namespace

void insert(db::Transaction& tx, PriceDown& down) {
  tx.prepare(
        "INSERT INTO price_down(uuid, variant_id, amount, former, from_us, to_us, reason, staff_id, approver_id, "
        "created_us) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")
      .exec(down.id, down.variant_row, down.amount, down.former, down.from, down.to, down.reason,
            down.staff_row == 0 ? std::nullopt : std::optional{down.staff_row}, down.approver_row, down.created);
  down.row = tx.last_rowid();
}

void end(db::Transaction& tx, const PriceDown& down, std::int64_t staff_row) {
  tx.prepare("UPDATE price_down SET to_us = ?, ended_us = ?, ended_by = ? WHERE id = ?")
      .exec(down.to, down.ended, staff_row == 0 ? std::nullopt : std::optional{staff_row}, down.row);
}

std::optional<PriceDown> find_price_down(db::Connection& connection, const Uuid& id) {
  return one(connection.prepare(DOWN_COLUMNS "WHERE d.uuid = ?").all(id));
}

std::optional<PriceDown> price_down_within(db::Connection& connection, std::int64_t variant_row, Instant from,
                                           Instant to) {
  return one(connection.prepare(DOWN_COLUMNS "WHERE d.variant_id = ? AND d.from_us < ? AND d.to_us > ? LIMIT 1")
                 .all(variant_row, to, from));
}

std::vector<PriceDown> price_downs(db::Connection& connection, const PriceDownFilter& filter) {
  std::vector<PriceDown> found;
  db::Statement& rows = connection.prepare(
      DOWN_COLUMNS
      "WHERE (?1 IS NULL OR d.variant_id = ?1) AND (?2 IS NULL OR d.to_us > ?2) AND d.id < ?3 ORDER BY d.id DESC LIMIT "
      "?4");
  rows.all(filter.variant_row, filter.open_at, filter.before == 0 ? INT64_MAX : filter.before, filter.limit);
  while (rows.step()) found.push_back(read(rows));
  return found;
}

std::vector<PriceChange> price_changes(db::Connection& connection, std::int64_t variant_row, int limit) {
  std::vector<PriceChange> found;
  db::Statement& rows = connection.prepare(
      "SELECT at_us, former, amount FROM price_change WHERE variant_id = ? ORDER BY id DESC LIMIT ?");
  rows.all(variant_row, limit);
  while (rows.step()) found.push_back({rows.instant(0), rows.maybe_integer(1), rows.maybe_integer(2)});
  return found;
}
}  // namespace holdfast::catalogue
