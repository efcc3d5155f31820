#include "commands/points.h"

#include <algorithm>

#include "base/check.h"
#include "commands/reference.h"
#include "commands/value_event.h"
#include "customers/person_rows.h"
#include "loyalty/accrual.h"
#include "stored_value/lease_rows.h"

namespace holdfast::commands {
namespace {
using stored_value::Account;
using stored_value::AccountKind;
using stored_value::EntryKind;

const loyalty::Programme* find_programme(const Reference& ref, const std::string& id) {
  for (const loyalty::Programme& each : ref.programmes)
    if (each.id == id) return &each;
  return nullptr;
}

/// A programme that the hub keeps from now on: what this store had is told once, as the hub's opening balance.
Result<Account> hand_over(db::Transaction& tx, const Account& account, Context& context) {
  if (account.held > 0) return account;  // a sale is at it: next time
  const std::int64_t balance = account.balance;
  if (balance > 0)
    TRY(post_value(tx, account,
                   {.kind = EntryKind::adjust,
                    .amount = -balance,
                    .operation = account.id,
                    .reason = "the hub keeps these points from now on"},
                   std::nullopt, context));
  tx.prepare("UPDATE value_account SET home = 'hub', updated_us = ? WHERE id = ?").exec(context.now, account.row);
  const Account moved = *stored_value::load(tx.connection(), account.row);
  stored_value::note_balance(tx, moved.row, 0, context.now);
  if (balance == 0) return moved;
  return post_value(
      tx, moved,
      {.kind = EntryKind::adjust, .amount = balance, .operation = account.id, .reason = "kept by the store until now"},
      std::nullopt, context);
}

Result<Account> open_points(db::Transaction& tx, std::int64_t person_row, const loyalty::Programme& programme,
                            Context& context) {
  if (auto known = stored_value::find_points(tx.connection(), person_row, programme.id)) {
    if (programme.at_hub && !known->at_hub) return hand_over(tx, *known, context);
    return *std::move(known);
  }
  Account fresh;
  fresh.at_hub = programme.at_hub;
  fresh.id = context.ids.next(context.now);
  fresh.kind = AccountKind::points;
  fresh.currency = stored_value::points_currency;
  fresh.programme = programme.id;
  fresh.person_row = person_row;
  const Account opened = TRY(stored_value::open(tx, fresh, "", code_key(context.site), context.now));
  return *stored_value::load(tx.connection(), opened.row);
}
}  // namespace

Result<Account> points_account(db::Transaction& tx, std::optional<std::int64_t> person_row, Context& context) {
  const loyalty::Programme* programme = reference(tx.connection(), context.site, context.now).programme(context.now);
  if (programme == nullptr) return refuse(ErrorCode::tender_refused, "this store has no loyalty programme now");
  if (!person_row) return refuse(ErrorCode::tender_refused, "points need a customer: name one on the sale");
  return open_points(tx, *person_row, *programme, context);
}

Result<std::int64_t> points_for_payment(db::Connection& connection, const std::string& programme, std::int64_t amount,
                                        const Context& context) {
  const loyalty::Programme* found = find_programme(reference(connection, context.site, context.now), programme);
  if (found == nullptr)
    return refuse(ErrorCode::tender_refused, "this store has no loyalty programme `" + programme + "`");
  if (amount >= 0) return loyalty::points_for(*found, amount);
  if (found->redeem.point_value == 0)
    return refuse(ErrorCode::tender_refused, "points of " + found->name + " buy nothing");
  return -(-amount / found->redeem.point_value);
}

Result<> points_may_pay(db::Connection& connection, std::int64_t points, std::int64_t amount, std::int64_t total,
                        const Context& context) {
  const loyalty::Programme* found = reference(connection, context.site, context.now).programme(context.now);
  check(found != nullptr);
  const loyalty::Redeem& redeem = found->redeem;
  if (!redeem.as_tender) return refuse(ErrorCode::tender_refused, "points of " + found->name + " are no way to pay");
  if (points < redeem.min_points)
    return refuse(ErrorCode::tender_refused, "points pay from " + std::to_string(redeem.min_points) + " on");
  if (redeem.max_percent && Rational{total} * *redeem.max_percent / Rational{100} < Rational{amount})
    return refuse(ErrorCode::limit_exceeded,
                  "points pay at most part of a sale: " +
                      std::to_string((Rational{total} * *redeem.max_percent / Rational{100}).rounded(Rounding::floor)));
  return {};
}

std::int64_t spent_before(db::Connection& connection, std::int64_t account_row) {
  db::Statement& row = connection.prepare(
      "SELECT coalesce(sum(base - base_back), 0) FROM loyalty_earning WHERE account_id = ? AND json_extract(basis, "
      "'$.byQuantity') = 0");
  const std::int64_t spent = row.all(account_row).step() ? row.integer(0) : 0;
  row.reset();
  return spent;
}

Result<Account> adjust_points(db::Transaction& tx, const AdjustPoints& command, Context& context) {
  const Consent consent = TRY(require(tx, context, Permission::customer_edit));
  const auto person = customers::find(tx.connection(), command.person);
  if (!person || person->erased) return refuse(ErrorCode::not_found, "no customer " + to_string(command.person));
  const Account account = TRY(points_account(tx, person->row, context));
  const Account next = TRY(post_value(tx, account,
                                      {.kind = EntryKind::adjust,
                                       .amount = command.points,
                                       .operation = context.ids.next(context.now),
                                       .reason = command.reason},
                                      std::nullopt, context));
  std::string detail;
  JsonWriter{detail}
      .begin_object()
      .member("points", command.points)
      .member("balance", next.balance)
      .member("reason", command.reason)
      .end_object();
  audit(tx, context, "points_adjusted", to_string(command.person), detail, consent);
  return next;
}
}  // namespace holdfast::commands
