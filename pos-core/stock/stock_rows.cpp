#include "stock/stock_rows.h"

#include "db/failure.h"

namespace holdfast::stock {
void move(db::Transaction& tx, const Move& move) {
  tx.prepare(
        "INSERT INTO stock_move(variant_id, location_id, kind, quantity_micro, order_id, reason, staff_id, at_us) "
        "VALUES (?, ?, ?, ?, ?, ?, ?, ?)")
      .exec(move.variant_id, move.location_id, move.kind, move.quantity.micro(), move.order_id, move.reason,
            move.staff_id, move.at);
  // An upsert would look the row up twice; nearly always it is there.
  tx.prepare("UPDATE stock_level SET quantity_micro = quantity_micro + ? WHERE variant_id = ? AND location_id = ?")
      .exec(move.quantity.micro(), move.variant_id, move.location_id);
  if (tx.connection().changes() == 0)
    tx.prepare("INSERT INTO stock_level(variant_id, location_id, quantity_micro) VALUES (?, ?, ?)")
        .exec(move.variant_id, move.location_id, move.quantity.micro());
}

Quantity level(db::Connection& connection, std::int64_t variant_id, std::int64_t location_id) {
  db::Statement& row =
      connection.prepare("SELECT quantity_micro FROM stock_level WHERE variant_id = ? AND location_id = ?");
  const Quantity quantity = Quantity::from_micro(row.all(variant_id, location_id).step() ? row.integer(0) : 0);
  row.reset();
  return quantity;
}

namespace {
Article article_of(db::Statement& row) {
  return {row.integer(0), row.uuid(1), row.string(2), row.string(3), row.string(4), row.text(5) == "store"};
}
std::optional<Article> one(db::Statement& row) {
  std::optional<Article> article;
  if (row.step()) article = article_of(row);
  row.reset();
  return article;
}
}  // namespace

std::optional<Article> find_article(db::Connection& connection, const Uuid& id) {
  return one(
      connection.prepare("SELECT id, uuid, sku, name, unit, inventory_source FROM product_variant WHERE uuid = ?")
          .all(id));
}
std::optional<Article> find_article(db::Connection& connection, std::string_view sku) {
  return one(connection.prepare("SELECT id, uuid, sku, name, unit, inventory_source FROM product_variant WHERE sku = ?")
                 .all(sku));
}

std::vector<Level> levels(db::Connection& connection, std::int64_t location_id, std::int64_t after, int limit,
                          std::optional<Quantity> at_most) {
  std::vector<Level> found;
  db::Statement& rows = connection.prepare(
      "SELECT v.id, v.uuid, v.sku, v.name, v.unit, v.inventory_source, coalesce(l.quantity_micro, 0) FROM "
      "product_variant v "
      "LEFT JOIN stock_level l ON l.variant_id = v.id AND l.location_id = ?1 "
      "WHERE v.id > ?2 AND v.inventory_source = 'store' AND (?4 IS NULL OR coalesce(l.quantity_micro, 0) <= ?4) ORDER "
      "BY "
      "v.id LIMIT ?3");
  rows.all(location_id, after, limit, at_most ? std::optional{at_most->micro()} : std::nullopt);
  while (rows.step()) found.push_back({article_of(rows), Quantity::from_micro(rows.integer(6))});
  return found;
}

std::vector<Entry> moves(db::Connection& connection, std::int64_t variant_id, std::int64_t before, int limit) {
  std::vector<Entry> found;
  // stock_move has no index by article (sales insert into it), so this walks the ledger backwards; back office only.
  db::Statement& rows = connection.prepare(
      "SELECT m.id, m.kind, m.quantity_micro, o.uuid, coalesce(m.reason, ''), s.code, m.at_us FROM stock_move m "
      "LEFT JOIN orders o ON o.id = m.order_id LEFT JOIN staff s ON s.id = m.staff_id "
      "WHERE m.variant_id = ? AND m.id < ? ORDER BY m.id DESC LIMIT ?");
  rows.all(variant_id, before == 0 ? INT64_MAX : before, limit);
  while (rows.step())
    found.push_back({rows.integer(0), rows.string(1), Quantity::from_micro(rows.integer(2)),
                     rows.is_null(3) ? std::nullopt : std::optional{rows.uuid(3)}, rows.string(4), rows.maybe_string(5),
                     rows.instant(6)});
  return found;
}

std::int64_t main_location(db::Connection& connection) {
  db::Statement& row = connection.prepare("SELECT min(id) FROM location");
  const std::int64_t location = row.step() ? row.integer(0) : 0;
  row.reset();
  if (location == 0) throw db::Failure{db::Cause::other, 0, "a store without a location"};
  return location;
}
}  // namespace holdfast::stock
