#pragma once
#include <optional>
#include <string>
#include <vector>

#include "commands/place_order.h"
#include "orders/foreign_rows.h"

namespace holdfast::commands {
/// Goods come back that another store of the company sold: money and goods move here, as an order of this store.
///
/// With `claim` the hub holds the quantities for us (`before`: what had come back anywhere until then). Without, the
/// hub could not be asked: then the receipt's signature has to vouch for the sale, within the limits of the capability
/// table; the hub settles it when it hears of it, and tells people when two stores paid the same line.
struct ReturnElsewhere {
  Uuid register_id;
  Uuid order;  ///< of the other store, known here (orders::find_foreign)
  struct Line {
    int position = 0;
    Quantity quantity;  ///< above 0
    Quantity before;    ///< with a claim alone
    std::string reason, condition;
  };
  std::vector<Line> lines;
  std::optional<Uuid> claim;
  Checkout checkout;
};
/// Refuses what a return of the store's own refuses, and not_available_now while the hub ought to be asked.
Result<orders::Order> return_elsewhere(db::Transaction& tx, const ReturnElsewhere& command, Context& context);
}  // namespace holdfast::commands
