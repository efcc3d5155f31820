#pragma once
#include <optional>
#include <string>
#include <vector>

#include "base/result.h"
#include "db/transaction.h"
#include "orders/order.h"
#include "payments/pending_payment.h"

namespace holdfast::orders {
/// What is known of an order that waits for card terminals besides its own row. Gone once it is paid or cancelled.
struct Pending {
  std::int64_t order_row = 0;
  std::optional<std::int64_t> cart_row;             ///< opened again when the order is cancelled
  std::int64_t rounding = 0, paid = 0, change = 0;  ///< of the order when all goes as planned
  struct Promotion {
    std::string code;
    std::int64_t amount = 0;
  };
  std::vector<Promotion> promotions;  ///< redeemed already, and told once it is paid
  bool giving_up = false;
  std::string reason;
  std::string derivation;  ///< of the order, for when it is paid
  std::vector<payments::PendingPayment> payments;
};
std::optional<Pending> load_pending(db::Connection& connection, std::int64_t order_row);
/// Writes it whole, in the place of what was there.
void save_pending(db::Transaction& tx, const Pending& pending);
void remove_pending(db::Transaction& tx, std::int64_t order_row);

/// The first order of a register that waits, and the payment it waits for, if one has no outcome: for refusals.
struct Waiting {
  Uuid order;
  std::optional<Uuid> payment;
  std::string state;  ///< of the payment
};
std::optional<Waiting> waiting_at(db::Connection& connection, std::int64_t register_row);
/// The pending void of an order.
std::optional<Uuid> pending_void_of(db::Connection& connection, std::int64_t order_row);
/// The order that a checked-out cart waits for.
std::optional<Uuid> pending_order_of_cart(db::Connection& connection, std::int64_t cart_row);
/// `the order … waits for its card payment … (unknown)`.
std::string words_for(const Waiting& waiting);
}  // namespace holdfast::orders
