#include "commands/value_event.h"

#include "stored_value/lease_rows.h"

namespace holdfast::commands {
using stored_value::Account;
using stored_value::AccountKind;
using stored_value::Entry;
using stored_value::EntryKind;

namespace {
/// Entries that a store tells the hub of and does not book itself; what it was granted it spends by entries of its own.
bool is_the_hubs(EntryKind kind) {
  using enum EntryKind;
  return kind == activate || kind == top_up || kind == refund || kind == reverse || kind == earn || kind == adjust;
}
}  // namespace

void tell_value(db::Transaction& tx, const Account& account, const Entry& entry, const std::optional<Uuid>& order,
                Context& context) {
  const bool points = account.kind == AccountKind::points;
  std::string payload;
  JsonWriter json{payload};
  json.begin_object()
      .member("accountId", account.id)
      .member("kind", name_of(account.kind))
      .member("entry", name_of(entry.kind));
  json.member("operation", entry.operation)
      .member("part", entry.part)
      .member("amount", entry.amount)
      .member("held", entry.held);
  json.member("balance", account.balance).member("available", account.available()).member("currency", account.currency);
  json.member("state", name_of(account.state));
  json.member("home", account.at_hub ? "hub" : "store");
  if (!account.last_four.empty()) json.member("lastFour", account.last_four);
  if (points) json.member("programme", account.programme);
  if (account.person) json.member("personId", *account.person);
  if (order) json.member("orderId", *order);
  if (!entry.reason.empty()) json.member("reason", entry.reason);
  json.end_object();
  const std::string_view type = points                              ? "PointsMoved"
                                : entry.kind == EntryKind::activate ? "GiftCardActivated"
                                                                    : "GiftCardMoved";
  context.emit(tx, type, points ? "points" : "gift_card", account.id, std::move(payload));
}

Result<Account> post_value(db::Transaction& tx, const Account& account, Entry entry, const std::optional<Uuid>& order,
                           Context& context) {
  if (!entry.staff_row) entry.staff_row = context.actor_id();
  if (account.at_hub && (is_the_hubs(entry.kind) || entry.kind == EntryKind::redeem))
    stored_value::shift_balance(tx, account.row, entry.amount);  // as this store knows it
  if (account.at_hub && is_the_hubs(entry.kind)) {
    Account next = account;
    if (entry.amount > 0 && account.state == stored_value::AccountState::inactive)
      stored_value::set_state(tx, next, stored_value::AccountState::active, context.now);
    tell_value(tx, next, entry, order, context);
    return next;
  }
  Account next = TRY(stored_value::post(tx, account, entry, context.now));
  tell_value(tx, next, entry, order, context);
  return next;
}

void release_value(db::Transaction& tx, const stored_value::Hold& hold, std::string_view reason,
                   const std::optional<Uuid>& order, Context& context) {
  stored_value::release(tx, hold, reason, context.now);
  const auto account = stored_value::load(tx.connection(), hold.account_row);
  tell_value(tx, *account,
             {.kind = EntryKind::release, .held = -hold.amount, .operation = hold.id, .reason = std::string{reason}},
             order, context);
  if (hold.lent)
    (void)post_value(tx, *account, {.kind = EntryKind::give_back, .amount = -hold.amount, .operation = hold.id}, order,
                     context);
}
}  // namespace holdfast::commands
