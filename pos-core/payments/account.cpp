#include "payments/account.h"

namespace holdfast::payments {
Result<> charge_account(db::Transaction& tx, std::int64_t person_row, std::int64_t amount, Instant now) {
  db::Statement& row =
      tx.prepare("SELECT account_limit, account_balance FROM person WHERE id = ? AND erased_us IS NULL");
  if (!row.all(person_row).step()) return refuse(ErrorCode::not_found, "this customer is not on file");
  const std::int64_t limit = row.integer(0);
  const std::int64_t balance = row.integer(1);
  row.reset();
  std::int64_t after = 0;
  if (__builtin_add_overflow(balance, amount, &after))
    return refuse(ErrorCode::limit_exceeded, "more than an account can hold");
  if (amount > 0 && limit == 0 && after > 0) return refuse(ErrorCode::tender_refused, "this customer has no account");
  if (amount > 0 && after > limit)
    return refuse(ErrorCode::insufficient_balance,
                  "the account would go " + std::to_string(after - limit) + " above its limit");
  tx.prepare("UPDATE person SET account_balance = ?, updated_us = ? WHERE id = ?").exec(after, now, person_row);
  return {};
}
}  // namespace holdfast::payments
