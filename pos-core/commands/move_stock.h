#pragma once
#include "commands/context.h"
#include "stock/stock_rows.h"

namespace holdfast::commands {
struct MoveStock {
  enum class Kind { receipt, adjustment, count } kind = Kind::receipt;
  struct Item {
    std::optional<Uuid> variant_id;  ///< or
    std::string sku;
    Quantity quantity;  ///< a count: what is there now; else what is added
  };
  std::vector<Item> items;
  std::string reason;
};
struct MovedStock {
  stock::Article article;
  Quantity moved;
  Quantity level;  ///< after it
};
/// All items or none. An article may occur once. Its own stock is kept at the store's one location.
Result<std::vector<MovedStock>> move_stock(db::Transaction& tx, const MoveStock& command, Context& context);
}  // namespace holdfast::commands
