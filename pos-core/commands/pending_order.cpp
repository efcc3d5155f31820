#include "commands/pending_order.h"

#include <algorithm>

#include "base/check.h"
#include "carts/cart_rows.h"
#include "commands/article_terms.h"
#include "commands/balances.h"
#include "commands/keep_by.h"
#include "commands/order_value.h"
#include "commands/pay_by_value.h"
#include "commands/record_order.h"
#include "commands/spend_points.h"
#include "commands/reference.h"
#include "commands/take_offline_card.h"
#include "commands/void_order.h"
#include "orders/order_rows.h"
#include "payments/card_payment_rows.h"
#include "promotions/promotion_rows.h"
#include "promotions/rule_use_rows.h"
#include "shifts/shift.h"

namespace holdfast::commands {
namespace {
/// For the terminal's records: it takes letters and digits, and not many.
std::string basket_reference(const Uuid& order) {
  std::string text = to_string(order);
  std::erase(text, '-');
  text.resize(20);
  return text;
}

payments::CardPayment attempt_of(const orders::Order& order, const payments::PendingPayment& planned,
                                 const TerminalShare& share, Context& context) {
  payments::CardPayment attempt;
  attempt.id = context.ids.next(context.now);
  attempt.order_row = order.row;
  attempt.order = order.id;
  attempt.register_row = order.register_row;
  attempt.device_row = share.device_row;
  attempt.tender_row = planned.tender_id;
  attempt.kind = share.kind;
  attempt.amount = share.amount;
  attempt.tip = share.tip;
  attempt.cashback = share.cashback;
  attempt.currency = order.currency.code();
  attempt.reference = basket_reference(order.id);
  attempt.reverses_row = share.reverses_row;
  attempt.original = share.original;
  attempt.created_at = attempt.changed_at = context.now;
  return attempt;
}

void tell_order(db::Transaction& tx, const orders::Order& order, orders::Status status, std::optional<std::int64_t> due,
                Context& context) {
  std::string payload;
  JsonWriter json{payload};
  json.begin_object()
      .member("orderId", order.id)
      .member("registerId", order.register_id)
      .member("status", orders::name_of(status));
  json.optional("due", due).end_object();
  context.emit(tx, "OrderUpdated", "order", order.id, std::move(payload));
}

const payments::Tender& tender_by_row(const Reference& ref, std::int64_t row) {
  for (const payments::Tender& tender : ref.tenders)
    if (tender.id == row) return tender;
  check(false);
  return ref.tenders.front();
}

std::vector<payments::Settled> settled_of(const orders::Pending& pending, const Reference& ref) {
  std::vector<payments::Settled> out;
  for (const payments::PendingPayment& payment : pending.payments)
    if (!payment.by_terminal())
      out.push_back({&tender_by_row(ref, payment.tender_id), payment.amount, payment.tendered, payment.foreign_amount,
                     payment.reference});
  return out;
}

/// A balance that cannot move any more (its customer was erased) must not keep an order from its end: people settle it.
void move_or_note(db::Transaction& tx, const orders::Order& order, const std::vector<payments::Settled>& payments,
                  Balances which, Context& context) {
  for (const payments::Settled& payment : payments) {
    const auto moved = move_balances(tx, order, {payment}, which, context);
    if (moved) continue;
    std::string detail;
    JsonWriter{detail}
        .begin_object()
        .member("tender", payment.tender->code)
        .member("amount", payment.amount)
        .member("why", moved.error().detail)
        .end_object();
    audit(tx, context, "balance_not_moved", to_string(order.id), detail);
  }
}

void reopen_cart(db::Transaction& tx, std::int64_t cart_row, const orders::Order& order, Context& context) {
  db::Statement& row = tx.prepare("SELECT uuid FROM cart WHERE id = ?");
  check(row.all(cart_row).step());
  const Uuid id = row.uuid(0);
  row.reset();
  auto cart = carts::load(tx.connection(), id);
  check(cart.has_value());
  cart->status = carts::Status::active;
  carts::update(tx, *cart, context.now);
  std::string payload;
  JsonWriter json{payload};
  json.begin_object().member("cartId", cart->id).member("version", cart->version).member("change", "reopened");
  json.member("status", carts::name_of(cart->status)).member("orderId", order.id).end_object();
  context.emit(tx, "CartUpdated", "cart", cart->id, std::move(payload));
}

/// Less was approved than planned, but it covers the total together with the rest.
orders::Pending as_it_came(const orders::Order& order, const orders::Pending& pending, const Reference& ref) {
  std::vector<std::size_t> kept;
  const auto settlement =
      payments::settle(Money{order.total, order.currency}, payments::offers_left(pending.payments, ref.tenders, kept));
  check(settlement.has_value());
  orders::Pending out = pending;
  out.payments.clear();
  for (std::size_t i = 0; i < kept.size(); ++i) {
    out.payments.push_back(pending.payments[kept[i]]);
    out.payments.back().amount = settlement->payments[i].amount;
    out.payments.back().tendered = settlement->payments[i].tendered;
  }
  out.rounding = settlement->rounding;
  out.paid = settlement->paid;
  out.change = settlement->change;
  return out;
}

void take_payments(orders::Order& order, const orders::Pending& pending, const Reference& ref,
                   db::Connection& connection) {
  order.rounding = pending.rounding;
  order.paid = pending.paid;
  order.change = pending.change;
  order.payments.clear();
  for (const payments::PendingPayment& each : pending.payments) {
    const payments::Tender& tender = tender_by_row(ref, each.tender_id);
    orders::Payment payment{tender.id,           tender.code,     each.amount,    each.tendered,   tender.currency,
                            each.foreign_amount, each.rate_micro, each.reference, each.attempt_row};
    if (!each.by_terminal()) payment.tip = each.tip;
    if (each.by_terminal()) {
      const auto attempt = payments::load_card_payment(connection, *each.attempt_row);
      check(attempt.has_value());
      payment.card = orders::card_of(*attempt);
      payment.tendered += each.cashback;  // it left the card, and the drawer as change
      order.paid += each.cashback;
      order.change += each.cashback;
    }
    order.payments.push_back(std::move(payment));
  }
}
}  // namespace

void tell(db::Transaction& tx, const payments::CardPayment& payment, Context& context) {
  const auto current = payments::load_card_payment(tx.connection(), payment.row);
  check(current.has_value());
  std::string payload;
  JsonWriter json{payload};
  json.begin_object()
      .member("paymentId", current->id)
      .member("orderId", current->order)
      .member("registerId", current->register_id);
  json.member("deviceId", current->device)
      .member("tender", current->tender)
      .member("kind", payments::name_of(current->kind));
  json.member("state", payments::name_of(current->state)).member("live", payments::is_live(current->state));
  json.member("amount", current->amount)
      .member("approvedAmount", current->taken_in_all())
      .member("currency", current->currency);
  json.member("words", current->words()).member("personNeeded", current->person_needed()).end_object();
  context.emit(tx, "CardPaymentChanged", "payment", current->id, std::move(payload));
}

void add_attempts(db::Transaction& tx, const orders::Order& order, orders::Pending& pending,
                  const std::vector<TerminalShare>& shares, Context& context) {
  for (const TerminalShare& share : shares) {
    payments::PendingPayment& planned = pending.payments[share.payment];
    payments::CardPayment attempt = attempt_of(order, planned, share, context);
    payments::insert(tx, attempt, context.actor_id());
    // What only reverses an attempt of the same order settles nothing of it.
    const bool gives_up = share.kind == payments::AttemptKind::reversal && order.kind != orders::Kind::void_;
    if (!gives_up) planned.attempt_row = attempt.row;
    tell(tx, attempt, context);
  }
}

void keep_pending(db::Transaction& tx, const orders::Order& order, const orders::Pending& pending, Context& context) {
  orders::save_pending(tx, pending);
  tell_order(tx, order, orders::Status::pending_payment, payments::due(pending.payments), context);
}

void begin_pending(db::Transaction& tx, orders::Order& order, orders::Pending pending,
                   const std::vector<TerminalShare>& shares, Context& context) {
  order.status = orders::Status::pending_payment;
  order.receipt.reset();
  order.created_at = context.now;
  for (const orders::Payment& payment : order.payments) {
    pending.payments.push_back({payment.tender_id, payment.amount, payment.tendered, payment.foreign_amount,
                                payment.rate_micro, payment.reference, std::nullopt});
    pending.payments.back().tip = payment.tip;
  }
  pending.derivation = order.derivation;
  pending.rounding = std::exchange(order.rounding, 0);
  pending.paid = std::exchange(order.paid, 0);
  pending.change = std::exchange(order.change, 0);
  orders::insert(tx, order);
  pending.order_row = order.row;
  orders::save_pending(tx, pending);
  add_attempts(tx, order, pending, shares, context);
  keep_pending(tx, order, pending, context);
}

orders::Status take_next_step(db::Transaction& tx, std::int64_t order_row, Context& context) {
  auto order = orders::load(tx.connection(), order_row);
  check(order.has_value());
  auto pending = orders::load_pending(tx.connection(), order_row);
  if (order->status != orders::Status::pending_payment || !pending) return order->status;
  const Reference& ref = reference(tx.connection(), context.site, context.now);
  const bool live = std::any_of(order->card_payments.begin(), order->card_payments.end(),
                                [](const payments::CardPayment& each) { return payments::is_live(each.state); });
  switch (payments::next_step(Money{order->total, order->currency}, pending->payments, ref.tenders, live)) {
    case payments::NextStep::wait:
      return order->status;
    case payments::NextStep::pay_as_planned:
      finish_pending(tx, *order, *pending, context);
      return order->status;
    case payments::NextStep::pay_otherwise:
      finish_pending(tx, *order, as_it_came(*order, *pending, ref), context);
      return order->status;
    case payments::NextStep::cancel: {
      const std::string reason = pending->reason.empty() ? "the card was not charged" : pending->reason;
      cancel_pending(tx, *order, *pending, reason, context);
      return orders::Status::cancelled;
    }
    case payments::NextStep::ask:
      break;
  }
  pending->giving_up = false;  // a reversal that failed leaves it to people again
  pending->reason.clear();
  keep_pending(tx, *order, *pending, context);
  return order->status;
}

void finish_pending(db::Transaction& tx, orders::Order& order, const orders::Pending& pending, Context& context) {
  const Reference& ref = reference(tx.connection(), context.site, context.now);
  const auto shift = shifts::load(tx.connection(), order.shift_id);
  const Register* reg = ref.register_by_row(order.register_row);
  check(shift.has_value() && shift->open && reg != nullptr);  // no shift closes over a pending order
  take_payments(order, pending, ref, tx.connection());
  order.due.reset();
  order.card_payments.clear();
  move_or_note(tx, order, settled_of(pending, ref), Balances::given, context);
  check(take_points_spent(tx, order, context).has_value());  // they were set aside
  if (const auto captured = capture_holds(tx, order, settled_of(pending, ref), context); !captured) {
    std::string detail;
    JsonWriter{detail}.begin_object().member("why", captured.error().detail).end_object();
    audit(tx, context, "balance_not_moved", to_string(order.id), detail);
  }
  orders::read_values(tx.connection(), order);
  orders::remove_pending(tx, order.row);
  order.derivation = pending.derivation;
  record_paid(tx, order, *shift, reg->location_row, context);
  post_value_or_note(tx, order, context);
  for (const orders::Pending::Promotion& promotion : pending.promotions) {
    std::string payload;
    JsonWriter json{payload};
    json.begin_object().member("orderId", order.id).member("code", promotion.code).member("amount", promotion.amount);
    json.member("currency", order.currency.code()).end_object();
    context.emit(tx, "PromotionApplied", "order", order.id, std::move(payload));
  }
  keep_offline_approvals(tx, order, context);
  follow_layaway(tx, order, context);
  if (order.kind == orders::Kind::void_) finish_void(tx, order, context);
}

void cancel_pending(db::Transaction& tx, const orders::Order& order, const orders::Pending& pending,
                    std::string_view reason, Context& context) {
  const Reference& ref = reference(tx.connection(), context.site, context.now);
  std::vector<payments::Settled> back;
  for (payments::Settled& payment : settled_of(pending, ref))
    if (payment.amount > 0 && !payments::is_stored_value(payment.tender->kind)) {  // what was set aside is let go of
      payment.amount = -payment.amount;
      back.push_back(std::move(payment));
    }
  move_or_note(tx, order, back, Balances::given, context);
  release_holds(tx, order, reason, context);
  if (order.kind != orders::Kind::void_) {
    promotions::give_back(tx, order.row, context.now);
    promotions::give_back_uses(tx, order.row);
    take_back_units(tx, order.row, context.now);
    tx.prepare("DELETE FROM return_adjustment WHERE return_order_id = ?").exec(order.row);
    for (const orders::Item& item : order.items)
      if (item.origin)
        orders::undo_returned(tx, item.origin->order_row, item.origin->position, -item.quantity, -item.net, -item.tax,
                              -item.discount);
  }
  payments::void_offline_cards(tx, order.row, context.now);
  orders::remove_pending(tx, order.row);
  orders::mark_cancelled(tx, order, context.now);
  std::string payload;
  JsonWriter{payload}.begin_object().member("orderId", order.id).member("reason", reason).end_object();
  context.emit(tx, "OrderCancelled", "order", order.id, std::move(payload));
  const bool kept_by = pending.cart_row && layaways::keeps_cart(tx.connection(), *pending.cart_row);
  if (pending.cart_row && !kept_by) reopen_cart(tx, *pending.cart_row, order, context);
  if (order.kind != orders::Kind::void_) {
    orders::Order ended = order;
    ended.status = orders::Status::cancelled;
    follow_layaway(tx, ended, context);
  }
}

Error closed_cart(db::Connection& connection, const carts::Cart& cart) {
  std::string detail = "the cart is " + std::string{carts::name_of(cart.status)};
  if (const auto order = cart.row != 0 ? orders::pending_order_of_cart(connection, cart.row) : std::nullopt)
    detail += ": its order " + to_string(*order) + " waits for a card payment";
  return {ErrorCode::conflict, std::move(detail), {}};
}
}  // namespace holdfast::commands
