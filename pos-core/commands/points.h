#pragma once
#include <optional>
#include <string>

#include "carts/cart.h"
#include "commands/context.h"
#include "commands/price_cart.h"
#include "orders/order.h"
#include "stored_value/account.h"

/// Loyalty points: earned by paid orders of customers, taken back with what comes back, worth money as a tender.
namespace holdfast::commands {
/// The customer's account in the programme in force, made at its first use. Refuses tender_refused without a customer
/// or a programme.
Result<stored_value::Account> points_account(db::Transaction& tx, std::optional<std::int64_t> person_row,
                                             Context& context);
/// Points that an amount of a payment costs, or that paying it back (negative) gives. Refuses tender_refused.
Result<std::int64_t> points_for_payment(db::Connection& connection, const std::string& programme, std::int64_t amount,
                                        const Context& context);
/// Whether so much of an order may be paid with points: the programme's least points and its share of a sale.
Result<> points_may_pay(db::Connection& connection, std::int64_t points, std::int64_t amount, std::int64_t total,
                        const Context& context);

/// What a paid order earns, and what it takes back of what earlier orders earned. Never refused: a customer who has
/// spent the points meanwhile keeps what cannot be taken, and it is written down (`points_short`).
void post_points(db::Transaction& tx, const orders::Order& order, Context& context);

/// `Cart.loyalty`: programme, balance, tier, what the sale would earn and points may pay of it. Empty without a
/// customer or a programme.
std::string loyalty_view(db::Connection& connection, const carts::Cart& cart, const PricedCart& priced,
                         const Site& site, Instant now);
/// What a customer has spent under a programme so far, less what came back; minor units.
std::int64_t spent_before(db::Connection& connection, std::int64_t account_row);

/// A change by hand, with its reason. Needs customer_edit of the actor or an approver; refuses insufficient_balance.
struct AdjustPoints {
  Uuid person;
  std::int64_t points = 0;  ///< added; below 0: taken away
  std::string reason;
};
Result<stored_value::Account> adjust_points(db::Transaction& tx, const AdjustPoints& command, Context& context);
}  // namespace holdfast::commands
