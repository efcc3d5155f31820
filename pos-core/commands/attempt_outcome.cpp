#include "commands/attempt_outcome.h"

#include "base/check.h"
#include "commands/pending_order.h"
#include "payments/card_payment_rows.h"

namespace holdfast::commands {
using payments::AttemptEvent;
using payments::AttemptKind;
using payments::AttemptState;
using payments::CardPayment;

namespace {
/// A reversal that was approved as a whole has taken its original back.
void settle_original(db::Transaction& tx, const CardPayment& reversal, Context& context) {
  if (reversal.kind != AttemptKind::reversal || !reversal.is_full()) return;
  auto original = payments::load_card_payment(tx.connection(), *reversal.reverses_row);
  check(original.has_value());
  const auto reversing = payments::next(original->state, AttemptEvent::give_up);
  if (!reversing) return;
  original->state = payments::next(*reversing, AttemptEvent::reversal_done).value_or(*reversing);
  original->changed_at = context.now;
  payments::update(tx, *original);
  tell(tx, *original, context);
}

void cancel_unsent(db::Transaction& tx, CardPayment payment, Context& context) {
  payment.state = *payments::next(payment.state, AttemptEvent::give_up);
  payment.changed_at = context.now;
  payments::update(tx, payment);
  tell(tx, payment, context);
}
}  // namespace

std::optional<Taken> believed(const CardPayment& payment, std::int64_t amount, std::int64_t tip,
                              std::int64_t cashback) {
  if (payment.kind == AttemptKind::reversal) {
    if (amount < 0 || amount > payment.amount) return std::nullopt;
    return Taken{amount == 0 ? payment.amount : amount, 0, 0};  // not every terminal names what it reversed
  }
  if (tip == 0 && cashback == 0 && amount > payment.amount) {  // nor what the sum is made of
    if (amount != payment.asked_in_all()) return std::nullopt;
    return Taken{payment.amount, payment.tip, payment.cashback};
  }
  const Taken taken{amount - tip - cashback, tip, cashback};
  const bool possible =
      taken.goods > 0 && taken.goods <= payment.amount && tip >= 0 && cashback >= 0 && cashback <= payment.cashback;
  return possible ? std::optional{taken} : std::nullopt;
}

void book(db::Connection& connection, CardPayment& payment, const Taken& taken) {
  payment.approved = taken.goods;
  payment.tip_taken = taken.tip;
  payment.cashback_taken = taken.cashback;
  if (payment.kind != AttemptKind::reversal || taken.goods < payment.amount) return;
  const auto original = payments::load_card_payment(connection, *payment.reverses_row);
  check(original.has_value());
  payment.tip_taken = -original->tip_taken;
  payment.cashback_taken = -original->cashback_taken;
}

orders::Status after_outcome(db::Transaction& tx, const CardPayment& payment, Context& context) {
  settle_original(tx, payment, context);
  if (!payment.is_full())
    for (const CardPayment& other : payments::card_payments_of_order(tx.connection(), payment.order_row))
      if (other.state == AttemptState::created) cancel_unsent(tx, other, context);
  return take_next_step(tx, payment.order_row, context);
}
}  // namespace holdfast::commands
