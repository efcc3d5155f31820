#include "commands/pay_by_card.h"

#include <algorithm>

#include "base/check.h"
#include "commands/attempt_outcome.h"
#include "commands/pending_order.h"
#include "payments/card_payment_rows.h"

namespace holdfast::commands {
namespace {
using payments::AttemptEvent;
using payments::AttemptKind;
using payments::AttemptState;
using payments::CardPayment;
using payments::CardResult;

/// What came of a start and what came of asking differ by a `lost` between them, which a driver may have had no time to
/// have kept.
std::optional<AttemptState> state_after(AttemptState state, AttemptEvent event) {
  if (const auto next = payments::next(state, event)) return next;
  const bool on_its_way = state == AttemptState::armed || state == AttemptState::running;
  if (on_its_way && (event == AttemptEvent::denied || event == AttemptEvent::out_of_queries))
    return payments::next(AttemptState::unknown, event);
  if (state == AttemptState::created && event == AttemptEvent::declined) return AttemptState::cancelled;
  return std::nullopt;
}

/// The event tells again what is known.
bool repeats(AttemptState state, AttemptEvent event) {
  switch (event) {
    case AttemptEvent::arm:
      return state == AttemptState::armed || state == AttemptState::running;
    case AttemptEvent::acknowledged:
      return state == AttemptState::running;
    case AttemptEvent::approved:
      return state == AttemptState::approved;
    case AttemptEvent::declined:
      return state == AttemptState::declined;
    case AttemptEvent::cancelled:
      return state == AttemptState::cancelled || state == AttemptState::abandoned;
    case AttemptEvent::denied:
      return state == AttemptState::not_charged;
    case AttemptEvent::lost:
      return state == AttemptState::unknown || state == AttemptState::manual;
    case AttemptEvent::out_of_queries:
      return state == AttemptState::manual;
    case AttemptEvent::reversal_done:
      return state == AttemptState::reversed;
    case AttemptEvent::give_up:
    case AttemptEvent::restarted:
      return false;
  }
  return false;
}
bool is_outcome(AttemptEvent event) {
  return event == AttemptEvent::approved || event == AttemptEvent::declined || event == AttemptEvent::cancelled ||
         event == AttemptEvent::denied;
}

std::string_view name_of(AttemptEvent event) {
  switch (event) {
    case AttemptEvent::arm:
      return "arm";
    case AttemptEvent::acknowledged:
      return "acknowledged";
    case AttemptEvent::approved:
      return "approved";
    case AttemptEvent::declined:
      return "declined";
    case AttemptEvent::cancelled:
      return "cancelled";
    case AttemptEvent::lost:
      return "lost";
    case AttemptEvent::denied:
      return "denied";
    case AttemptEvent::give_up:
      return "giveUp";
    case AttemptEvent::reversal_done:
      return "reversalDone";
    case AttemptEvent::out_of_queries:
      return "outOfQueries";
    case AttemptEvent::restarted:
      return "restarted";
  }
  return "";
}

void note_impossible(db::Transaction& tx, CardPayment& payment, AttemptEvent event,
                     const std::optional<CardResult>& result, Context& context) {
  std::string detail;
  JsonWriter{detail}
      .begin_object()
      .member("event", name_of(event))
      .member("state", payments::name_of(payment.state))
      .member("amount", result ? result->amount : 0)
      .end_object();
  audit(tx, context, "card_payment_contradiction", to_string(payment.id), detail);
  if (!is_outcome(event)) return;
  payment.contradiction = "the terminal says `" + std::string{name_of(event)} + "`";
  if (result && result->amount != 0)
    payment.contradiction += " " + to_decimal(Money{result->amount, context.site.currency});
  payment.contradiction += " of a payment that is `" + std::string{payments::name_of(payment.state)} + "`";
}

/// True when the state moved.
bool apply(db::Transaction& tx, CardPayment& payment, const RecordAttempt& command, bool& ignored, Context& context) {
  const AttemptEvent event = *command.event;
  if (repeats(payment.state, event)) {
    const bool other_amount = event == AttemptEvent::approved && !payment.decision && command.result &&
                              payment.result && command.result->amount != payment.result->amount;
    if (other_amount)
      note_impossible(tx, payment, event, command.result, context);
    else if (command.result && payments::is_live(payment.state))
      payment.result = command.result;
    ignored = other_amount;
    return false;
  }
  auto next = state_after(payment.state, event);
  if (!next) {
    note_impossible(tx, payment, event, command.result, context);
    ignored = true;
    return false;
  }
  if (command.result && !payment.decision) payment.result = command.result;
  if (*next == AttemptState::armed) payment.armed_at = context.now;
  if (*next == AttemptState::approved) {
    const CardResult said = command.result.value_or(CardResult{});
    const auto taken = command.result ? believed(payment, said.amount, said.tip, said.cashback) : std::nullopt;
    if (taken)
      book(tx.connection(), payment, *taken);
    else
      next = AttemptState::manual;
  }
  const bool moved = payment.state != *next;
  payment.state = *next;
  return moved;
}

Result<std::int64_t> device_row_of(db::Connection& connection, const Uuid& id) {
  db::Statement& row = connection.prepare("SELECT id FROM device WHERE uuid = ?");
  const std::int64_t found = row.all(id).step() ? row.integer(0) : 0;
  row.reset();
  if (found == 0) return refuse(ErrorCode::not_found, "no device " + to_string(id));
  return found;
}
}  // namespace

Result<Recorded> record_attempt(db::Transaction& tx, const RecordAttempt& command, Context& context) {
  const std::int64_t device = TRY(device_row_of(tx.connection(), command.device));
  if (command.memory) payments::save_memory(tx, device, *command.memory, context.now);
  Recorded recorded;
  if (!command.attempt) return recorded;
  CardPayment payment = TRY(payments::load_card_payment(tx.connection(), *command.attempt));
  payments::append_lines(tx, payment.row, command.lines);
  if (command.note) payment.note = command.note;
  const AttemptState before = payment.state;
  bool moved = false;
  if (command.event)
    moved = apply(tx, payment, command, recorded.ignored, context);
  else if (command.result && payments::is_live(payment.state))
    payment.result = command.result;  // so far
  payment.changed_at = context.now;
  payments::update(tx, payment);
  if (moved || recorded.ignored) tell(tx, payment, context);
  if (moved && payments::is_live(before) && !payments::is_live(payment.state))
    recorded.order = after_outcome(tx, payment, context);
  payment.lines.clear();
  recorded.payment = std::move(payment);
  return recorded;
}

Result<Recorded> not_started(db::Transaction& tx, const Uuid& attempt, std::string_view words, std::string_view detail,
                             Context& context) {
  const CardPayment payment = TRY(payments::load_card_payment(tx.connection(), attempt));
  RecordAttempt command{.device = payment.device, .attempt = attempt};
  command.event = AttemptEvent::cancelled;
  command.result = CardResult{};
  command.result->verdict = "notSent";
  command.result->words = words;
  command.result->detail = detail;
  // Whatever it is by now, a driver that did not start it knows nothing of what became of it.
  if (payment.state != AttemptState::created) return Recorded{payment, std::nullopt, true};
  return record_attempt(tx, command, context);
}

void decision_told(db::Transaction& tx, const Uuid& attempt, Context& context) {
  tx.prepare("UPDATE payment_attempt SET decision_told = 1, updated_us = ? WHERE uuid = ?").exec(context.now, attempt);
}

void settle_attempts_after_restart(db::Transaction& tx, Context& context) {
  std::vector<std::int64_t> open;
  db::Statement& rows =
      tx.prepare("SELECT id FROM payment_attempt WHERE state IN ('created', 'armed', 'running') ORDER BY id");
  while (rows.step()) open.push_back(rows.integer(0));
  for (const std::int64_t row : open) {
    auto payment = payments::load_card_payment(tx.connection(), row);
    check(payment.has_value());
    const bool fresh = payment->created_at.plus_seconds(start_within_seconds) > context.now;
    if (payment->state == AttemptState::created && fresh) continue;
    const auto next = payments::next(payment->state, AttemptEvent::restarted);
    if (!next) continue;  // cancelled meanwhile, by what became of an earlier one
    payment->state = *next;
    payment->changed_at = context.now;
    payments::update(tx, *payment);
    tell(tx, *payment, context);
    if (!payments::is_live(*next)) (void)after_outcome(tx, *payment, context);
  }
}
}  // namespace holdfast::commands
