#include "commands/void_order.h"

#include "base/check.h"
#include "commands/article_terms.h"
#include "commands/balances.h"
#include "commands/keep_by.h"
#include "commands/pending_order.h"
#include "commands/place_order.h"
#include "commands/record_order.h"
#include "commands/reference.h"
#include "commands/order_value.h"
#include "commands/sell_card.h"
#include "devices/device_rows.h"
#include "orders/order_rows.h"
#include "payments/card_payment_rows.h"
#include "payments/offline_card.h"
#include "promotions/promotion_rows.h"
#include "promotions/rule_use_rows.h"

namespace holdfast::commands {
namespace {
/// Payments that a terminal took are taken back by the same terminal, each as a whole.
Result<std::vector<TerminalShare>> reversals_of(db::Connection& connection, const orders::Order& original) {
  std::vector<TerminalShare> shares;
  for (std::size_t i = 0; i < original.payments.size(); ++i) {
    if (!original.payments[i].attempt_row) continue;
    const auto attempt = TRY(payments::load_card_payment(connection, *original.payments[i].attempt_row));
    if (attempt.taken_in_all() == 0) continue;
    const auto device = devices::load(connection, attempt.device_row);
    if (!device || !device->active)
      return refuse(ErrorCode::conflict, "the card terminal that took it is gone: take the goods back with a return");
    TRY(terminal_is_free(connection, attempt.device_row));
    TerminalShare share{.payment = i,
                        .device_row = attempt.device_row,
                        .kind = payments::AttemptKind::reversal,
                        .amount = attempt.taken_in_all(),
                        .reverses_row = attempt.row};
    if (attempt.result) share.original = attempt.result->terminal;
    shares.push_back(std::move(share));
  }
  return shares;
}
}  // namespace

Result<orders::Order> void_order(db::Transaction& tx, const VoidOrder& command, Context& context) {
  const Consent consent = TRY(require(tx, context, Permission::void_order));
  db::Connection& connection = tx.connection();
  orders::Order original = TRY(orders::load(connection, command.order_id));
  if (original.kind == orders::Kind::void_)
    return refuse(ErrorCode::conflict, "a void is not voided: ring it up again");
  if (original.status == orders::Status::pending_payment)
    return refuse(ErrorCode::conflict, "the order is not paid yet: abort its card payment, or give it up");
  if (const auto pending = orders::pending_void_of(connection, original.row))
    return refuse(ErrorCode::conflict,
                  "the order is being voided: " + to_string(*pending) + " waits for a card payment");
  if (original.voided_by) return refuse(ErrorCode::conflict, "the order is voided already");
  if (!orders::may_follow(original.status, orders::Status::cancelled))
    return refuse(ErrorCode::conflict,
                  "an order that is " + std::string{orders::name_of(original.status)} + " cannot be voided");
  TRY(voidable_cards(connection, original));
  TRY(voidable_layaway(connection, original));
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
    for (std::int64_t* figure : {&item.subtotal, &item.discount, &item.amount, &item.net, &item.tax, &item.total})
      *figure = -*figure;
    for (orders::ItemTax& tax : item.taxes) tax = {tax.code, -tax.base, -tax.amount};
    item.origin.reset();
    item.trail.clear();
    item.weighing.clear();
    for (carts::Split& split : item.terms.splits) split.amount = -split.amount;
  }
  for (orders::Tax& tax : order.taxes) {
    tax.base = -tax.base;
    tax.amount = -tax.amount;
  }
  const std::vector<TerminalShare> shares = TRY(reversals_of(connection, original));
  std::vector<payments::Settled> back;
  for (orders::Payment& payment : order.payments) {
    payment.amount = payment.tendered = -payment.amount;  // what was kept goes back, not what was handed over
    if (payment.foreign_amount) *payment.foreign_amount = -*payment.foreign_amount;
    payment.tip = -payment.tip;
    payment.attempt_row.reset();
    payment.card.reset();
    back.push_back(
        {ref.tender(payment.tender), payment.amount, payment.tendered, payment.foreign_amount, payment.reference});
  }
  for (std::int64_t* figure : {&order.subtotal, &order.discount, &order.net, &order.tax, &order.total, &order.rounding})
    *figure = -*figure;
  order.change = 0;
  order.paid = order.total + order.rounding;
  std::string detail;
  JsonWriter{detail}
      .begin_object()
      .member("orderId", original.id)
      .member("voidOrderId", order.id)
      .member("reason", command.reason)
      .end_object();
  audit(tx, context, "void_order", to_string(original.id), detail, consent);
  if (shares.empty())
    record_order(tx, order, shift, reg->location_row, context);
  else
    begin_pending(tx, order, {}, shares, context);
  TRY(move_balances(tx, order, back, shares.empty() ? Balances::both : Balances::taken, context));
  if (!shares.empty()) TRY(set_aside_cards(tx, order, context));
  if (!shares.empty()) return orders::load(connection, order.row);
  TRY(post_value_of(tx, order, context));
  follow_layaway(tx, order, context);
  finish_void(tx, order, context);
  return order;
}

void finish_void(db::Transaction& tx, const orders::Order& mirror, Context& context) {
  const auto original = orders::load(tx.connection(), *mirror.original_row);
  check(original.has_value());
  for (const orders::Item& item : original->items)
    if (item.origin)  // voiding a return hands the goods out again: they may come back another time
      orders::undo_returned(tx, item.origin->order_row, item.origin->position, -item.quantity, -item.net, -item.tax,
                            -item.discount);
  promotions::give_back(tx, original->row, context.now);
  promotions::give_back_uses(tx, original->row);
  take_back_units(tx, original->row, context.now);
  tx.prepare("DELETE FROM return_adjustment WHERE return_order_id = ?").exec(original->row);
  payments::void_offline_cards(tx, original->row, context.now);
  orders::set_voided_by(tx, original->row, mirror.row, context.now);
  std::string payload;
  JsonWriter json{payload};
  json.begin_object()
      .member("orderId", original->id)
      .member("voidOrderId", mirror.id)
      .member("reason", mirror.note)
      .end_object();
  context.emit(tx, "OrderCancelled", "order", original->id, std::move(payload));
}
}  // namespace holdfast::commands
