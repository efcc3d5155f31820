#include "commands/expire_value.h"

#include <algorithm>

#include "base/check.h"
#include "commands/lease_value.h"
#include "commands/pay_by_value.h"
#include "commands/reference.h"
#include "commands/value_event.h"

namespace holdfast::commands {
namespace {
constexpr int rows_a_run = 200;
using stored_value::Account;
using stored_value::EntryKind;

std::int64_t expire(db::Transaction& tx, std::int64_t account_row, std::int64_t amount, std::string_view reason,
                    Context& context) {
  const auto account = stored_value::load(tx.connection(), account_row);
  check(account.has_value());
  amount = std::min(amount, account->available());  // what is set aside just now is judged by its sale
  if (amount <= 0) return 0;
  const auto posted = post_value(tx, *account,
                                 {.kind = EntryKind::expire,
                                  .amount = -amount,
                                  .operation = context.ids.next(context.now),
                                  .reason = std::string{reason}},
                                 std::nullopt, context);
  return posted ? 1 : 0;
}

std::int64_t release_overdue(db::Transaction& tx, Context& context) {
  const auto overdue = stored_value::overdue_holds(tx.connection(), context.now, rows_a_run);
  for (const stored_value::Hold& hold : overdue) release_value(tx, hold, "its time is over", std::nullopt, context);
  return static_cast<std::int64_t>(overdue.size());
}

std::int64_t expire_cards(db::Transaction& tx, Context& context) {
  std::vector<std::int64_t> old;
  db::Statement& rows = tx.prepare(
      "SELECT id FROM value_account WHERE expires_us IS NOT NULL AND state = 'active' AND expires_us <= ? AND balance "
      "> held AND kind <> "
      "'points' AND home = 'store' LIMIT ?");
  rows.all(context.now, rows_a_run);
  while (rows.step()) old.push_back(rows.integer(0));
  std::int64_t done = 0;
  for (const std::int64_t row : old) {
    const auto account = stored_value::load(tx.connection(), row);
    done += expire(tx, row, account->available(), "expired", context);
  }
  return done;
}

std::int64_t expire_points(db::Transaction& tx, Context& context) {
  std::int64_t done = 0;
  for (const loyalty::Programme& programme : reference(tx.connection(), context.site, context.now).programmes) {
    if (programme.expire_days == 0) continue;
    const Instant before = context.now.plus_seconds(-programme.expire_days * 86'400);
    std::vector<std::pair<std::int64_t, std::int64_t>> old;
    db::Statement& rows = tx.prepare(
        "SELECT a.id, sum(iif(e.amount > 0 AND e.at_us < ?2, e.amount, 0)) + sum(iif(e.amount < 0, e.amount, 0)) AS "
        "due FROM "
        "value_account a JOIN value_entry e ON e.account_id = a.id WHERE a.kind = 'points' AND a.programme = ?1 AND "
        "a.balance > a.held "
        "AND a.home = 'store' GROUP BY a.id HAVING due > 0 LIMIT ?3");
    rows.all(programme.id, before, rows_a_run);
    while (rows.step()) old.emplace_back(rows.integer(0), rows.integer(1));
    for (const auto& [row, due] : old) done += expire(tx, row, due, "expired", context);
  }
  return done;
}
}  // namespace

std::int64_t expire_value(db::Transaction& tx, Context& context) {
  return release_overdue(tx, context) + end_leases(tx, context) + expire_cards(tx, context) +
         expire_points(tx, context);
}
}  // namespace holdfast::commands
