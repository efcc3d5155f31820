#pragma once
#include <optional>
#include <string>
#include <vector>

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
/// What the hub said, into `check`; words that are no verdict leave it unchecked.
void take_verdict(FraudCheck& check, std::string_view answer, const Uuid& call);
/// What the hub may want to know of an act before it is booked.
struct FraudAct {
  std::int64_t amount = 0;           ///< minor units, not negative
  std::string kind = "sale";         ///< sale | return | unreceipted | exchange
  std::vector<std::string> tenders;  ///< kinds
  bool card_not_present = false;     ///< a card was taken without a terminal
};
/// Whether the policy that came down (data set `fraud`, `ask`) has a store ask about it by itself.
bool fraud_asks(db::Connection& connection, const FraudAct& act);
/// Whether it may have it ask about anything.
bool fraud_asks_at_all(db::Connection& connection);

/// What goes on the order of it: JSON.
std::string fraud_fact(const FraudCheck& check);
/// What was asked about this cart by hand, if anything.
std::optional<FraudCheck> check_of_cart(db::Connection& connection, const carts::Cart& cart);
/// Judges what was asked about an act of that size (minor units) before it is booked: one that is held takes somebody
/// who may approve, one that nobody could be asked about goes within the capability table's limits.
Result<> heed_order_check(db::Transaction& tx, const FraudCheck& check, std::int64_t amount, const Context& context);

/// Keeps it with the cart and tells the log. Unchecked is passed and flagged within the limits of the capability table.
Result<> keep_fraud_check(db::Transaction& tx, const FraudCheck& check, Context& context);
/// Before a cart is paid: one that is held takes somebody who may approve, and so does one that has grown since it was
/// asked about.
Result<> heed_fraud_check(db::Transaction& tx, const carts::Cart& cart, Context& context);
}  // namespace holdfast::commands
