#pragma once
#include <optional>
#include <string>
#include <string_view>

#include "carts/cart.h"
#include "commands/context.h"

namespace holdfast::commands {
/// Whether a customer is old enough, by an identity provider that the hub asks: the customer's wallet shows no more
/// than that. The appliance keeps the decision, never a date of birth. While the hub is away the cashier looks at an id
/// instead (`birthDate` of a line).
struct AgeCheck {
  enum class State {
    asked,      ///< the provider has not said yet where the wallet has to go
    ready,      ///< `url` is for the wallet: shown as a code to scan
    proved,     ///< old enough: the cart says so (`terms.age_proven`)
    refused,    ///< not old enough, or the wallet's owner would not say
    cancelled,  ///< by the cashier, or by another check of the same cart
    expired,    ///< nobody answered in time
  };
  std::int64_t row = 0, cart_row = 0;
  Uuid id, cart;
  int min_age = 0;
  State state = State::asked;
  std::string url;
  Instant created_at, expires_at;
  bool is_over() const { return state != State::asked && state != State::ready; }
};
constexpr std::int64_t age_check_seconds = 180;
std::string_view name_of(AgeCheck::State state);

/// The highest age that articles of the cart ask for and no check has proved yet; 0: none.
int age_asked_for(db::Connection& connection, const carts::Cart& cart);

/// Kept once the hub has taken the question. Ends any other check of the cart. Refuses what the capability table does
/// not allow, and conflict for a cart that is not open.
Result<AgeCheck> begin_age_check(db::Transaction& tx, const Uuid& id, const Uuid& cart, int min_age, Context& context);
Result<AgeCheck> load_age_check(db::Connection& connection, const Uuid& id);
/// What the hub says of it: `{state, url?}`. Proved: the cart says so from then on, and the order that it becomes.
Result<AgeCheck> note_age_answer(db::Transaction& tx, const Uuid& id, std::string_view answer, Context& context);
/// One that is over stays what it is.
Result<AgeCheck> cancel_age_check(db::Transaction& tx, const Uuid& id, Context& context);
void append_json(std::string& out, const AgeCheck& check, int utc_offset_min);
}  // namespace holdfast::commands
