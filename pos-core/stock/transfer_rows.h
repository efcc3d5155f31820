#pragma once
#include <optional>
#include <string>
#include <vector>

#include "base/id.h"
#include "db/transaction.h"
#include "money/quantity.h"

namespace holdfast::stock {
/// Goods on their way to or from another store, as this one knows of them; the hub has both ends.
struct Transfer {
  std::int64_t row = 0;
  Uuid id;
  std::string other_site;
  bool outgoing = false;
  std::string state = "requested";  ///< requested, sent, received, cancelled
  std::string note;
  struct Line {
    std::string sku;
    Quantity requested, sent, received;
  };
  std::vector<Line> lines;
  Instant made, changed;
};
std::optional<Transfer> find_transfer(db::Connection& connection, const Uuid& id);
/// The latest change first.
std::vector<Transfer> transfers(db::Connection& connection, int limit);
/// By its id; its lines are replaced.
void save(db::Transaction& tx, Transfer& transfer);
}  // namespace holdfast::stock
