#pragma once
#include "commands/edit_cart.h"
#include "orders/order.h"

/// Points as a discount before taxes, where the programme says so (`redeem.asDiscount`): a discount on the whole cart,
/// and the points that pay for it set aside until the order is paid. Of points that the hub keeps, what
/// it lent this store.
namespace holdfast::commands {
/// So many points of the cart's customer, instead of any before; 0: none. As many as the programme allows are taken.
/// Refuses tender_refused (no programme, no customer, not as a discount), insufficient_balance, limit_exceeded.
Result<CartView> spend_points(db::Transaction& tx, const CartTarget& target, std::int64_t points, Context& context);

/// Before an order: the points are still set aside, and the sale is still worth what they take off. Refuses conflict.
Result<> check_points_spent(db::Connection& connection, const carts::Cart& cart, const PricedCart& priced);
/// Once it is paid: they are gone.
Result<> take_points_spent(db::Transaction& tx, const orders::Order& order, Context& context);
/// When the order is placed: which line of it they took how much off, by which what comes back gives them back.
void keep_points_shares(db::Transaction& tx, const carts::Cart& cart, const orders::Order& order);
enum class Returning { done, undone };
/// What came back with `items` of the order `by` gives its part of the points back that took something off it, a line's
/// last unit the rest; a return that is voided takes them again, as far as they are there.
void return_points_spent(db::Transaction& tx, const orders::Order& by, const std::vector<orders::Item>& items,
                         Returning returning, Context& context);
/// A voided order gives back what is not back yet.
void give_points_spent(db::Transaction& tx, std::int64_t voided_row, const orders::Order& mirror, Context& context);
}  // namespace holdfast::commands
