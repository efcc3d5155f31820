#pragma once
#include <optional>
#include <string>
#include <vector>

#include "base/json.h"
#include "carts/sold_elsewhere.h"
#include "orders/order_rows.h"

namespace holdfast::orders {
/// An order of another store as it is known here: by the hub, or by its signed receipt alone.
struct ForeignOrder {
  Uuid id;
  std::string site_id, site_name;
  std::string receipt_number;
  std::string currency;
  std::int64_t total = 0;
  std::string business_date;
  std::string document;  ///< `{createdAt, items: [{position, sku, name, unit, quantity, unitPrice, subtotal, discount,
                         ///< net, tax, total, taxes}]}`
  std::string verified;  ///< `hub` or `signature`
};
/// What the hub says replaces what a receipt said, never the other way round.
void save(db::Transaction& tx, const ForeignOrder& order, Instant now);
std::optional<ForeignOrder> find_foreign(db::Connection& connection, const Uuid& id);
/// The lines of its document; `returned` is what came back in this store.
std::vector<Item> items_of(db::Connection& connection, const ForeignOrder& order);
/// The sold line, with what came back of it by `line.before`. Refuses not_found. `amounts_with_tax`: the basis of its
/// store's prices is taken to be this one's.
Result<Sold> load_sold_elsewhere(db::Connection& connection, const carts::SoldElsewhere& line, bool amounts_with_tax);
/// What this store itself has paid back of a line.
Quantity taken_here(db::Connection& connection, const Uuid& order, int position);
/// The rows of an order's lines that take such goods back.
void insert_foreign_returns(db::Transaction& tx, const Order& order);

std::string encode(const carts::SoldElsewhere& line);
carts::SoldElsewhere decode_sold_elsewhere(const Json& json);
}  // namespace holdfast::orders
