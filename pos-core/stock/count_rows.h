#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "stock/stock_rows.h"

namespace holdfast::stock {
/// One walk along the shelves. What is counted is kept line by line, so that several people and a restart fit into it.
struct Count {
  std::int64_t row = 0;  ///< also the cursor
  Uuid id;
  std::string name;
  std::string status = "open";  ///< open, posted, dropped
  std::optional<std::string> staff_code;
  Instant opened;
  std::optional<Instant> closed;
  std::int64_t lines = 0, differing = 0;  ///< articles counted; those where the books say something else
};
/// What lies there, beside what the books said at that moment: what is sold between counting and posting does not
/// matter.
struct CountLine {
  Article article;
  Quantity counted;
  Quantity level;
  std::optional<std::string> staff_code;
  Instant at;
  Quantity difference() const { return counted - level; }
};
void insert(db::Transaction& tx, Count& count, std::optional<std::int64_t> staff_row);
std::optional<Count> find_count(db::Connection& connection, const Uuid& id);
/// Newest first, rows below `before` (0: from the newest).
std::vector<Count> counts(db::Connection& connection, const std::optional<std::string>& status, std::int64_t before,
                          int limit);
void close(db::Transaction& tx, const Count& count, std::optional<std::int64_t> staff_row);

std::optional<Quantity> counted(db::Connection& connection, std::int64_t count_row, std::int64_t variant_row);
/// In place of what was counted of that article before.
void put_line(db::Transaction& tx, std::int64_t count_row, const CountLine& line,
              std::optional<std::int64_t> staff_row);
bool remove_line(db::Transaction& tx, std::int64_t count_row, std::int64_t variant_row);
std::vector<CountLine> lines(db::Connection& connection, std::int64_t count_row);  ///< by SKU
}  // namespace holdfast::stock
