#pragma once
#include <optional>
#include <vector>

#include "db/transaction.h"
#include "stored_value/account.h"

/// What the hub lends this store of accounts that it keeps, so that they pay while the line is down. What is lent is
/// the account's balance here (entries `grant`); these rows say how long it may be spent, and what the hub had last.
namespace holdfast::stored_value {
struct Lease {
  bool open = false;     ///< may still be spent
  Instant until;         ///< by this store's clock
  std::int64_t hub = 0;  ///< the account's balance at the hub, as it was
  Instant as_of;         ///< then
};
std::optional<Lease> find_lease(db::Connection& connection, std::int64_t account_row);
void put_lease(db::Transaction& tx, std::int64_t account_row, const Lease& lease);
/// The hub's balance alone: an answer of the hub's, or what this store does to it.
void note_balance(db::Transaction& tx, std::int64_t account_row, std::int64_t balance, Instant as_of);
void shift_balance(db::Transaction& tx, std::int64_t account_row, std::int64_t change);

/// How much of an account of the hub's can be spent here without asking.
std::int64_t leased(db::Connection& connection, const Account& account, Instant now);
/// Whether there is any such account.
struct Leased {
  bool cards = false, points = false;
};
Leased leased_here(db::Connection& connection, Instant now);
/// Accounts of the hub's with something free whose lease is over, or that have none.
std::vector<std::int64_t> over(db::Connection& connection, Instant now, int limit);
}  // namespace holdfast::stored_value
