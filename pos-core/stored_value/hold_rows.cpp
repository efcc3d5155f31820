#include <algorithm>

#include "base/check.h"
#include "stored_value/ledger.h"

namespace holdfast::stored_value {
namespace {
#define HF_HOLD "SELECT id, uuid, account_id, amount, state, cart_id, order_id, until_us, lent, discount FROM value_hold "

Hold read_hold(db::Statement& row) {
  return {row.integer(0),       row.uuid(1),          row.integer(2),       row.integer(3), row.string(4),
          row.maybe_integer(5), row.maybe_integer(6), row.maybe_instant(7), row.flag(8),
          row.is_null(9) ? std::nullopt : std::optional{row.small(9)}};
}
std::vector<Hold> all_holds(db::Statement& rows) {
  std::vector<Hold> out;
  while (rows.step()) out.push_back(read_hold(rows));
  return out;
}
void end(db::Transaction& tx, const Hold& hold, std::string_view state, std::optional<std::int64_t> order_row,
         Instant now) {
  tx.prepare(
        "UPDATE value_hold SET state = ?, order_id = coalesce(?, order_id), updated_us = ? WHERE id = ? AND state = "
        "'held'")
      .exec(state, order_row, now, hold.row);
  check(tx.connection().changes() == 1);
}
}  // namespace

Result<Hold> hold(db::Transaction& tx, const Account& account, Hold wanted, Instant now) {
  check(wanted.amount > 0 && (wanted.until || wanted.order_row));
  Entry entry{
      .kind = EntryKind::authorise, .held = wanted.amount, .operation = wanted.id, .order_row = wanted.order_row};
  TRY(post(tx, account, entry, now));
  wanted.account_row = account.row;
  wanted.state = "held";
  tx.prepare(
        "INSERT INTO value_hold(uuid, account_id, amount, state, cart_id, order_id, until_us, lent, discount, "
        "created_us, updated_us) VALUES (?, ?, ?, 'held', ?, ?, ?, ?, ?, ?, ?)")
      .exec(wanted.id, wanted.account_row, wanted.amount, wanted.cart_row, wanted.order_row, wanted.until, wanted.lent,
            wanted.discount, now, now);
  wanted.row = tx.last_rowid();
  return wanted;
}

Result<Account> capture(db::Transaction& tx, const Hold& hold, std::int64_t amount, std::int64_t order_row,
                        Instant now) {
  check(amount > 0);
  const auto account = load(tx.connection(), hold.account_row);
  check(account.has_value());
  const std::int64_t taken = std::min(amount, hold.amount);
  Account next = TRY(
      post(tx, *account,
           {.kind = EntryKind::redeem, .amount = -taken, .held = -taken, .operation = hold.id, .order_row = order_row},
           now));
  if (taken < hold.amount)
    next = TRY(post(
        tx, next,
        {.kind = EntryKind::release, .held = taken - hold.amount, .operation = hold.id, .order_row = order_row}, now));
  if (taken < amount)  // a payment that grew meanwhile takes the rest from what is free
    next = TRY(post(
        tx, next,
        {.kind = EntryKind::redeem, .amount = taken - amount, .operation = hold.id, .part = 1, .order_row = order_row},
        now));
  end(tx, hold, "captured", order_row, now);
  return next;
}

void release(db::Transaction& tx, const Hold& hold, std::string_view reason, Instant now) {
  const auto account = load(tx.connection(), hold.account_row);
  check(account.has_value());
  const auto released = post(tx, *account,
                             {.kind = EntryKind::release,
                              .held = -hold.amount,
                              .operation = hold.id,
                              .order_row = hold.order_row,
                              .reason = std::string{reason}},
                             now);
  check(released.has_value());  // what was set aside is there to be let go of
  end(tx, hold, "released", std::nullopt, now);
}

std::optional<Hold> find_hold(db::Connection& connection, const Uuid& id) {
  const auto found = all_holds(connection.prepare(HF_HOLD "WHERE uuid = ?").all(id));
  return found.empty() ? std::nullopt : std::optional{found.front()};
}
std::vector<Hold> holds_of_cart(db::Connection& connection, std::int64_t cart_row) {
  return all_holds(connection.prepare(HF_HOLD "WHERE cart_id = ? AND state = 'held' ORDER BY id").all(cart_row));
}
std::vector<Hold> holds_of_order(db::Connection& connection, std::int64_t order_row) {
  return all_holds(connection.prepare(HF_HOLD "WHERE order_id = ? AND state = 'held' ORDER BY id").all(order_row));
}
std::vector<Hold> overdue_holds(db::Connection& connection, Instant now, int limit) {
  return all_holds(
      connection.prepare(HF_HOLD "WHERE state = 'held' AND order_id IS NULL AND until_us <= ? ORDER BY id LIMIT ?")
          .all(now, limit));
}
}  // namespace holdfast::stored_value
