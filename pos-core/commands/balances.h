#pragma once
#include <vector>

#include "commands/context.h"
#include "orders/order.h"
#include "payments/settle.h"

namespace holdfast::commands {
/// Which balances outside the drawer move: those that pay (taken when an order's payment begins, so that nobody else
/// spends them), those that are paid back (once it is certain), or both.
enum class Balances { taken, given, both };
/// Vouchers and house accounts move with the order, which has a row. Refuses conflict, unless it is certain already
/// (`given`): a voucher that money goes back to was handed over to another store, and is to be brought here first.
Result<> move_balances(db::Transaction& tx, const orders::Order& order, const std::vector<payments::Settled>& payments,
                       Balances which, Context& context);
}  // namespace holdfast::commands
