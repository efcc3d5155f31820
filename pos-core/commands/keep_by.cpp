#include "commands/keep_by.h"

#include <algorithm>
#include <array>

#include "carts/cart_rows.h"
#include "commands/edit_cart.h"
#include "commands/load_cart.h"
#include "commands/pay_by_value.h"
#include "commands/price_cart.h"
#include "commands/reference.h"
#include "commands/value_event.h"
#include "payments/tender.h"
#include "subscriptions/subscription.h"

namespace holdfast::commands {
namespace {
using layaways::Layaway;
using layaways::Status;
constexpr std::string_view tender_code = "layaway";

/// What the lines are called on paper, in the store's language.
struct Names {
  std::string_view language, paid_in, paid_back, fee;
};
constexpr std::array<Names, 4> names{{{"en", "Layaway payment", "Layaway paid back", "Layaway cancellation fee"},
                                      {"fr", "Acompte", "Acompte rendu", "Frais d'annulation"},
                                      {"de", "Anzahlung", "Anzahlung zurück", "Stornogebühr"},
                                      {"ar", "دفعة حجز", "رد دفعة الحجز", "رسم الإلغاء"}}};
const Names& names_for(const Site& site) {
  const auto found = std::find_if(names.begin(), names.end(),
                                  [&](const Names& each) { return site.locale.starts_with(each.language); });
  return found == names.end() ? names.front() : *found;
}

void tell(db::Transaction& tx, const Layaway& layaway, std::string_view change, const std::optional<Uuid>& order,
          Context& context) {
  std::string payload;
  JsonWriter json{payload};
  json.begin_object().member("layawayId", layaway.id).member("change", change);
  json.member("status", layaways::name_of(layaway.status)).member("cartId", layaway.cart);
  json.member("personId", layaway.person).member("total", layaway.total).member("paid", layaway.paid);
  json.member("currency", layaway.currency).member("dueOn", layaway.due_on);
  if (layaway.fee != 0) json.member("fee", layaway.fee);
  if (order) json.member("orderId", *order);
  json.end_object();
  context.emit(tx, "LayawayChanged", "layaway", layaway.id, std::move(payload));
}

/// The tender that pays from a layaway, made when the store keeps its first goods.
void have_tender(db::Transaction& tx, const Context& context) {
  if (reference(tx.connection(), context.site, context.now).tender(tender_code) != nullptr) return;
  tx.prepare("INSERT INTO tender(code, name, kind, currency, ledger) VALUES (?, 'Layaway', ?, ?, ?)")
      .exec(tender_code, payments::stored_kind(payments::TenderKind::gift_card), context.site.currency.code(),
            payments::stored_ledger(payments::TenderKind::gift_card));
}

stored_value::Account account_of(db::Connection& connection, const Layaway& layaway) {
  auto account = stored_value::load(connection, layaway.account_row);
  check(account.has_value());
  return *std::move(account);
}

/// A line that puts money by (or, by a negative quantity, gives it back); no article, no tax: that falls due with the
/// goods.
carts::Item money_line(std::string_view name, std::int64_t amount, Quantity quantity,
                       const stored_value::Account& account, const Reference& ref) {
  carts::Item item;
  item.item = 1;
  item.sku = "LAYAWAY";
  item.name = std::string{name};
  item.unit = "piece";
  item.tax_category_id = ref.taxes.default_category;
  item.quantity = quantity;
  item.unit_price = amount;
  item.discountable = false;
  item.card = carts::Card{account.row, account.id, ""};
  return item;
}

carts::Item fee_line(std::string_view name, std::int64_t fee, const Reference& ref) {
  carts::Item item;
  item.item = 2;
  item.sku = "LAYAWAY-FEE";
  item.name = std::string{name};
  item.unit = "piece";
  item.tax_category_id = ref.taxes.default_category;
  item.quantity = Quantity::pieces(1);
  item.unit_price = fee;
  item.discountable = false;
  return item;
}

Result<carts::Cart> cart_at(db::Transaction& tx, const Layaway& layaway, const Uuid& register_id, Context& context) {
  CreateCart head;
  head.register_id = register_id;
  head.person = layaway.person;
  return begin_cart(tx.connection(), head, context);
}

Result<LayawayStep> pay_in(db::Transaction& tx, const Layaway& layaway, const Uuid& register_id, std::int64_t amount,
                           const std::vector<PaymentOffer>& payments, std::string_view change, Context& context) {
  carts::Cart cart = TRY(cart_at(tx, layaway, register_id, context));
  cart.items.push_back(money_line(names_for(context.site).paid_in, amount, Quantity::pieces(1),
                                  account_of(tx.connection(), layaway),
                                  reference(tx.connection(), context.site, context.now)));
  Checkout checkout;
  checkout.payments = payments;
  checkout.note = layaway.note;
  orders::Order order = TRY(place_order(tx, cart, checkout, context));
  const Layaway after = TRY(layaways::load(tx.connection(), layaway.id));
  tell(tx, after, change, order.id, context);
  return LayawayStep{after, std::move(order)};
}

Result<> keepable(const carts::Cart& cart) {
  if (!cart.person_row)
    return refuse(ErrorCode::invalid_argument, "goods are kept for a customer: name one",
                  {{"/personId", "is required"}});
  if (cart.items.empty()) return refuse(ErrorCode::conflict, "there is nothing in the cart");
  for (const carts::Item& item : cart.items) {
    if (item.quantity.micro() < 0) return refuse(ErrorCode::conflict, "what comes back is not kept by: sell it apart");
    if (item.card) return refuse(ErrorCode::conflict, "a gift card is not kept by: sell it apart");
  }
  return {};
}

Result<std::string> last_day(const std::optional<std::string>& wished, const Context& context) {
  if (!wished)
    return subscriptions::add_days(context.business_date, static_cast<int>(context.site.policy.layaway_days))
        .value_or(context.business_date);
  if (!subscriptions::add_days(*wished, 0) || *wished < context.business_date)
    return refuse(ErrorCode::invalid_argument, "the last day is a date to come",
                  {{"/dueOn", "must be YYYY-MM-DD, today or later"}});
  return *wished;
}

/// The prices stay what they are now: those of books and lists become agreed ones. Promotions, charges and taxes are
/// those of this moment anyway, see Checkout::agreed.
void keep_prices(db::Transaction& tx, carts::Cart& cart, const PricedCart& priced, Instant now) {
  for (std::size_t i = 0; i < cart.items.size(); ++i) {
    carts::Item& item = cart.items[i];
    if (item.unit_price || item.label_amount) continue;
    item.unit_price = priced.items[i].unit_price;
    carts::update_item(tx, cart, item, now);
  }
}

Result<Layaway> open_one(db::Connection& connection, const Uuid& id) {
  Layaway layaway = TRY(layaways::load(connection, id));
  if (layaway.status != Status::open)
    return refuse(ErrorCode::conflict, "the layaway is " + std::string{layaways::name_of(layaway.status)});
  return layaway;
}

/// Its payments by itself: what was paid in, up to the total.
PaymentOffer from_account(const Layaway& layaway, std::int64_t total) {
  PaymentOffer offer;
  offer.tender = tender_code;
  offer.amount = std::min(layaway.paid, total);
  offer.account = layaway.account;
  return offer;
}
}  // namespace

Result<LayawayStep> open_layaway(db::Transaction& tx, const OpenLayaway& command, Context& context) {
  TRY(require(tx, context, Permission::sell));
  carts::Cart cart = TRY(load_for_change(tx, {command.cart_id, std::nullopt}, context));
  TRY(take_person(tx.connection(), cart, command.person));
  TRY(keepable(cart));
  const PricedCart priced = TRY(price_cart(tx.connection(), cart, context.site, context.now, context.utc_offset_min));
  if (priced.total <= 0) return refuse(ErrorCode::conflict, "there is nothing to pay for it");
  const std::int64_t least = layaways::least_first_payment(priced.total, context.site.policy);
  if (command.amount < least)
    return refuse(ErrorCode::underpaid,
                  "at least " + to_decimal(Money{least, context.site.currency}) + " has to be paid at first");
  if (command.amount > priced.total) return refuse(ErrorCode::overpaid, "that is more than the goods cost");
  have_tender(tx, context);
  release_cart_holds(tx, cart.row, "the goods are kept by", context);
  keep_prices(tx, cart, priced, context.now);
  cart.status = carts::Status::checked_out;
  carts::update(tx, cart, context.now, "layaway");

  stored_value::Account fresh;
  fresh.id = context.ids.next(context.now);
  fresh.kind = stored_value::AccountKind::store_credit;
  fresh.currency = context.site.currency.code();
  fresh.without_code = true;
  const stored_value::Account account = TRY(stored_value::open(tx, fresh, "", code_key(context.site), context.now));
  Layaway layaway;
  layaway.id = context.ids.next(context.now);
  layaway.cart_row = cart.row;
  layaway.account_row = account.row;
  layaway.person_row = *cart.person_row;
  layaway.total = priced.total;
  layaway.currency = context.site.currency.code();
  layaway.due_on = TRY(last_day(command.due_on, context));
  layaway.note = command.note.empty() ? cart.note : command.note;
  layaway.staff_row = context.actor_id();
  layaway.utc_offset_min = context.utc_offset_min;
  layaway.created_at = context.now;
  layaways::insert(tx, layaway);
  layaway = TRY(layaways::load(tx.connection(), layaway.id));
  if (command.amount > 0)
    return pay_in(tx, layaway, cart.register_id, command.amount, command.payments, "opened", context);
  tell(tx, layaway, "opened", std::nullopt, context);
  return LayawayStep{layaway, std::nullopt};
}

Result<LayawayStep> pay_layaway(db::Transaction& tx, const PayLayaway& command, Context& context) {
  TRY(require(tx, context, Permission::sell));
  const Layaway layaway = TRY(open_one(tx.connection(), command.id));
  if (command.amount <= 0)
    return refuse(ErrorCode::invalid_argument, "how much is paid in", {{"/amount", "must be above 0"}});
  if (command.amount > layaway.left())
    return refuse(ErrorCode::overpaid,
                  "only " + to_decimal(Money{layaway.left(), context.site.currency}) + " is left to pay");
  return pay_in(tx, layaway, command.register_id, command.amount, command.payments, "paidIn", context);
}

Result<LayawayStep> pick_up(db::Transaction& tx, const PickUp& command, Context& context) {
  TRY(require(tx, context, Permission::sell));
  Layaway layaway = TRY(open_one(tx.connection(), command.id));
  carts::Cart cart = TRY(carts::load(tx.connection(), layaway.cart));
  const Register& reg =
      *TRY(reference(tx.connection(), context.site, context.now).active_register(command.register_id));
  cart.register_row = reg.row;
  cart.register_id = reg.id;
  Checkout checkout;
  checkout.agreed = Agreed{layaway.created_at, layaway.utc_offset_min};
  checkout.note = layaway.note;
  if (layaway.paid > 0) checkout.payments.push_back(from_account(layaway, layaway.total));
  checkout.payments.insert(checkout.payments.end(), command.payments.begin(), command.payments.end());
  orders::Order order = TRY(place_order(tx, cart, checkout, context));
  const bool pending = order.status == orders::Status::pending_payment;
  layaway.status = pending ? Status::picking_up : Status::picked_up;
  layaway.order_row = order.row;
  layaways::update(tx, layaway, context.now);
  layaway = TRY(layaways::load(tx.connection(), layaway.id));
  tell(tx, layaway, pending ? "pickingUp" : "pickedUp", order.id, context);
  return LayawayStep{layaway, std::move(order)};
}

Result<LayawayStep> cancel_layaway(db::Transaction& tx, const CancelLayaway& command, Context& context) {
  const Consent consent = TRY(require(tx, context, Permission::void_cart));
  Layaway layaway = TRY(open_one(tx.connection(), command.id));
  const std::int64_t policy_fee = layaways::cancellation_fee(layaway.total, layaway.paid, context.site.policy);
  layaway.fee = command.fee.value_or(policy_fee);
  if (layaway.fee < 0 || layaway.fee > policy_fee)
    return refuse(ErrorCode::limit_exceeded,
                  "the fee is at most " + to_decimal(Money{policy_fee, context.site.currency}));
  std::string detail;
  JsonWriter{detail}
      .begin_object()
      .member("reason", command.reason)
      .member("paid", layaway.paid)
      .member("fee", layaway.fee)
      .end_object();
  audit(tx, context, "layaway_cancelled", to_string(layaway.id), detail, consent);
  if (layaway.paid == 0) {
    tx.prepare("DELETE FROM layaway WHERE id = ?").exec(layaway.row);  // nothing ever happened with it
    layaway.status = Status::cancelled;
    tell(tx, layaway, "cancelled", std::nullopt, context);
    return LayawayStep{layaway, std::nullopt};
  }
  carts::Cart cart = TRY(cart_at(tx, layaway, command.register_id, context));
  const Reference& ref = reference(tx.connection(), context.site, context.now);
  const Names& words = names_for(context.site);
  cart.items.push_back(
      money_line(words.paid_back, layaway.paid, Quantity::pieces(-1), account_of(tx.connection(), layaway), ref));
  if (layaway.fee > 0) cart.items.push_back(fee_line(words.fee, layaway.fee, ref));
  Checkout checkout;
  checkout.payments = command.refunds;
  checkout.note = command.reason;
  orders::Order order = TRY(place_order(tx, cart, checkout, context));
  layaway.status = Status::cancelling;
  layaway.order_row = order.row;
  layaways::update(tx, layaway, context.now);
  if (order.status != orders::Status::pending_payment) follow_layaway(tx, order, context);
  return LayawayStep{TRY(layaways::load(tx.connection(), layaway.id)), std::move(order)};
}

Result<Layaway> change_layaway(db::Transaction& tx, const ChangeLayaway& command, Context& context) {
  TRY(require(tx, context, Permission::sell));
  Layaway layaway = TRY(open_one(tx.connection(), command.id));
  if (command.due_on) layaway.due_on = TRY(last_day(command.due_on, context));
  if (command.note) layaway.note = *command.note;
  layaways::update(tx, layaway, context.now);
  tell(tx, layaway, "changed", std::nullopt, context);
  return layaway;
}

void follow_layaway(db::Transaction& tx, const orders::Order& order, Context& context) {
  const bool voids = order.kind == orders::Kind::void_;
  auto layaway = layaways::find_by_order(tx.connection(), voids ? order.original_row.value_or(0) : order.row);
  if (!layaway) return;
  std::string_view change = "reopened";
  if (voids || order.status == orders::Status::cancelled) {
    layaway->status = Status::open;
    layaway->order_row.reset();
    layaway->fee = 0;
  } else if (layaway->status == Status::cancelling) {
    const stored_value::Account account = account_of(tx.connection(), *layaway);
    auto emptied = post_value(tx, account,
                              {.kind = stored_value::EntryKind::reverse,
                               .amount = -account.balance,
                               .operation = order.id,
                               .part = 1,
                               .order_row = order.row},
                              order.id, context);
    check(emptied.has_value());  // it only takes away what is there
    layaway->status = Status::cancelled;
    change = "cancelled";
  } else {
    layaway->status = Status::picked_up;
    change = "pickedUp";
  }
  layaways::update(tx, *layaway, context.now);
  const auto after = layaways::load(tx.connection(), layaway->id);
  tell(tx, *after, change, order.id, context);
}

Result<> voidable_layaway(db::Connection& connection, const orders::Order& order) {
  const auto layaway = layaways::find_by_order(connection, order.row);
  if (layaway && layaway->status == Status::cancelled)
    return refuse(ErrorCode::conflict, "it paid back a layaway whose goods are for sale again: keep them by anew");
  return {};
}
}  // namespace holdfast::commands
