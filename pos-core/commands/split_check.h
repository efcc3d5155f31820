#pragma once
#include <vector>

#include "checks/split.h"
#include "commands/edit_cart.h"

namespace holdfast::commands {
/// An open check becomes several, each a cart and a sale of its own: what stays, then one a part, parked for the table.
/// Promotions over the whole may break: `difference` is what the parts come to beyond the whole.
struct SplitCheck {
  bool by_seat = false;
  std::vector<checks::Part> parts;  ///< when not by seat
};
struct SplitChecks {
  std::vector<CartView> carts;
  std::int64_t difference = 0;
};
Result<SplitChecks> split_check(db::Transaction& tx, const CartTarget& target, const SplitCheck& command,
                                Context& context);

/// Lines go to another open cart of the store, with their discounts; no items: all of them, and a cart without lines
/// left is voided. The other cart is active here, or parked.
struct TransferItems {
  Uuid to;
  std::vector<int> items;
};
/// The cart they went to.
Result<CartView> transfer_items(db::Transaction& tx, const CartTarget& target, const TransferItems& command,
                                Context& context);
}  // namespace holdfast::commands
