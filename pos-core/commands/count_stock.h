#pragma once
#include <string>
#include <vector>

#include "commands/context.h"
#include "stock/count_rows.h"

namespace holdfast::commands {
// A count of the shelves, in steps. All take stock_adjust.

Result<stock::Count> open_count(db::Transaction& tx, std::string name, Context& context);

struct CountArticle {
  std::optional<Uuid> variant_id;  ///< or
  std::string sku;                 ///< or
  std::string code;                ///< as it was scanned
  Quantity quantity;
  enum class How { add, set } how = How::add;  ///< one more was scanned, or: so many lie there
};
/// Refuses not_found (count, article), conflict (it is not open), invalid_argument (no stock is kept, below 0).
Result<stock::CountLine> count_article(db::Transaction& tx, const Uuid& count, const CountArticle& command,
                                       Context& context);
/// As if that article had not been counted. Refuses not_found.
Result<> uncount_article(db::Transaction& tx, const Uuid& count, const Uuid& variant, Context& context);

struct PostedCount {
  stock::Count count;
  std::vector<stock::CountLine> moved;  ///< those with a difference
};
/// Moves the differences into the ledger, at once. Refuses conflict when it is not open or nothing was counted.
Result<PostedCount> post_count(db::Transaction& tx, const Uuid& count, Context& context);
/// Closes it without moving anything.
Result<stock::Count> drop_count(db::Transaction& tx, const Uuid& count, Context& context);
}  // namespace holdfast::commands
