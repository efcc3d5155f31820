#pragma once
#include <cstdint>

#include "base/instant.h"
#include "base/result.h"
#include "db/transaction.h"

namespace holdfast::payments {
/// A customer's account with the store: `amount` > 0 (minor units) is charged within the customer's limit, < 0 is paid
/// back. The balance is what the customer owes; below zero it is a credit. Refuses not_found (also when erased),
/// tender_refused (no account: the limit is 0), insufficient_balance.
Result<> charge_account(db::Transaction& tx, std::int64_t person_row, std::int64_t amount, Instant now);
}  // namespace holdfast::payments
