#pragma once
#include <optional>
#include <string>
#include <vector>

#include "carts/cart.h"
#include "commands/check_fraud.h"
#include "commands/context.h"
#include "orders/order.h"

namespace holdfast::commands {
struct PaymentOffer {
  std::string tender;                           ///< code
  std::optional<std::int64_t> amount;           ///< store currency; none: takes what is due
  std::optional<std::int64_t> foreign_amount;   ///< of foreign cash, its minor units
  std::optional<std::string> reference;         ///< of a card recorded by hand; the voucher's code
  std::optional<Uuid> person;                   ///< whose account is charged; the order's customer when it has none
  std::optional<std::int64_t> tip = {};         ///< on top: tips_by_hand.h, where no card terminal takes it
  std::optional<std::int64_t> cashback = {};    ///< on top, handed out in cash
  bool offline = false;                         ///< a card taken without the terminal's host, see take_offline_card.h
  std::optional<Uuid> account = {};             ///< stored value without a code: what was paid in for a layaway
};
/// When the prices of a sale were agreed, if that was not now.
struct Agreed {
  Instant at;
  int utc_offset_min = 0;
};

/// What turns a cart into an order.
struct Checkout {
  std::vector<PaymentOffer> payments;
  std::optional<Uuid> person;
  std::optional<orders::Address> address;
  std::string note;
  std::optional<std::string> external_ref;
  std::optional<std::int64_t> original_order_row;   ///< of a return of one order as a whole
  std::optional<Agreed> agreed = {};                ///< prices, promotions and taxes of that day
  std::optional<FraudCheck> fraud = {};             ///< what the hub said of it, or that it could not be asked
};

/// Sells what is in the cart: prices it for good, settles it, numbers the receipt, writes rows, journal and events.
/// The cart may be stored or only in memory. The total may be negative: then money goes back.
Result<orders::Order> place_order(db::Transaction& tx, carts::Cart& cart, const Checkout& checkout, Context& context);

/// The customer named at checkout becomes the cart's; refuses not_found.
Result<> take_person(db::Connection& connection, carts::Cart& cart, const std::optional<Uuid>& person);

struct PlaceOrder {
  Uuid cart_id;
  Checkout checkout;
};
/// The same for a stored cart, which is checked out by it.
Result<orders::Order> place_cart_order(db::Transaction& tx, const PlaceOrder& command, Context& context);

/// Takes a whole order back on the day it was made: a mirror order, the same tenders, the original cancelled.
struct VoidOrder {
  Uuid order_id;
  std::string reason;
};
Result<orders::Order> void_order(db::Transaction& tx, const VoidOrder& command, Context& context);
}  // namespace holdfast::commands
