#include "commands/place_order.h"

#include <algorithm>

#include "carts/cart_rows.h"
#include "commands/price_cart.h"
#include "commands/record_order.h"
#include "commands/reference.h"
#include "orders/order_rows.h"
#include "payments/account.h"
#include "payments/settle.h"
#include "payments/stored_value.h"
#include "promotions/promotion_rows.h"

namespace holdfast::commands {
namespace {
Result<std::vector<payments::Offer>> offers_of(const Checkout& checkout, const Reference& ref, const Site& site) {
  std::vector<payments::Offer> offers;
  for (std::size_t i = 0; i < checkout.payments.size(); ++i) {
    const PaymentOffer& given = checkout.payments[i];
    const std::string at = "/payments/" + std::to_string(i);
    const payments::Tender* tender = ref.tender(given.tender);
    if (tender == nullptr)
      return refuse(ErrorCode::invalid_argument, "no tender `" + given.tender + "`", {{at + "/tender", "is not a tender of this store"}});
    payments::Offer offer{tender, given.amount, given.foreign_amount, given.reference};
    if (tender->kind == payments::TenderKind::foreign_cash) {
      if (!given.foreign_amount)
        return refuse(ErrorCode::invalid_argument, "foreign cash needs its foreignAmount", {{at + "/foreignAmount", "is required"}});
      const auto foreign = find_currency(tender->currency);
      check(foreign.has_value());
      offer.amount = payments::exchanged(*given.foreign_amount, *tender, site.currency, *foreign);
    } else if (given.foreign_amount) {
      return refuse(ErrorCode::invalid_argument, "`" + given.tender + "` is not foreign cash", {{at + "/foreignAmount", "does not belong here"}});
    }
    if (tender->kind == payments::TenderKind::voucher && !given.reference)
      return refuse(ErrorCode::invalid_argument, "a voucher needs its code", {{at + "/reference", "is required"}});
    offers.push_back(std::move(offer));
  }
  return offers;
}

/// Balances outside the drawer: vouchers and house accounts move with the order.
Result<> move_balances(db::Transaction& tx, const orders::Order& order, const payments::Settlement& settlement, Context& context) {
  for (const payments::Settled& paid : settlement.payments) {
    if (paid.amount == 0) continue;
    if (paid.tender->kind == payments::TenderKind::voucher) {
      if (paid.amount > 0) TRY(payments::redeem(tx, *paid.reference, paid.amount, order.row, context.now));
      else TRY(payments::credit(tx, *paid.reference, -paid.amount, order.row, context.now));
    }
    if (paid.tender->kind == payments::TenderKind::account) {
      if (!order.person_row) return refuse(ErrorCode::tender_refused, "a sale on account needs a customer");
      TRY(payments::charge_account(tx, *order.person_row, paid.amount, context.now));
    }
  }
  return {};
}

Result<> redeem_promotions(db::Transaction& tx, const carts::Cart& cart, const std::vector<std::int64_t>& amounts, const orders::Order& order,
                           Context& context) {
  for (std::size_t i = 0; i < cart.promotions.size(); ++i) {
    if (amounts[i] == 0) continue;
    TRY(promotions::redeem(tx, cart.promotions[i].id, order.row, order.person_row, amounts[i], context.now));
    std::string payload;
    JsonWriter json{payload};
    json.begin_object().member("orderId", order.id).member("code", cart.promotions[i].code);
    json.member("amount", amounts[i]).member("currency", order.currency.code()).end_object();
    context.emit(tx, "PromotionApplied", "order", order.id, std::move(payload));
  }
  return {};
}

orders::Kind kind_of(const std::vector<orders::Item>& items) {
  const auto comes_back = [](const orders::Item& item) { return item.quantity.micro() < 0; };
  if (std::all_of(items.begin(), items.end(), comes_back)) return orders::Kind::return_;
  return std::any_of(items.begin(), items.end(), comes_back) ? orders::Kind::exchange : orders::Kind::sale;
}

void set_person(db::Connection& connection, orders::Order& order, const carts::Cart& cart) {
  order.person_row = cart.person_row;
  order.person = cart.person;
  if (!order.person_row || order.person) return;
  db::Statement& row = connection.prepare("SELECT uuid FROM person WHERE id = ?");
  if (row.all(*order.person_row).step()) order.person = row.uuid(0);
  row.reset();
}

Result<> take_person(db::Connection& connection, carts::Cart& cart, const std::optional<Uuid>& person) {
  if (!person) return {};
  db::Statement& row = connection.prepare("SELECT id FROM person WHERE uuid = ? AND erased_us IS NULL");
  if (!row.all(*person).step()) return refuse(ErrorCode::not_found, "no customer " + to_string(*person));
  cart.person_row = row.integer(0);
  cart.person = *person;
  row.reset();
  return {};
}

/// The click that brought the customer, as far as the store knows the partner.
std::optional<orders::Attribution> attribution_of(db::Transaction& tx, const carts::Cart& cart, Context& context) {
  if (!cart.affiliate_code || cart.affiliate_code->empty()) return std::nullopt;
  tx.prepare("INSERT INTO affiliate_partner(uuid, code, created_us) VALUES (?, ?, ?) ON CONFLICT(code) DO NOTHING")
      .exec(context.ids.next(context.now), *cart.affiliate_code, context.now);
  return orders::Attribution{*cart.affiliate_code, "INBOUND"};
}

void mark_returned(db::Transaction& tx, const orders::Order& order) {
  for (const orders::Item& item : order.items)
    if (item.origin)
      orders::add_returned(tx, item.origin->order_row, item.origin->position, -item.quantity, -item.net, -item.tax, -item.discount);
}

orders::Order order_of(const carts::Cart& cart, PricedCart&& priced, const payments::Settlement& settlement, const Register& reg,
                       const shifts::Shift& shift, const Checkout& checkout, Context& context) {
  orders::Order order;
  order.id = context.ids.next_whole(context.now);
  order.kind = kind_of(priced.items);
  order.register_row = reg.row;
  order.register_id = reg.id;
  order.register_number = reg.number;
  order.shift_row = shift.row;
  order.shift_id = shift.id;
  order.staff_row = context.actor_id();
  order.staff_code = context.actor != nullptr ? context.actor->staff_code : cart.staff_code;
  order.currency = context.site.currency;
  order.items = std::move(priced.items);
  int position = 0;
  for (orders::Item& item : order.items) item.position = ++position;
  order.taxes = std::move(priced.taxes);
  order.subtotal = priced.subtotal;
  order.discount = priced.discount;
  order.net = priced.net;
  order.tax = priced.tax;
  order.total = priced.total;
  order.rounding = settlement.rounding;
  order.paid = settlement.paid;
  order.change = settlement.change;
  for (const payments::Settled& paid : settlement.payments)
    order.payments.push_back({paid.tender->id, paid.tender->code, paid.amount, paid.tendered, paid.tender->currency, paid.foreign_amount,
                              paid.tender->rate_micro, paid.reference});
  order.original_row = checkout.original_order_row;
  order.address = checkout.address;
  order.note = checkout.note.empty() ? cart.note : checkout.note;
  order.external_ref = checkout.external_ref;
  order.business_date = shift.business_date;
  order.utc_offset_min = context.utc_offset_min;
  order.created_at = context.now;
  return order;
}

void close_cart(db::Transaction& tx, carts::Cart& cart, const orders::Order& order, Context& context) {
  if (cart.row == 0) return;
  cart.status = carts::Status::checked_out;
  carts::update(tx, cart, context.now);
  std::string payload;
  JsonWriter json{payload};
  json.begin_object().member("cartId", cart.id).member("version", cart.version).member("change", "checkedOut");
  json.member("status", carts::name_of(cart.status)).member("orderId", order.id).end_object();
  context.emit(tx, "CartUpdated", "cart", cart.id, std::move(payload));
}
}  // namespace

Result<orders::Order> place_order(db::Transaction& tx, carts::Cart& cart, const Checkout& checkout, Context& context) {
  db::Connection& connection = tx.connection();
  if (cart.items.empty()) return refuse(ErrorCode::conflict, "there is nothing in the cart");
  TRY(take_person(connection, cart, checkout.person));
  PricedCart priced = TRY(price_cart(connection, cart, context.site, context.now));
  const Reference& ref = reference(connection, context.site, context.now);
  const Register* reg = ref.register_by_row(cart.register_row);
  check(reg != nullptr);
  const shifts::Shift shift = TRY(shifts::load_open(connection, reg->row));
  const auto offers = TRY(offers_of(checkout, ref, context.site));
  const payments::Settlement settlement = TRY(payments::settle(Money{priced.total, context.site.currency}, offers));
  const std::vector<std::int64_t> promotion_amounts = std::move(priced.promotion_amounts);
  orders::Order order = order_of(cart, std::move(priced), settlement, *reg, shift, checkout, context);
  if (order.items.size() > static_cast<std::size_t>(context.site.policy.max_lines))
    return refuse(ErrorCode::limit_exceeded, "more than " + std::to_string(context.site.policy.max_lines) + " lines");
  set_person(connection, order, cart);
  order.attribution = attribution_of(tx, cart, context);
  if (order.original_row) {
    db::Statement& original = tx.prepare("SELECT uuid FROM orders WHERE id = ?");
    if (original.all(*order.original_row).step()) order.original = original.uuid(0);
    original.reset();
  }
  record_order(tx, order, shift, reg->location_row, context);
  mark_returned(tx, order);
  TRY(move_balances(tx, order, settlement, context));
  TRY(redeem_promotions(tx, cart, promotion_amounts, order, context));
  close_cart(tx, cart, order, context);
  return order;
}

Result<orders::Order> place_cart_order(db::Transaction& tx, const PlaceOrder& command, Context& context) {
  carts::Cart cart = TRY(carts::load_for_step(tx, command.cart_id));
  if (cart.status != carts::Status::active)
    return refuse(ErrorCode::conflict, "the cart is " + std::string{carts::name_of(cart.status)});
  if (context.actor != nullptr && cart.terminal_row && *cart.terminal_row != context.actor->terminal_id)
    return refuse(ErrorCode::in_use_elsewhere, "the cart is being worked on at another terminal: take it over first");
  return place_order(tx, cart, command.checkout, context);
}

Result<orders::Order> void_order(db::Transaction& tx, const VoidOrder& command, Context& context) {
  const Consent consent = TRY(require(tx, context, Permission::void_order));
  db::Connection& connection = tx.connection();
  orders::Order original = TRY(orders::load(connection, command.order_id));
  if (original.kind == orders::Kind::void_) return refuse(ErrorCode::conflict, "a void is not voided: ring it up again");
  if (original.voided_by) return refuse(ErrorCode::conflict, "the order is voided already");
  if (!orders::may_follow(original.status, orders::Status::cancelled))
    return refuse(ErrorCode::conflict, "an order that is " + std::string{orders::name_of(original.status)} + " cannot be voided");
  for (const orders::Item& item : original.items)
    if (!item.returned.is_zero()) return refuse(ErrorCode::conflict, "something of this order was returned already");
  const Reference& ref = reference(connection, context.site, context.now);
  const Register* reg = ref.register_by_row(original.register_row);
  check(reg != nullptr);
  const shifts::Shift shift = TRY(shifts::load_open(connection, reg->row));
  // A shift that runs past midnight is one business day.
  if (original.business_date != context.business_date && original.business_date != shift.business_date)
    return refuse(ErrorCode::conflict, "only orders of today can be voided: take the goods back with a return");
  orders::Order order = original;
  order.id = context.ids.next_whole(context.now);
  order.kind = orders::Kind::void_;
  order.status = orders::Status::paid;
  order.shift_row = shift.row;
  order.shift_id = shift.id;
  order.staff_row = context.actor_id();
  order.staff_code = context.actor != nullptr ? context.actor->staff_code : "";
  order.original = original.id;
  order.original_row = original.row;
  order.address.reset();
  order.shipping.reset();
  order.attribution.reset();
  order.note = command.reason;
  order.business_date = shift.business_date;
  order.utc_offset_min = context.utc_offset_min;
  for (orders::Item& item : order.items) {
    item.quantity = -item.quantity;
    for (std::int64_t* figure : {&item.subtotal, &item.discount, &item.amount, &item.net, &item.tax, &item.total}) *figure = -*figure;
    for (orders::ItemTax& tax : item.taxes) tax = {tax.code, -tax.base, -tax.amount};
    item.origin.reset();
    item.trail.clear();
  }
  for (orders::Tax& tax : order.taxes) {
    tax.base = -tax.base;
    tax.amount = -tax.amount;
  }
  payments::Settlement back;
  for (orders::Payment& payment : order.payments) {
    payment.amount = payment.tendered = -payment.amount;  // what was kept goes back, not what was handed over
    if (payment.foreign_amount) *payment.foreign_amount = -*payment.foreign_amount;
    back.payments.push_back({ref.tender(payment.tender), payment.amount, payment.tendered, payment.foreign_amount, payment.reference});
  }
  for (std::int64_t* figure : {&order.subtotal, &order.discount, &order.net, &order.tax, &order.total, &order.rounding}) *figure = -*figure;
  order.change = 0;
  order.paid = order.total + order.rounding;
  record_order(tx, order, shift, reg->location_row, context);
  TRY(move_balances(tx, order, back, context));
  for (const orders::Item& item : original.items)
    if (item.origin)  // voiding a return hands the goods out again: they may come back another time
      orders::undo_returned(tx, item.origin->order_row, item.origin->position, -item.quantity, -item.net, -item.tax, -item.discount);
  promotions::give_back(tx, original.row, context.now);
  orders::set_voided_by(tx, original.row, order.row, context.now);
  std::string payload;
  JsonWriter json{payload};
  json.begin_object().member("orderId", original.id).member("voidOrderId", order.id).member("reason", command.reason).end_object();
  context.emit(tx, "OrderCancelled", "order", original.id, payload);
  audit(tx, context, "void_order", to_string(original.id), payload, consent);
  return order;
}
}  // namespace holdfast::commands
