#include "commands/borrow_value.h"

#include <algorithm>

#include "base/json.h"
#include "capabilities/gate.h"
#include "carts/cart_rows.h"
#include "commands/permit.h"
#include "commands/points.h"
#include "commands/value_event.h"
#include "stored_value/lease_rows.h"

namespace holdfast::commands {
namespace {
using stored_value::Account;
using stored_value::EntryKind;
using stored_value::Hold;

std::string text_of(const Json& json, std::string_view name) {
  const Json* member = json.find(name);
  return member != nullptr && member->is_string() ? member->text() : std::string{};
}
std::int64_t integer_of(const Json& json, std::string_view name) {
  const Json* member = json.find(name);
  return member != nullptr ? member->integer().value_or(0) : 0;
}
tl::unexpected<Error> no_answer() { return refuse(ErrorCode::not_available_now, "the hub's answer cannot be read"); }

Result<Account> read_account(const Json& json) {
  const auto id = parse_uuid(text_of(json, "accountId"));
  const auto kind = stored_value::parse_account_kind(text_of(json, "kind"));
  const auto state = stored_value::parse_account_state(text_of(json, "state"));
  if (!id || !kind || !state) return no_answer();
  Account account;
  account.id = *id;
  account.kind = *kind;
  account.state = *state;
  account.at_hub = true;
  account.last_four = text_of(json, "lastFour");
  account.currency = text_of(json, "currency");
  account.balance = integer_of(json, "balance");
  account.held = account.balance - integer_of(json, "available");
  if (const Json* expires = json.find("expiresAt"); expires != nullptr && expires->is_string())
    account.expires = parse_rfc3339(expires->text());
  return account;
}

/// The account's row here, made at its first use.
Result<Account> row_of(db::Transaction& tx, const Account& at_hub, const std::string& code, Context& context) {
  if (auto known = stored_value::find(tx.connection(), at_hub.id)) {
    if (known->state != at_hub.state) stored_value::set_state(tx, *known, at_hub.state, context.now);
    return *std::move(known);
  }
  Account fresh = at_hub;
  fresh.balance = fresh.held = 0;
  Account opened = TRY(stored_value::open(tx, fresh, code, code_key(context.site), context.now));
  if (at_hub.state != stored_value::AccountState::inactive)
    stored_value::set_state(tx, opened, at_hub.state, context.now);
  return opened;
}
Result<Account> grant(db::Transaction& tx, const Account& account, std::int64_t amount, const Uuid& operation,
                      std::string reason, Context& context) {
  return post_value(tx, account,
                    {.kind = EntryKind::grant, .amount = amount, .operation = operation, .reason = std::move(reason)},
                    std::nullopt, context);
}
}  // namespace

Result<Account> read_hub_account(const std::string& answer) { return read_account(TRY(parse_json(answer))); }

Result<Authorised> borrow_for_cart(db::Transaction& tx, const AuthoriseCard& command, const Uuid& id,
                                   const std::string& answer, Context& context) {
  TRY(require(tx, context, Permission::sell));
  const carts::Cart cart = TRY(carts::load(tx.connection(), command.cart));
  if (cart.status != carts::Status::active)
    return refuse(ErrorCode::conflict, "the cart is " + std::string{carts::name_of(cart.status)});
  const Json json = TRY(parse_json(answer));
  const Json* given = json.find("account");
  const std::int64_t amount = integer_of(json, "amount");
  if (given == nullptr || amount <= 0) return no_answer();
  const Account at_hub = TRY(read_account(*given));
  const Account account = TRY(row_of(tx, at_hub, stored_value::normal_code(command.code), context));
  for (const Hold& old : stored_value::holds_of_cart(tx.connection(), cart.row))
    if (old.account_row == account.row) TRY(release_card(tx, old.id, context));
  TRY(grant(tx, account, amount, id, "set aside by the hub", context));
  stored_value::note_balance(tx, account.row, at_hub.balance, context.now);
  // The hub was asked for what a lease did not cover; more than was wanted is held only of what is there.
  const auto there = stored_value::load(tx.connection(), account.row);
  const std::int64_t size = std::max(amount, std::min(command.amount, there->available()));
  Hold wanted{.id = context.ids.next(context.now),
              .amount = size,
              .state = {},
              .cart_row = cart.row,
              .order_row = {},
              .until = context.now.plus_seconds(hold_minutes * 60),
              .lent = true};
  const Hold held = TRY(stored_value::hold(tx, account, std::move(wanted), context.now));
  tell_value(tx, *stored_value::load(tx.connection(), account.row),
             {.kind = EntryKind::authorise, .held = held.amount, .operation = held.id}, std::nullopt, context);
  Account shown = at_hub;
  shown.created = context.now;
  return Authorised{held, shown};
}

Result<> borrow_points(db::Transaction& tx, std::int64_t person_row, const Uuid& id, const std::string& answer,
                       Context& context) {
  const Json json = TRY(parse_json(answer));
  const std::int64_t amount = integer_of(json, "amount");
  if (amount <= 0) return no_answer();
  const Account account = TRY(points_account(tx, person_row, context));
  if (!account.at_hub) return refuse(ErrorCode::conflict, "this store keeps those points itself");
  TRY(grant(tx, account, amount, id, "set aside by the hub", context));
  if (const Json* known = json.find("account"); known != nullptr)
    stored_value::note_balance(tx, account.row, integer_of(*known, "balance"), context.now);
  return {};
}

Result<Account> issue_at_hub(db::Transaction& tx, const IssueCard& command, const std::string& answer,
                             const std::string& code, Context& context) {
  const Consent consent = TRY(require(tx, context, Permission::cash_movement));
  TRY(permit(tx, context, "giftCard.activate", {.amount = command.amount}));
  const Account at_hub = TRY(read_hub_account(answer));
  Account account = TRY(row_of(tx, at_hub, code, context));
  if (command.amount > 0) {
    if (at_hub.state != stored_value::AccountState::inactive)
      return refuse(ErrorCode::duplicate, "the card is on file already");
    account = TRY(post_value(
        tx, account,
        {.kind = EntryKind::activate, .amount = command.amount, .operation = account.id, .reason = command.reason},
        std::nullopt, context));
  }
  std::string detail;
  JsonWriter{detail}.begin_object().member("amount", command.amount).member("lastFour", account.last_four).end_object();
  audit(tx, context, "gift_card_issued", to_string(account.id), detail, consent);
  Account shown = at_hub;
  shown.balance += command.amount;
  shown.created = context.now;
  if (command.amount > 0) shown.state = stored_value::AccountState::active;
  return shown;
}

Result<Account> borrow_provisionally(db::Transaction& tx, const Account& account, std::int64_t amount,
                                     Context& context) {
  const std::int64_t missing = amount - account.available();
  if (!account.at_hub || missing <= 0 || context.gate == nullptr) return account;
  const std::string_view operation =
      account.kind == stored_value::AccountKind::points ? "loyalty.redeem" : "giftCard.redeem";
  if (context.gate->evaluation().of(operation).state != capabilities::State::limited) return account;
  return grant(tx, account, missing, context.ids.next(context.now), "provisional: the hub was away", context);
}
}  // namespace holdfast::commands
