#include "commands/sell_card.h"

#include "capabilities/gate.h"
#include "commands/permit.h"
#include "commands/reference.h"
#include "commands/value_event.h"

namespace holdfast::commands {
namespace {
using stored_value::Account;
using stored_value::AccountKind;
using stored_value::AccountState;
using stored_value::Entry;
using stored_value::EntryKind;

Result<Account> card_for(db::Transaction& tx, const std::optional<std::string>& typed, Context& context) {
  const stored_value::CodeKey key = code_key(context.site);
  Account fresh;
  fresh.id = context.ids.next(context.now);
  fresh.kind = AccountKind::gift_card;
  fresh.currency = context.site.currency.code();
  const bool governed = context.gate != nullptr && context.gate->evaluation().mode != capabilities::Mode::alone;
  const auto unreserved = [] {
    return refuse(ErrorCode::conflict, "the hub does not know this card yet: issue it first",
                  {{"/cardCode", "is not reserved at the hub"}});
  };
  if (!typed) return governed ? unreserved() : stored_value::open(tx, fresh, "", key, context.now);
  const std::string code = stored_value::normal_code(*typed);
  TRY(stored_value::check_code(code, "/cardCode"));
  if (const auto known = stored_value::find_by_code(tx.connection(), code, key)) {
    if (known->state == AccountState::closed)
      return refuse(ErrorCode::tender_refused, "the card was taken back and is closed");
    if (known->expired(context.now)) return refuse(ErrorCode::tender_refused, "the card has expired");
    if (known->currency != fresh.currency)
      return refuse(ErrorCode::tender_refused, "the card is in " + known->currency);
    return *known;
  }
  return governed ? unreserved() : stored_value::open(tx, fresh, code, key, context.now);
}

/// A card lives on from its last top-up.
void prolong(db::Transaction& tx, Account& account, const Context& context) {
  const std::int64_t days = context.site.policy.gift_card_days;
  if (days > 0 && !account.at_hub && account.has_code())
    stored_value::set_expiry(tx, account, context.now.plus_seconds(days * 86'400), context.now);
}

Result<> put_on(db::Transaction& tx, const orders::Order& order, const orders::Item& item, Context& context) {
  auto account = stored_value::load(tx.connection(), item.card->row);
  check(account.has_value());
  Entry entry{.kind = account->state == AccountState::inactive ? EntryKind::activate : EntryKind::top_up,
              .amount = item.total,
              .operation = order.id,
              .part = item.position,
              .order_row = order.row};
  Account next = TRY(post_value(tx, *account, std::move(entry), order.id, context));
  prolong(tx, next, context);
  return {};
}

/// What a line of an order put on its card.
struct PutOn {
  Account account;
  std::int64_t amount = 0;
};
std::optional<PutOn> put_on_by(db::Connection& connection, std::int64_t order_row, int position) {
  db::Statement& row =
      connection.prepare("SELECT account_id, amount FROM order_card WHERE order_id = ? AND position = ?");
  if (!row.all(order_row, position).step()) {
    row.reset();
    return std::nullopt;
  }
  const std::int64_t account_row = row.integer(0), amount = row.integer(1);
  row.reset();
  auto account = stored_value::load(connection, account_row);
  check(account.has_value());
  return PutOn{*std::move(account), amount};
}

/// The line whose card this line takes back, if it is one that comes back.
struct SoldLine {
  std::int64_t order_row = 0;
  int position = 0;
};
std::optional<SoldLine> sold_line(const orders::Order& order, const orders::Item& item) {
  if (item.quantity.micro() >= 0) return std::nullopt;
  if (order.kind == orders::Kind::void_ && order.original_row) return SoldLine{*order.original_row, item.position};
  if (item.origin) return SoldLine{item.origin->order_row, item.origin->position};
  return std::nullopt;
}

Result<> is_unspent(const PutOn& put) {
  if (put.account.at_hub || put.account.available() >= put.amount) return {};
  return refuse(ErrorCode::conflict, "something was paid with the card ****" + put.account.last_four +
                                         " already: " + std::to_string(put.account.available()) + " of " +
                                         std::to_string(put.amount) + " is left");
}

/// Takes back what a line of an order put on its card; a card that this leaves empty was sold by it and is closed.
Result<> take_back(db::Transaction& tx, const orders::Order& order, int position, const SoldLine& sold,
                   Context& context) {
  const auto put = put_on_by(tx.connection(), sold.order_row, sold.position);
  if (!put) return {};
  TRY(is_unspent(*put));
  Account next = TRY(post_value(tx, put->account,
                                {.kind = EntryKind::reverse,
                                 .amount = -put->amount,
                                 .operation = order.id,
                                 .part = position,
                                 .order_row = order.row},
                                order.id, context));
  // Of a card that the hub keeps the hub decides what becomes of it.
  if (!next.at_hub && next.balance == 0 && next.has_code())
    stored_value::set_state(tx, next, AccountState::closed, context.now);
  return {};
}
}  // namespace

Result<> untaxed_card(const Reference& reference, std::int64_t tax_category_row, const std::string& name) {
  std::string taxes;
  for (const std::uint32_t index : reference.rules.taxes.of_category(reference.tax_index(tax_category_row))) {
    const taxes::TaxRate& rate = reference.rules.taxes.rates[index];
    if (rate.exempt || (rate.rate == Percent{} && rate.amount_per_unit == Rational{})) continue;
    taxes += (taxes.empty() ? "" : ", ") + rate.name;
  }
  if (taxes.empty()) return {};
  return refuse(ErrorCode::conflict, "a gift card is not taxed when it is sold, what it buys is; " + name + " takes " +
                                         taxes + ": give it a tax category of 0 %");
}

Result<> bind_card(db::Transaction& tx, carts::Item& item, const AddItem& command, Context& context) {
  const Reference& ref = reference(tx.connection(), context.site, context.now);
  const bool is_card = item.variant_id && ref.gift_cards.contains(*item.variant_id);
  if (!is_card) {
    if (!command.card_code) return {};
    return refuse(ErrorCode::invalid_argument, item.name + " is no gift card",
                  {{"/cardCode", "belongs to gift cards"}});
  }
  if (item.return_of) return refuse(ErrorCode::conflict, "a gift card comes back with its receipt only");
  if (item.quantity != Quantity::pieces(1))
    return refuse(ErrorCode::invalid_argument, "each gift card is a line of its own", {{"/quantity", "must be 1"}});
  TRY(untaxed_card(ref, item.tax_category_id, item.name));
  item.discountable = false;  // a card for less than it is worth is a promotion of its own, not this
  item.tracks_stock = false;
  if (command.card) {
    item.card = command.card;
    return {};
  }
  TRY(permit(tx, context, "giftCard.activate", {.amount = item.unit_price}));
  const Account account = TRY(card_for(tx, command.card_code, context));
  item.card = carts::Card{account.row, account.id, account.last_four};
  return {};
}

Result<> post_cards(db::Transaction& tx, const orders::Order& order, Context& context) {
  for (const orders::Item& item : order.items) {
    if (item.card && item.quantity.micro() >= 0 && item.total > 0) TRY(put_on(tx, order, item, context));
    if (const auto sold = sold_line(order, item)) TRY(take_back(tx, order, item.position, *sold, context));
  }
  return {};
}

Result<> set_aside_cards(db::Transaction& tx, const orders::Order& order, Context& context) {
  for (const orders::Item& item : order.items) {
    const auto sold = sold_line(order, item);
    const auto put = sold ? put_on_by(tx.connection(), sold->order_row, sold->position) : std::nullopt;
    if (!put) continue;
    TRY(is_unspent(*put));
    if (put->account.at_hub || put->account.expired(context.now)) continue;  // an expired one buys nothing anyhow
    stored_value::Hold wanted{.id = context.ids.next(context.now),
                              .amount = put->amount,
                              .state = {},
                              .cart_row = {},
                              .order_row = order.row,
                              .until = {}};
    const stored_value::Hold held = TRY(stored_value::hold(tx, put->account, std::move(wanted), context.now));
    tell_value(tx, *stored_value::load(tx.connection(), put->account.row),
               {.kind = EntryKind::authorise, .held = held.amount, .operation = held.id}, order.id, context);
  }
  return {};
}

Result<> voidable_cards(db::Connection& connection, const orders::Order& order) {
  db::Statement& row = connection.prepare(
      "SELECT EXISTS (SELECT 1 FROM value_entry e JOIN order_item i ON i.order_id = ?1 AND i.original_order_id IS NOT "
      "NULL JOIN "
      "order_card c ON c.order_id = i.original_order_id AND c.position = i.original_position AND c.account_id = "
      "e.account_id WHERE "
      "e.order_id = ?1 AND e.kind = 'reverse')");
  const bool took_back = row.all(order.row).step() && row.flag(0);
  row.reset();
  if (took_back) return refuse(ErrorCode::conflict, "it took back a gift card, which is closed now: sell another one");
  return {};
}
}  // namespace holdfast::commands
