#pragma once
#include <string>
#include <vector>

#include "base/json.h"
#include "commands/context.h"
#include "stored_value/lease_rows.h"
#include "stored_value/ledger.h"

/// What the hub lends this store of cards and points ahead of an outage (data set `lease`): posted once as `grant`,
/// spent as if it were the store's own, given back when it is over. The hub holds it until it hears what became of it.
namespace holdfast::commands {
struct OfferedLease {
  Uuid account;
  bool points = false;
  std::optional<Uuid> person;  ///< of points
  std::string programme;
  bool open = true;  ///< false: it is asked back
  Instant until;     ///< by this store's clock
  struct Grant {
    Uuid id;
    std::int64_t amount = 0;
  };
  std::vector<Grant> grants;  ///< all that the hub has not heard the end of
  std::int64_t balance = 0;   ///< at the hub
  Instant as_of;
};
/// Refuses invalid_body.
Result<OfferedLease> read_lease(const Json& body);
/// Refuses not_found for a card or a customer that is not on file here (yet).
Result<> take_lease(db::Transaction& tx, const OfferedLease& lease, Context& context);
/// The hub has taken it off: what is free goes back.
void lose_lease(db::Transaction& tx, const Uuid& account, Context& context);
/// Gives back what is free of leases that are over; how many accounts.
std::int64_t end_leases(db::Transaction& tx, Context& context);

/// How much of a payment from this account is covered by what the hub lent or granted here, in the payment's money: for
/// points what they are worth. `held`: what the same sale has set aside of it already.
std::int64_t covered_here(db::Connection& connection, const stored_value::Account& account, std::int64_t amount,
                          std::int64_t held, const Context& context);
}  // namespace holdfast::commands
