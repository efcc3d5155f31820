#pragma once
#include <optional>
#include <span>
#include <vector>

#include "carts/cart.h"
#include "commands/context.h"
#include "commands/place_order.h"
#include "orders/pending_rows.h"
#include "payments/card_payment.h"
#include "payments/settle.h"

/// An order between its checkout and the last word of a card terminal: what place_order, void_order and pay_by_card
/// share.
namespace holdfast::commands {
/// What a terminal is to take of the planned payment `payment`.
struct TerminalShare {
  std::size_t payment = 0;
  std::int64_t device_row = 0;
  payments::AttemptKind kind = payments::AttemptKind::sale;
  std::int64_t amount = 0, tip = 0, cashback = 0;
  std::optional<std::int64_t> reverses_row = {};
  std::optional<payments::TerminalReference> original = {};
};

/// The payments as offers of tenders this store has.
Result<std::vector<payments::Offer>> offers_of(const std::vector<PaymentOffer>& given, db::Connection& connection,
                                               const Context& context);
/// Which of these payments the register's card terminal takes: those by card without a reference. None without a
/// terminal. `settled` are those of `given`, in their order. Refuses conflict while the terminal is at another payment.
Result<std::vector<TerminalShare>> terminal_shares(db::Connection& connection, std::int64_t register_row,
                                                   const std::vector<PaymentOffer>& given,
                                                   std::span<const payments::Settled> settled);
/// Refuses conflict, naming the payment, while this device has one without an outcome.
Result<> terminal_is_free(db::Connection& connection, std::int64_t device_row);

/// Writes the order as pending, with its sums as planned kept aside, and its attempts. Balances and cart are the
/// caller's.
void begin_pending(db::Transaction& tx, orders::Order& order, orders::Pending pending,
                   const std::vector<TerminalShare>& shares, Context& context);
/// Attempts for a pending order; `pending.payments` are told of theirs.
void add_attempts(db::Transaction& tx, const orders::Order& order, orders::Pending& pending,
                  const std::vector<TerminalShare>& shares, Context& context);
/// Saves what became of the plan and tells that the order waits.
void keep_pending(db::Transaction& tx, const orders::Order& order, const orders::Pending& pending, Context& context);

/// What the outcomes of its terminals mean for a pending order: nothing yet, paid, cancelled, or waiting for the
/// cashier.
orders::Status take_next_step(db::Transaction& tx, std::int64_t order_row, Context& context);
/// Paid with what is there: numbers the receipt and everything else that a sale does.
void finish_pending(db::Transaction& tx, orders::Order& order, const orders::Pending& pending, Context& context);
/// Comes to nothing: what was reserved is given back, the cart is open again.
void cancel_pending(db::Transaction& tx, const orders::Order& order, const orders::Pending& pending,
                    std::string_view reason, Context& context);

/// CardPaymentChanged.
void tell(db::Transaction& tx, const payments::CardPayment& payment, Context& context);
/// Why a cart that is no longer open takes no step: names the order that it waits for, if it does.
Error closed_cart(db::Connection& connection, const carts::Cart& cart);
}  // namespace holdfast::commands
