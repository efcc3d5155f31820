#include <map>
#include <tuple>

#include "catalogue/price_book.h"

namespace holdfast::catalogue {
namespace {
#define BOOK_COLUMNS \
  "SELECT id, uuid, code, name, sales_channel_id, currency, priority, from_us, to_us, active FROM price_book "
PriceBook read(const db::Statement& row) {
  return {row.integer(0), row.uuid(1),  row.string(2),        row.string(3),        row.maybe_string(4),
          row.string(5),  row.small(6), row.maybe_instant(7), row.maybe_instant(8), row.flag(9)};
}
}  // namespace

std::vector<PriceBook> price_books(db::Connection& connection) {
  std::vector<PriceBook> books;
  db::Statement& rows = connection.prepare(BOOK_COLUMNS "ORDER BY priority DESC, code");
  while (rows.step()) books.push_back(read(rows));
  return books;
}
std::optional<PriceBook> find_price_book(db::Connection& connection, std::string_view code) {
  db::Statement& row = connection.prepare(BOOK_COLUMNS "WHERE code = ?");
  if (!row.all(code).step()) return std::nullopt;
  PriceBook book = read(row);
  row.reset();
  return book;
}
void insert(db::Transaction& tx, PriceBook& book, Instant now) {
  tx.prepare(
        "INSERT INTO price_book(uuid, code, name, sales_channel_id, currency, priority, from_us, to_us, active, "
        "created_us, updated_us) "
        "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")
      .exec(book.id, book.code, book.name, book.sales_channel_id, book.currency, book.priority, book.from, book.to,
            book.active, now, now);
  book.row = tx.last_rowid();
}

std::vector<BookPrice> book_prices(db::Connection& connection, std::int64_t book_row, std::int64_t after,
                                   int variants) {
  std::vector<BookPrice> prices;
  db::Statement& rows = connection.prepare(
      "SELECT v.sku, p.amount, p.min_quantity_micro, p.from_us, p.to_us, v.id, v.uuid FROM price p JOIN "
      "product_variant v ON v.id = p.variant_id "
      "WHERE p.price_book_id = ?1 AND p.variant_id IN (SELECT DISTINCT variant_id FROM price WHERE price_book_id = ?1 "
      "AND variant_id > ?2 "
      "ORDER BY variant_id LIMIT ?3) ORDER BY v.id, p.min_quantity_micro, p.from_us");
  rows.all(book_row, after, variants);
  while (rows.step()) {
    BookPrice price{rows.string(0), rows.integer(1),       Quantity::from_micro(rows.integer(2)),
                    std::nullopt,   rows.maybe_instant(4), rows.integer(5),
                    rows.uuid(6)};
    if (rows.integer(3) != 0) price.from = rows.instant(3);
    prices.push_back(std::move(price));
  }
  return prices;
}

std::vector<std::pair<PriceBook, BookPrice>> prices_of(db::Connection& connection, std::int64_t variant_row) {
  std::vector<std::pair<PriceBook, BookPrice>> found;
  db::Statement& rows = connection.prepare(
      "SELECT b.code, v.sku, p.amount, p.min_quantity_micro, p.from_us, p.to_us, v.id, v.uuid FROM price p "
      "JOIN product_variant v ON v.id = p.variant_id JOIN price_book b ON b.id = p.price_book_id "
      "WHERE p.variant_id = ? ORDER BY b.priority DESC, b.code, p.min_quantity_micro, p.from_us");
  rows.all(variant_row);
  std::vector<std::pair<std::string, BookPrice>> prices;
  while (rows.step()) {
    BookPrice price{rows.string(1), rows.integer(2),       Quantity::from_micro(rows.integer(3)),
                    std::nullopt,   rows.maybe_instant(5), rows.integer(6),
                    rows.uuid(7)};
    if (rows.integer(4) != 0) price.from = rows.instant(4);
    prices.emplace_back(rows.string(0), std::move(price));
  }
  for (auto& [code, price] : prices)
    if (auto book = find_price_book(connection, code)) found.emplace_back(*std::move(book), std::move(price));
  return found;
}

void put_book_price(db::Transaction& tx, std::int64_t book_row, const BookPrice& price) {
  tx.prepare(
        "INSERT INTO price(variant_id, price_book_id, min_quantity_micro, from_us, to_us, amount) VALUES (?, ?, ?, ?, "
        "?, ?) ON CONFLICT DO UPDATE SET to_us = excluded.to_us, amount = excluded.amount")
      .exec(price.variant_row, book_row, price.min_quantity.micro(), price.from.value_or(Instant{0}), price.to,
            price.amount);
}
bool remove_book_price(db::Transaction& tx, std::int64_t book_row, const BookPrice& price) {
  tx.prepare("DELETE FROM price WHERE variant_id = ? AND price_book_id = ? AND min_quantity_micro = ? AND from_us = ?")
      .exec(price.variant_row, book_row, price.min_quantity.micro(), price.from.value_or(Instant{0}));
  return tx.connection().changes() > 0;
}

void set_book_prices(db::Transaction& tx, std::int64_t book_row, const std::vector<BookPrice>& prices) {
  using Key = std::tuple<std::int64_t, std::int64_t, std::int64_t>;  // article, quantity, start
  using Value = std::pair<std::int64_t, std::optional<std::int64_t>>;
  std::map<Key, Value> known;
  db::Statement& rows =
      tx.prepare("SELECT variant_id, min_quantity_micro, from_us, amount, to_us FROM price WHERE price_book_id = ?");
  rows.all(book_row);
  while (rows.step())
    known[{rows.integer(0), rows.integer(1), rows.integer(2)}] = {rows.integer(3), rows.maybe_integer(4)};
  for (const BookPrice& price : prices) {
    const Key key{price.variant_row, price.min_quantity.micro(), price.from.value_or(Instant{0}).unix_us()};
    const Value value{price.amount, price.to ? std::optional{price.to->unix_us()} : std::nullopt};
    const auto node = known.extract(key);
    if (node && node.mapped() == value) continue;
    tx.prepare(
          "INSERT INTO price(variant_id, price_book_id, min_quantity_micro, from_us, to_us, amount) VALUES (?, ?, ?, "
          "?, ?, ?) "
          "ON CONFLICT DO UPDATE SET to_us = excluded.to_us, amount = excluded.amount")
        .exec(price.variant_row, book_row, std::get<1>(key), std::get<2>(key), value.second, value.first);
  }
  for (const auto& [key, value] : known)
    tx.prepare(
          "DELETE FROM price WHERE variant_id = ? AND price_book_id = ? AND min_quantity_micro = ? AND from_us = ?")
        .exec(std::get<0>(key), book_row, std::get<1>(key), std::get<2>(key));
}
}  // namespace holdfast::catalogue
