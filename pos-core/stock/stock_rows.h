#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "db/transaction.h"
#include "money/quantity.h"

namespace holdfast::stock {
/// One entry of the ledger. The level is the sum of its moves, kept beside them.
struct Move {
  std::int64_t variant_id = 0;                          ///< row
  std::int64_t location_id = 0;                         ///< row
  std::string_view kind;                                ///< sale, return, receipt, adjustment, count, void
  Quantity quantity;                                    ///< added to the level; negative: goods went out
  std::optional<std::int64_t> order_id = std::nullopt;  ///< row
  std::optional<std::string_view> reason = std::nullopt;
  std::optional<std::int64_t> staff_id = std::nullopt;  ///< row
  Instant at;
};
/// Writes the move and its level. Stock may go below zero: what was sold is gone, whatever the books say.
void move(db::Transaction& tx, const Move& move);
Quantity level(db::Connection& connection, std::int64_t variant_id, std::int64_t location_id);

struct Article {
  std::int64_t row = 0;
  Uuid id;
  std::string sku;
  std::string name;
  std::string unit;
  bool tracked = true;  ///< inventory_source is `store`
};
std::optional<Article> find_article(db::Connection& connection, const Uuid& id);
std::optional<Article> find_article(db::Connection& connection, std::string_view sku);

struct Level {
  Article article;
  Quantity quantity;
  Quantity reserved = {};  ///< of it, kept for customers who pay in parts
};
/// Levels of all tracked articles, in the order they came, after the row `after`.
/// `at_most`: only articles of which there is no more than that.
std::vector<Level> levels(db::Connection& connection, std::int64_t location_id, std::int64_t after, int limit,
                          std::optional<Quantity> at_most = std::nullopt);

struct Entry {
  std::int64_t id = 0;  ///< row; also the cursor
  std::string kind;
  Quantity quantity;
  std::optional<Uuid> order;
  std::string reason;
  std::optional<std::string> staff_code;
  Instant at;
};
/// Newest first, rows below `before` (0: from the newest).
std::vector<Entry> moves(db::Connection& connection, std::int64_t variant_id, std::int64_t before, int limit);
/// Where goods of this store lie; there is one until a store has a stockroom of its own.
std::int64_t main_location(db::Connection& connection);
}  // namespace holdfast::stock
