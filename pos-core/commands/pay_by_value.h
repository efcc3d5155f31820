#pragma once
#include <span>
#include <vector>

#include "commands/context.h"
#include "commands/place_order.h"
#include "payments/settle.h"

/// Gift cards, store credit and points as tenders. A payment names its account by id: the code is read here and goes no
/// further.
namespace holdfast::commands {
/// The account behind a payment's code, as the payment's reference. Refuses not_found, tender_refused (other currency).
Result<std::string> card_reference(db::Connection& connection, const PaymentOffer& given, const Context& context,
                                   const std::string& at);
/// Names the customer's points account in payments by points, and tells in the order's payments whose value moves.
/// Refuses tender_refused: no customer, no programme, nothing to pay with.
Result<> name_accounts(db::Transaction& tx, orders::Order& order, std::vector<payments::Settled>& settled,
                       Context& context);

/// One payment of an order with a row: redeemed, or set aside while the order waits for a terminal; or paid back.
/// What the cart had set aside (adopt_holds) is used first.
Result<> move_value(db::Transaction& tx, const orders::Order& order, const payments::Settled& paid, Context& context);

/// What was set aside for the cart is the order's now.
void adopt_holds(db::Transaction& tx, std::int64_t cart_row, std::int64_t order_row);
/// Redeems what a pending order set aside, payment by payment; the rest is released.
Result<> capture_holds(db::Transaction& tx, const orders::Order& order, std::span<const payments::Settled> settled,
                       Context& context);
void release_holds(db::Transaction& tx, const orders::Order& order, std::string_view reason, Context& context);
void release_cart_holds(db::Transaction& tx, std::int64_t cart_row, std::string_view reason, Context& context);
}  // namespace holdfast::commands
