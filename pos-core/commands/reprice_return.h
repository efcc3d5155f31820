#pragma once
#include <vector>

#include "carts/cart.h"
#include "commands/price_cart.h"

namespace holdfast::commands {
/// Policy `repriceReturns`: when goods come back that a promotion needed, what is kept is priced again by the rules of
/// the day it was sold, and what it no longer earns is taken off the refund. One line for every line of the sale that
/// keeps goods: the discount it loses now, or gets again when a later return makes it good. All of them over all
/// returns of an order add up to nothing once everything is back, and no return pays out less than nothing: `refund`
/// (gross, above zero) is what the goods of this return came to.
Result<std::vector<PricedCharge>> reprice_kept(db::Connection& connection, const carts::Cart& cart,
                                               std::int64_t order_row, std::int64_t refund, const Site& site);
/// Remembers what this return took, line by line.
void keep_adjustments(db::Transaction& tx, const orders::Order& order);
}  // namespace holdfast::commands
