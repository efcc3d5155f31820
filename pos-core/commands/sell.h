#pragma once
#include <vector>

#include "commands/edit_cart.h"
#include "commands/place_order.h"

namespace holdfast::commands {
/// A whole sale in one call: the same rules as cart and order, and no cart is stored.
struct Sell {
  CreateCart cart;
  struct Line {
    AddItem item;
    std::optional<AddDiscount> discount;
  };
  std::vector<Line> lines;
  std::vector<AddDiscount> discounts;
  std::vector<std::string> promotions;
  ChangeTerms terms = {};
  std::vector<AskCharge> charges = {};
  Checkout checkout;
};
Result<orders::Order> sell(db::Transaction& tx, const Sell& command, Context& context);

/// Goods that come back, as an order of its own with a negative total. With `order` every line names one of its items;
/// without it lines name articles, and it takes the permission for returns without a receipt.
struct TakeBack {
  Uuid register_id;
  std::optional<Uuid> order;
  std::vector<AddItem> lines;      ///< quantities positive: how much comes back
  Checkout checkout;
  bool with_deposits = true;       ///< deposits come back with the goods they were put on
};
Result<orders::Order> take_back(db::Transaction& tx, const TakeBack& command, Context& context);

struct Ship {
  Uuid order_id;
  std::string provider, method;
  std::optional<std::string> tracking_number;
  std::string status = "SHIPPED";  ///< PENDING, SHIPPED, IN_TRANSIT, DELIVERED, RETURNED
};
Result<orders::Order> ship(db::Transaction& tx, const Ship& command, Context& context);
Result<orders::Order> set_order_status(db::Transaction& tx, const Uuid& order_id, orders::Status status, Context& context);
}  // namespace holdfast::commands
