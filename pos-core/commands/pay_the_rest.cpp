#include <algorithm>

#include "base/check.h"
#include "commands/balances.h"
#include "commands/order_value.h"
#include "commands/pay_by_card.h"
#include "commands/pending_order.h"
#include "commands/permit_order.h"
#include "commands/reference.h"
#include "commands/take_offline_card.h"
#include "commands/tips_by_hand.h"
#include "orders/order_rows.h"
#include "payments/card_payment_rows.h"

namespace holdfast::commands {
namespace {
using payments::AttemptState;
using payments::CardPayment;

struct Waiting {
  orders::Order order;
  orders::Pending pending;
};
/// A pending order whose terminals have all answered; `unsent` may still be waiting for their turn.
Result<Waiting> load_waiting(db::Transaction& tx, const Uuid& id, bool unsent) {
  orders::Order order = TRY(orders::load(tx.connection(), id));
  auto pending = orders::load_pending(tx.connection(), order.row);
  if (order.status != orders::Status::pending_payment || !pending)
    return refuse(ErrorCode::conflict,
                  "the order is " + std::string{orders::name_of(order.status)} + ": nothing of it is due");
  for (const CardPayment& each : order.card_payments) {
    if (!payments::is_live(each.state) || (unsent && each.state == AttemptState::created)) continue;
    return refuse(ErrorCode::conflict,
                  orders::words_for({order.id, each.id, std::string{payments::name_of(each.state)}}));
  }
  return Waiting{std::move(order), *std::move(pending)};
}

/// Reversals that no driver has begun for long: its terminal was switched off or taken away. People go on.
void withdraw_unbegun(db::Transaction& tx, const orders::Order& order, Context& context) {
  for (const CardPayment& each : order.card_payments)
    if (each.state == AttemptState::created && each.created_at.plus_seconds(start_within_seconds) <= context.now)
      (void)not_started(tx, each.id, "eft.result.not_sent", "no driver began it", context);
}

/// The plan made of what is really there and what is offered now.
orders::Pending new_plan(const orders::Pending& old, const std::vector<std::size_t>& kept,
                         const payments::Settlement& settlement) {
  orders::Pending plan = old;
  plan.payments.clear();
  for (std::size_t i = 0; i < settlement.payments.size(); ++i) {
    const payments::Settled& paid = settlement.payments[i];
    payments::PendingPayment payment;
    if (i < kept.size()) {
      payment = old.payments[kept[i]];
      payment.full = payment.by_terminal();
    } else {
      payment.tender_id = paid.tender->id;
      payment.foreign_amount = paid.foreign_amount;
      payment.rate_micro = paid.tender->rate_micro;
      payment.reference = paid.reference;
    }
    payment.amount = paid.amount;
    payment.tendered = paid.tendered;
    plan.payments.push_back(std::move(payment));
  }
  plan.rounding = settlement.rounding;
  plan.paid = settlement.paid;
  plan.change = settlement.change;
  return plan;
}
}  // namespace

Result<orders::Order> add_payments(db::Transaction& tx, const AddPayments& command, Context& context) {
  TRY(require(tx, context, Permission::sell));
  db::Connection& connection = tx.connection();
  Waiting at = TRY(load_waiting(tx, command.order, false));
  const Reference& ref = reference(connection, context.site, context.now);
  std::vector<std::size_t> kept;
  std::vector<payments::Offer> offers = payments::offers_left(at.pending.payments, ref.tenders, kept);
  for (payments::Offer& offer : TRY(offers_of(command.payments, connection, context)))
    offers.push_back(std::move(offer));
  payments::Settlement settlement = TRY(payments::settle(Money{at.order.total, at.order.currency}, offers));
  TRY(prepare_value(tx, at.order, settlement.payments, context));
  const std::span<const payments::Settled> added = std::span{settlement.payments}.subspan(kept.size());
  std::vector<TerminalShare> shares = TRY(terminal_shares(connection, at.order.register_row, command.payments, added));
  TRY(permit_payments(tx, command.payments, added, shares, nullptr, context));
  const auto tips =
      TRY(tips_by_hand(connection, command.payments, added, shares, at.order.items, at.order.total));
  for (TerminalShare& share : shares) share.payment += kept.size();
  TRY(check_offline_cards(connection, at.order.register_row, command.payments, added, context));
  orders::Pending plan = new_plan(at.pending, kept, settlement);
  for (std::size_t i = 0; i < tips.size(); ++i) plan.payments[kept.size() + i].tip = tips[i];
  TRY(move_balances(tx, at.order, {added.begin(), added.end()}, Balances::taken, context));
  keep_offline_cards(tx, at.order, command.payments, added, context);
  if (shares.empty()) {
    finish_pending(tx, at.order, plan, context);
  } else {
    add_attempts(tx, at.order, plan, shares, context);
    keep_pending(tx, at.order, plan, context);
  }
  return orders::load(connection, at.order.row);
}

Result<orders::Order> give_up(db::Transaction& tx, const GiveUp& command, Context& context) {
  const Consent consent = TRY(require(tx, context, Permission::void_cart));
  Waiting at = TRY(load_waiting(tx, command.order, true));
  const bool given_back =
      std::any_of(at.order.card_payments.begin(), at.order.card_payments.end(), [](const CardPayment& each) {
        return each.kind == payments::AttemptKind::reversal && each.state == AttemptState::approved;
      });
  if (at.order.kind == orders::Kind::void_ && given_back)
    return refuse(ErrorCode::conflict, "a card was paid back already: pay the rest back another way");
  if (at.pending.giving_up) {
    withdraw_unbegun(tx, at.order, context);
    return orders::load(tx.connection(), at.order.row);
  }
  std::string detail;
  JsonWriter{detail}.begin_object().member("total", at.order.total).member("reason", command.reason).end_object();
  audit(tx, context, "give_up_order", to_string(at.order.id), detail, consent);
  std::vector<TerminalShare> shares;
  for (CardPayment& each : at.order.card_payments) {
    if (each.state == AttemptState::created) {
      each.state = *payments::next(each.state, payments::AttemptEvent::give_up);
      each.changed_at = context.now;
      payments::update(tx, each);
      tell(tx, each, context);
    }
    if (each.taken_in_all() == 0 || each.kind == payments::AttemptKind::reversal) continue;
    const auto planned =
        std::find_if(at.pending.payments.begin(), at.pending.payments.end(),
                     [&](const payments::PendingPayment& payment) { return payment.attempt_row == each.row; });
    check(planned != at.pending.payments.end());
    TerminalShare share{.payment = static_cast<std::size_t>(planned - at.pending.payments.begin()),
                        .device_row = each.device_row,
                        .kind = payments::AttemptKind::reversal,
                        .amount = each.taken_in_all(),
                        .reverses_row = each.row};
    if (each.result) share.original = each.result->terminal;
    shares.push_back(std::move(share));
  }
  if (shares.empty()) {
    cancel_pending(tx, at.order, at.pending, command.reason, context);
  } else {
    at.pending.giving_up = true;
    at.pending.reason = command.reason;
    add_attempts(tx, at.order, at.pending, shares, context);
    keep_pending(tx, at.order, at.pending, context);
  }
  return orders::load(tx.connection(), at.order.row);
}
}  // namespace holdfast::commands
