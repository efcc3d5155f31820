#pragma once
#include <optional>
#include <string>

#include "carts/cart.h"
#include "commands/context.h"

namespace holdfast::commands {
/// What is asked of the hub about a sale before it is paid, and what it said.
struct FraudQuestion {
  std::int64_t amount = 0;  ///< of the cart, minor units, not negative
  std::string request;      ///< of the hub's operation `fraud.check`, JSON
};
/// `card`: whatever names the card without being its number, such as a terminal's token.
Result<FraudQuestion> fraud_question(db::Connection& connection, const Uuid& cart,
                                     const std::optional<std::string>& card, const Site& site, Instant now);

struct FraudCheck {
  Uuid cart;
  std::string verdict = "unchecked";  ///< `pass`, `review`, `hold`; `unchecked`: nobody could be asked
  std::int64_t amount = 0;
  std::optional<std::string> rule, reason, rules_version;
  std::optional<Uuid> call;
};
/// Keeps it with the cart and tells the log. Unchecked is passed and flagged within the limits of the capability table.
Result<> keep_fraud_check(db::Transaction& tx, const FraudCheck& check, Context& context);
/// Before a cart is paid: one that is held takes somebody who may approve, and so does one that has grown since it was
/// asked about.
Result<> heed_fraud_check(db::Transaction& tx, const carts::Cart& cart, Context& context);
}  // namespace holdfast::commands
