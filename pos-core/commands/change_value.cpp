#include "commands/change_value.h"

#include "carts/cart_rows.h"
#include "catalogue/variant_rows.h"
#include "commands/borrow_value.h"
#include "commands/lease_value.h"
#include "commands/permit.h"
#include "commands/sell_card.h"
#include "commands/value_event.h"
#include "customers/person_rows.h"

namespace holdfast::commands {
namespace {
using stored_value::Account;
using stored_value::EntryKind;
using stored_value::Hold;

void note(db::Transaction& tx, const Context& context, std::string_view action, const Account& account,
          std::int64_t amount, const std::string& reason, const Consent& consent) {
  std::string detail;
  JsonWriter json{detail};
  json.begin_object().member("amount", amount).member("balance", account.balance).member("currency", account.currency);
  json.member("lastFour", account.last_four).member("reason", reason).end_object();
  audit(tx, context, action, to_string(account.id), detail, consent);
}
}  // namespace

Result<Issued> issue_card(db::Transaction& tx, const IssueCard& command, Context& context) {
  const Consent consent = TRY(require(tx, context, Permission::cash_movement));
  TRY(permit(tx, context, "giftCard.activate", {.amount = command.amount}));
  Account account;
  account.id = context.ids.next(context.now);
  account.kind = command.kind;
  account.currency = context.site.currency.code();
  account.expires = command.expires;
  const std::int64_t days = context.site.policy.gift_card_days;
  if (!account.expires && command.amount > 0 && days > 0) account.expires = context.now.plus_seconds(days * 86'400);
  if (command.person) {
    const auto person = customers::find(tx.connection(), *command.person);
    if (!person || person->erased)
      return refuse(ErrorCode::not_found, "no customer " + to_string(*command.person),
                    {{"/personId", "is not on file"}});
    account.person_row = person->row;
    account.person = person->id;
  }
  std::string code;
  if (command.code) {
    code = stored_value::normal_code(*command.code);
    TRY(stored_value::check_code(code, "/code"));
  }
  Account opened = TRY(stored_value::open(tx, account, code, code_key(context.site), context.now));
  if (command.amount > 0)
    opened = TRY(post_value(
        tx, opened,
        {.kind = EntryKind::activate, .amount = command.amount, .operation = opened.id, .reason = command.reason},
        std::nullopt, context));
  note(tx, context, "gift_card_issued", opened, command.amount, command.reason, consent);
  const auto kind = command.kind == stored_value::AccountKind::store_credit ? stored_value::CodeKind::store_credit
                                                                            : stored_value::CodeKind::gift_card;
  return Issued{opened,
                opened.own_code ? stored_value::code_of(opened.id, kind, code_key(context.site)) : std::string{}};
}

Result<Account> adjust_card(db::Transaction& tx, const AdjustCard& command, Context& context) {
  const Consent consent = TRY(require(tx, context, Permission::cash_movement));
  const auto account = stored_value::find(tx.connection(), command.account);
  if (!account || account->kind == stored_value::AccountKind::points)
    return refuse(ErrorCode::not_found, "no gift card " + to_string(command.account));
  TRY(permit(tx, context, "giftCard.activate", {.amount = command.amount}));
  const Account next = TRY(post_value(tx, *account,
                                      {.kind = EntryKind::adjust,
                                       .amount = command.amount,
                                       .operation = context.ids.next(context.now),
                                       .reason = command.reason},
                                      std::nullopt, context));
  note(tx, context, "gift_card_adjusted", next, command.amount, command.reason, consent);
  return next;
}

Result<Authorised> authorise_card(db::Transaction& tx, const AuthoriseCard& command, Context& context) {
  TRY(require(tx, context, Permission::sell));
  const carts::Cart cart = TRY(carts::load(tx.connection(), command.cart));
  if (cart.status != carts::Status::active)
    return refuse(ErrorCode::conflict, "the cart is " + std::string{carts::name_of(cart.status)});
  const std::string code = stored_value::normal_code(command.code);
  TRY(stored_value::check_code(code, "/code"));
  auto account = stored_value::find_by_code(tx.connection(), code, code_key(context.site));
  if (!account)
    return refuse(ErrorCode::not_found, "no gift card has this code", {{"/code", "is no card of this store"}});
  // One hold for each card of a cart: asking again is another amount.
  for (const Hold& old : stored_value::holds_of_cart(tx.connection(), cart.row))
    if (old.account_row == account->row) TRY(release_card(tx, old.id, context));
  account = stored_value::load(tx.connection(), account->row);
  const std::int64_t lent = covered_here(tx.connection(), *account, command.amount, 0, context);
  TRY(permit(tx, context, "giftCard.redeem", {.amount = command.amount, .lease = lent}));
  account = TRY(borrow_provisionally(tx, *account, command.amount, context));
  Hold wanted{.id = context.ids.next(context.now),
              .amount = command.amount,
              .state = {},
              .cart_row = cart.row,
              .order_row = {},
              .until = context.now.plus_seconds(hold_minutes * 60)};
  const Hold held = TRY(stored_value::hold(tx, *account, std::move(wanted), context.now));
  const auto now = stored_value::load(tx.connection(), account->row);
  tell_value(tx, *now, {.kind = EntryKind::authorise, .held = held.amount, .operation = held.id}, std::nullopt,
             context);
  return Authorised{held, *now};
}

Result<> release_card(db::Transaction& tx, const Uuid& id, Context& context) {
  const auto hold = stored_value::find_hold(tx.connection(), id);
  if (!hold) return refuse(ErrorCode::not_found, "nothing is set aside as " + to_string(id));
  if (hold->state != "held") return {};
  if (hold->order_row) return refuse(ErrorCode::conflict, "it is set aside for an order that waits for its payment");
  release_value(tx, *hold, "not needed", std::nullopt, context);
  return {};
}

Result<> mark_gift_card(db::Transaction& tx, const Uuid& variant, bool gift_card, Context& context) {
  const Consent consent = TRY(require(tx, context, Permission::catalogue_edit));
  const auto found = catalogue::find_variant(tx.connection(), VariantId{variant});
  if (!found) return refuse(ErrorCode::not_found, "no article " + to_string(variant));
  if (gift_card)
    TRY(untaxed_card(reference(tx.connection(), context.site, context.now), found->tax_category_id, found->name));
  if (gift_card)
    tx.prepare("INSERT INTO gift_card_article(variant_id, since_us) VALUES (?, ?) ON CONFLICT(variant_id) DO NOTHING")
        .exec(found->id, context.now);
  else
    tx.prepare("DELETE FROM gift_card_article WHERE variant_id = ?").exec(found->id);
  std::string payload;
  JsonWriter{payload}.begin_object().member("sku", found->sku).member("giftCard", gift_card).end_object();
  audit(tx, context, "gift_card_article", found->sku, payload, consent);
  return {};
}
}  // namespace holdfast::commands
