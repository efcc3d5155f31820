#include "stored_value/lease_rows.h"

namespace holdfast::stored_value {
std::optional<Lease> find_lease(db::Connection& connection, std::int64_t account_row) {
  db::Statement& row = connection.prepare(
      "SELECT state = 'open', until_us, hub_balance, as_of_us FROM value_lease WHERE account_id = ?");
  std::optional<Lease> found;
  if (row.all(account_row).step()) found = Lease{row.flag(0), row.instant(1), row.integer(2), row.instant(3)};
  row.reset();
  return found;
}

void put_lease(db::Transaction& tx, std::int64_t account_row, const Lease& lease) {
  tx.prepare(
        "INSERT INTO value_lease(account_id, state, until_us, hub_balance, as_of_us) VALUES (?, ?, ?, ?, ?) ON "
        "CONFLICT(account_id) DO UPDATE SET state = excluded.state, until_us = excluded.until_us, hub_balance = "
        "excluded.hub_balance, as_of_us = excluded.as_of_us")
      .exec(account_row, lease.open ? "open" : "over", lease.until, lease.hub, lease.as_of);
}

void note_balance(db::Transaction& tx, std::int64_t account_row, std::int64_t balance, Instant as_of) {
  tx.prepare(
        "INSERT INTO value_lease(account_id, state, until_us, hub_balance, as_of_us) VALUES (?1, 'none', 0, ?2, ?3) ON "
        "CONFLICT(account_id) DO UPDATE SET hub_balance = ?2, as_of_us = ?3 WHERE as_of_us <= ?3")
      .exec(account_row, balance, as_of);
}
void shift_balance(db::Transaction& tx, std::int64_t account_row, std::int64_t change) {
  tx.prepare("UPDATE value_lease SET hub_balance = max(0, hub_balance + ?) WHERE account_id = ?")
      .exec(change, account_row);
}

std::int64_t leased(db::Connection& connection, const Account& account, Instant now) {
  if (!account.at_hub || account.state != AccountState::active || account.expired(now)) return 0;
  const auto lease = find_lease(connection, account.row);
  return lease && lease->open && now < lease->until ? account.available() : 0;
}

Leased leased_here(db::Connection& connection, Instant now) {
  db::Statement& rows = connection.prepare(
      "SELECT DISTINCT a.kind = 'points' FROM value_lease l JOIN value_account a ON a.id = l.account_id WHERE l.state "
      "= 'open' AND l.until_us > ? AND a.state = 'active' AND a.balance > a.held");
  rows.all(now);
  Leased found;
  while (rows.step()) (rows.flag(0) ? found.points : found.cards) = true;
  return found;
}

std::vector<std::int64_t> over(db::Connection& connection, Instant now, int limit) {
  db::Statement& rows = connection.prepare(
      "SELECT a.id FROM value_account a LEFT JOIN value_lease l ON l.account_id = a.id AND l.state = 'open' AND "
      "l.until_us > ? WHERE a.home = 'hub' AND a.balance > a.held AND l.account_id IS NULL ORDER BY a.id LIMIT ?");
  rows.all(now, limit);
  std::vector<std::int64_t> found;
  while (rows.step()) found.push_back(rows.integer(0));
  return found;
}
}  // namespace holdfast::stored_value
