#pragma once
#include <vector>

#include "db/transaction.h"
#include "stored_value/account.h"
#include "stored_value/card_code.h"

/// The ledger's rows. Entries never change; the balance beside the account is their sum (invariants/value_ledger.cpp).
namespace holdfast::stored_value {
std::optional<Account> find(db::Connection& connection, const Uuid& id);
std::optional<Account> load(db::Connection& connection, std::int64_t row);
/// By its code as it was typed; none for what is no code at all.
std::optional<Account> find_by_code(db::Connection& connection, std::string_view typed, const CodeKey& key);
std::optional<Account> find_points(db::Connection& connection, std::int64_t person_row, std::string_view programme);

/// A new account, inactive unless it is for points. `code`: normal and checked; empty: made from the id (`own_code`),
/// or none for points and `without_code`. Refuses duplicate when the code is known.
Result<Account> open(db::Transaction& tx, Account account, std::string_view code, const CodeKey& key, Instant now);

/// Posts an entry. The same operation again changes nothing and gives the account as it is; with another amount it is a
/// conflict. Refuses what after() refuses.
Result<Account> post(db::Transaction& tx, const Account& account, const Entry& entry, Instant now);
void set_state(db::Transaction& tx, Account& account, AccountState state, Instant now);
void set_expiry(db::Transaction& tx, Account& account, std::optional<Instant> expires, Instant now);

/// Value set aside.
struct Hold {
  std::int64_t row = 0;
  Uuid id;
  std::int64_t account_row = 0;
  std::int64_t amount = 0;
  std::string state;  ///< held | captured | released
  std::optional<std::int64_t> cart_row, order_row;
  std::optional<Instant> until;
  bool lent = false;  ///< granted by the hub for this alone: what is not used goes back
  std::optional<int> discount = {};  ///< the cart's discount that points pay for
};
/// For a cart (`until` is set) or a pending order. Refuses what the entry `authorise` refuses.
Result<Hold> hold(db::Transaction& tx, const Account& account, Hold wanted, Instant now);
/// Redeems up to what was set aside and releases the rest.
Result<Account> capture(db::Transaction& tx, const Hold& hold, std::int64_t amount, std::int64_t order_row,
                        Instant now);
void release(db::Transaction& tx, const Hold& hold, std::string_view reason, Instant now);
std::optional<Hold> find_hold(db::Connection& connection, const Uuid& id);
std::vector<Hold> holds_of_cart(db::Connection& connection, std::int64_t cart_row);
std::vector<Hold> holds_of_order(db::Connection& connection, std::int64_t order_row);
/// Those past their time whose cart never became an order.
std::vector<Hold> overdue_holds(db::Connection& connection, Instant now, int limit);

/// An entry as it is read back.
struct Posted {
  std::int64_t row = 0;
  Entry entry;
  std::optional<Uuid> order;
  std::int64_t balance = 0;  ///< after it
  Instant at;
};
/// Newest first, below row `before` (0: from the newest).
std::vector<Posted> history(db::Connection& connection, std::int64_t account_row, std::int64_t before, int limit);
}  // namespace holdfast::stored_value
