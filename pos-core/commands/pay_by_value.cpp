#include "commands/pay_by_value.h"

#include <algorithm>

#include "base/check.h"
#include "commands/borrow_value.h"
#include "commands/points.h"
#include "commands/value_event.h"

namespace holdfast::commands {
namespace {
using payments::Settled;
using payments::TenderKind;
using stored_value::Account;
using stored_value::AccountKind;
using stored_value::Entry;
using stored_value::EntryKind;
using stored_value::Hold;

std::optional<Account> account_of(db::Connection& connection, const std::optional<std::string>& reference) {
  const auto id = reference ? parse_uuid(*reference) : std::nullopt;
  return id ? stored_value::find(connection, *id) : std::nullopt;
}
Result<Account> named_account(db::Connection& connection, const Settled& paid) {
  auto account = account_of(connection, paid.reference);
  if (!account) return refuse(ErrorCode::not_found, "no such gift card");
  return *std::move(account);
}
/// What a payment takes of its account: minor units, or the points they cost.
Result<std::int64_t> taken(db::Connection& connection, const Account& account, std::int64_t amount, Context& context) {
  if (account.kind != AccountKind::points) return amount;
  return points_for_payment(connection, account.programme, amount, context);
}

Result<> use_hold(db::Transaction& tx, const orders::Order& order, const Hold& hold, std::int64_t amount,
                  Context& context) {
  const Account after = TRY(stored_value::capture(tx, hold, amount, order.row, context.now));
  tell_value(tx, after, {.kind = EntryKind::redeem, .amount = -amount, .held = -hold.amount, .operation = hold.id},
             order.id, context);
  if (hold.lent && amount < hold.amount)  // what the hub had granted and the sale did not need
    TRY(post_value(tx, after, {.kind = EntryKind::give_back, .amount = amount - hold.amount, .operation = hold.id},
                   order.id, context));
  return {};
}
std::optional<Hold> hold_on(db::Connection& connection, const orders::Order& order, const Account& account) {
  for (const Hold& hold : stored_value::holds_of_order(connection, order.row))
    if (hold.account_row == account.row && !hold.discount) return hold;
  return std::nullopt;
}

Result<> take(db::Transaction& tx, const orders::Order& order, Account account, std::int64_t amount, Context& context) {
  const auto kept = hold_on(tx.connection(), order, account);
  if (!kept && account.at_hub) account = TRY(borrow_provisionally(tx, account, amount, context));
  if (order.status == orders::Status::pending_payment) {
    if (kept && kept->until) stored_value::release(tx, *kept, "the order waits for a card", context.now);
    Hold wanted{.id = context.ids.next(context.now),
                .amount = amount,
                .state = {},
                .cart_row = {},
                .order_row = order.row,
                .until = {}};
    wanted.lent = kept && kept->lent;
    const Hold held = TRY(stored_value::hold(tx, account, std::move(wanted), context.now));
    tell_value(tx, *stored_value::load(tx.connection(), account.row),
               {.kind = EntryKind::authorise, .held = amount, .operation = held.id}, order.id, context);
    return {};
  }
  if (kept) return use_hold(tx, order, *kept, amount, context);
  TRY(post_value(tx, account,
                 {.kind = EntryKind::redeem,
                  .amount = -amount,
                  .operation = context.ids.next(context.now),
                  .order_row = order.row},
                 order.id, context));
  return {};
}

/// Paid back: what a voided order had taken is reversed, what goods that came back are worth is refunded. Points go
/// back as they were taken.
Result<> give(db::Transaction& tx, const orders::Order& order, Account account, std::int64_t amount, Context& context) {
  const bool voids = order.kind == orders::Kind::void_;
  if (voids && account.kind == AccountKind::points) {
    db::Statement& row = tx.prepare(
        "SELECT -coalesce(sum(amount), 0) FROM value_entry WHERE order_id = ? AND account_id = ? AND kind = 'redeem'");
    if (row.all(order.original_row, account.row).step() && row.integer(0) > 0) amount = row.integer(0);
    row.reset();
  }
  if (amount == 0) return {};
  account = TRY(post_value(tx, account,
                           {.kind = voids ? EntryKind::reverse : EntryKind::refund,
                            .amount = amount,
                            .operation = context.ids.next(context.now),
                            .order_row = order.row},
                           order.id, context));
  const std::int64_t days = context.site.policy.gift_card_days;
  // Money that is paid back is not lost at once because the card had expired meanwhile.
  if (account.expired(context.now))
    stored_value::set_expiry(
        tx, account, days > 0 ? std::optional{context.now.plus_seconds(days * 86'400)} : std::nullopt, context.now);
  return {};
}
}  // namespace

Result<std::string> card_reference(db::Connection& connection, const PaymentOffer& given, const Context& context,
                                   const std::string& at) {
  if (!given.reference)
    return refuse(ErrorCode::invalid_argument, "a gift card needs its code", {{at + "/reference", "is required"}});
  const std::string code = stored_value::normal_code(*given.reference);
  TRY(stored_value::check_code(code, at + "/reference"));
  const auto account = stored_value::find_by_code(connection, code, code_key(context.site));
  if (!account)
    return refuse(ErrorCode::not_found, "no gift card has this code",
                  {{at + "/reference", "is no card of this store"}});
  if (account->currency != context.site.currency.code())
    return refuse(ErrorCode::tender_refused, "the card is in " + account->currency);
  return to_string(account->id);
}

Result<> name_accounts(db::Transaction& tx, orders::Order& order, std::vector<Settled>& settled, Context& context) {
  for (std::size_t i = 0; i < settled.size(); ++i) {
    Settled& paid = settled[i];
    if (!payments::is_stored_value(paid.tender->kind)) continue;
    if (paid.tender->kind == TenderKind::points)
      paid.reference = to_string(TRY(points_account(tx, order.person_row, context)).id);
    const Account account = TRY(named_account(tx.connection(), paid));
    if (i >= order.payments.size()) continue;
    orders::Payment& payment = order.payments[i];
    payment.reference = paid.reference;
    payment.value = orders::Payment::Value{account.id, std::string{name_of(account.kind)}, account.last_four};
    if (account.kind == AccountKind::points)
      payment.value->points = TRY(points_for_payment(tx.connection(), account.programme, paid.amount, context));
  }
  return {};
}

Result<> move_value(db::Transaction& tx, const orders::Order& order, const Settled& paid, Context& context) {
  const Account account = TRY(named_account(tx.connection(), paid));
  const std::int64_t size = paid.amount < 0 ? -paid.amount : paid.amount;
  const std::int64_t amount = TRY(taken(tx.connection(), account, size, context));
  if (paid.amount < 0) return give(tx, order, account, amount, context);
  return amount == 0 ? Result<>{} : take(tx, order, account, amount, context);
}

void adopt_holds(db::Transaction& tx, std::int64_t cart_row, std::int64_t order_row) {
  tx.prepare("UPDATE value_hold SET order_id = ? WHERE cart_id = ? AND state = 'held'").exec(order_row, cart_row);
}

Result<> capture_holds(db::Transaction& tx, const orders::Order& order, std::span<const Settled> settled,
                       Context& context) {
  for (const Settled& paid : settled) {
    if (!payments::is_stored_value(paid.tender->kind) || paid.amount <= 0) continue;
    const Account account = TRY(named_account(tx.connection(), paid));
    const std::int64_t amount = TRY(taken(tx.connection(), account, paid.amount, context));
    const auto kept = hold_on(tx.connection(), order, account);
    if (kept && amount > 0) TRY(use_hold(tx, order, *kept, amount, context));
  }
  release_holds(tx, order, "not needed", context);
  return {};
}

void release_holds(db::Transaction& tx, const orders::Order& order, std::string_view reason, Context& context) {
  for (const Hold& hold : stored_value::holds_of_order(tx.connection(), order.row))
    release_value(tx, hold, reason, order.id, context);
}
void release_cart_holds(db::Transaction& tx, std::int64_t cart_row, std::string_view reason, Context& context) {
  for (const Hold& hold : stored_value::holds_of_cart(tx.connection(), cart_row))
    release_value(tx, hold, reason, std::nullopt, context);
}
}  // namespace holdfast::commands
