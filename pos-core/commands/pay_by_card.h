#pragma once
#include <optional>
#include <string>
#include <vector>

#include "commands/context.h"
#include "commands/place_order.h"
#include "orders/order.h"
#include "payments/card_payment.h"

/// An order that is paid through a card terminal. place_order() leaves it PENDING_PAYMENT with attempts in `created`;
/// the terminal's driver reports by record_attempt(), and the transaction that keeps an outcome also takes the order's
/// next step: paid, cancelled with its cart open again, or waiting for the rest. See payments/card_payment_rows.h for
/// what is to be started, resolved and told.
namespace holdfast::commands {
/// What the driver wants kept (eft::Record), in one transaction. Committed before its effect.
struct RecordAttempt {
  Uuid device;                       ///< whose driver speaks
  std::optional<Uuid> attempt = {};  ///< none: only the memory
  std::optional<payments::AttemptEvent> event = {};
  std::optional<std::string> note = {};            ///< kept with the attempt
  std::optional<std::string> memory = {};          ///< kept with the device
  std::vector<payments::TerminalLine> lines = {};  ///< appended
  std::optional<payments::CardResult> result = {};
};
struct Recorded {
  std::optional<payments::CardPayment> payment;  ///< as it is now, without lines
  std::optional<orders::Status> order;           ///< of its order, when that took a step now
  /// The event could not happen in that state: the state stays, the rest was kept, and audit trail and event log name
  /// it. An event that only repeats what is known is not ignored. A driver goes on either way.
  bool ignored = false;
};
/// Refuses not_found only. An approval of more than was asked for is not believed: `manual`, a person decides.
Result<Recorded> record_attempt(db::Transaction& tx, const RecordAttempt& command, Context& context);

/// The driver would not start it (its terminal is taken, switched off, removed, cannot do that): surely not sent.
/// The same as the event `cancelled` with the verdict `notSent`.
Result<Recorded> not_started(db::Transaction& tx, const Uuid& attempt, std::string_view words, std::string_view detail,
                             Context& context);
/// The driver has adjusted itself to a person's decision, or never can.
void decision_told(db::Transaction& tx, const Uuid& attempt, Context& context);

/// At a start, before any driver: what was on its way is `unknown` now; what was never sent is abandoned when it is
/// older than 60 s (its order is cancelled, its cart open again) and may be started otherwise.
void settle_attempts_after_restart(db::Transaction& tx, Context& context);
inline constexpr std::int64_t start_within_seconds = 60;

/// Other payments for what is still due of a pending order. Rules of POST /orders; the answer is paid, or pending
/// again.
struct AddPayments {
  Uuid order;
  std::vector<PaymentOffer> payments;
};
Result<orders::Order> add_payments(db::Transaction& tx, const AddPayments& command, Context& context);

/// Gives a pending order up: what terminals took is reversed, the rest given back. Cancelled at once, or once the
/// terminals have reversed. Refuses conflict while a payment has no answer.
struct GiveUp {
  Uuid order;
  std::string reason;
};
Result<orders::Order> give_up(db::Transaction& tx, const GiveUp& command, Context& context);

/// A person says what became of a payment that the terminal cannot tell (`unknown` or `manual`).
struct DecidePayment {
  Uuid id;
  bool charged = false;
  std::optional<std::int64_t> amount;  ///< in all, minor units; none: what was asked for. Never more than that.
  std::string reason;
};
Result<payments::CardPayment> decide_payment(db::Transaction& tx, const DecidePayment& command, Context& context);
}  // namespace holdfast::commands
