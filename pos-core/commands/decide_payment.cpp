#include "base/check.h"
#include "commands/attempt_outcome.h"
#include "commands/pay_by_card.h"
#include "commands/pending_order.h"
#include "payments/card_payment_rows.h"

namespace holdfast::commands {
using payments::AttemptEvent;
using payments::AttemptState;
using payments::CardPayment;

Result<CardPayment> decide_payment(db::Transaction& tx, const DecidePayment& command, Context& context) {
  const Consent consent = TRY(require_backing(tx, context, Permission::void_order, Permission::approve));
  CardPayment payment = TRY(payments::load_card_payment(tx.connection(), command.id));
  if (payment.state != AttemptState::unknown && payment.state != AttemptState::manual)
    return refuse(ErrorCode::conflict,
                  "the payment is " + std::string{payments::name_of(payment.state)} + ": there is nothing to decide");
  payments::Decision decision;
  decision.charged = command.charged;
  decision.amount = command.charged ? command.amount.value_or(payment.asked_in_all()) : 0;
  decision.reason = command.reason;
  decision.staff_code = context.actor != nullptr ? context.actor->staff_code : "";
  if (context.approval && consent.approver_id) decision.approver_code = context.approval->approver_code;
  decision.at = context.now;
  if (command.charged) {
    const auto taken = decision.amount > 0 ? believed(payment, decision.amount, 0, 0) : std::nullopt;
    if (!taken)
      return refuse(ErrorCode::invalid_argument,
                    "at most what was asked for: " + to_decimal(Money{payment.amount, context.site.currency}) +
                        ", or all of it with tip and cashback",
                    {{"/amount", "is more than was asked for"}});
    book(tx.connection(), payment, *taken);
  }
  const auto next = payments::next(payment.state, command.charged ? AttemptEvent::approved : AttemptEvent::denied);
  check(next.has_value());
  payment.state = *next;
  payment.decision = decision;
  payment.decision_told = false;
  payment.changed_at = context.now;
  payments::update(tx, payment);
  std::string detail;
  JsonWriter{detail}
      .begin_object()
      .member("charged", command.charged)
      .member("amount", decision.amount)
      .member("asked", payment.asked_in_all())
      .member("orderId", payment.order)
      .member("reason", command.reason)
      .end_object();
  audit(tx, context, "card_payment_decided", to_string(payment.id), detail, consent);
  tell(tx, payment, context);
  (void)after_outcome(tx, payment, context);
  return payments::load_card_payment(tx.connection(), payment.row);
}
}  // namespace holdfast::commands
