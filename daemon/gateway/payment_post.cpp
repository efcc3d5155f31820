#include "gateway/payment_post.h"

#include "log/log.h"
#include "payments/card_payment_rows.h"

namespace holdfast::gateway {
using payments::AttemptState;
using payments::CardPayment;
using store::Answer;

namespace {
payments::CardResult not_taken(std::string_view verdict, std::string_view words, std::string detail) {
  payments::CardResult result;
  result.verdict = verdict;
  result.words = words;
  result.detail = std::move(detail);
  return result;
}
}  // namespace

PaymentPost::PaymentPost(PostParts parts, devices::Device device, TerminalDriver driver, Currency currency)
    : parts_{std::move(parts)},
      device_{std::move(device)},
      driver_{std::move(driver)},
      currency_{currency},
      teller_{parts_.store} {}

void PaymentPost::start() {
  renew();
  advance();
}

void PaymentPost::stop(Leave leave) {
  stopped_ = true;
  ++turn_;
  if (actor_) actor_->stop();
  if (leave == Leave::alone && current_ && current_->aim == Aim::pay) store_lost(current_->payment.id);
  current_.reset();
}

/// What may end well within the seconds of an orderly end. Asking what became of a payment goes on after the next
/// start.
bool PaymentPost::busy() const { return (current_ && current_->aim == Aim::pay) || serving_.has_value(); }

registry::DeviceHealth PaymentPost::health() const { return actor_ ? actor_->health() : registry::DeviceHealth{}; }
std::string PaymentPost::trace() const { return actor_ ? actor_->trace().text() : std::string{}; }

void PaymentPost::set_recording(link::Recording recording) {
  recording_ = recording;
  if (actor_) actor_->record(recording);
}

/// A new driver, from what the last one left in the store: as after a restart.
void PaymentPost::renew() {
  ++turn_;
  current_.reset();
  serving_.reset();
  if (actor_) actor_->stop();
  actor_.reset();
  const auto read =
      parts_.store.read_inline(nullptr, [&](db::Connection& connection, const store::ReadContext&) -> Result<Answer> {
        memory_ = payments::terminal_memory(connection, device_.row);
        return Answer{};
      });
  if (!read) return;  // the sweep tries again
  actor_ = std::make_shared<registry::TerminalActor>(
      parts_.executor, registry::TerminalSetup{.address = driver_.address, .driver = driver_.make(*memory_)}, *this,
      [&store = parts_.store] { return store.now(); });
  actor_->record(recording_);
  const std::weak_ptr<PaymentPost> weak = weak_from_this();
  actor_->on_health([weak](const registry::DeviceHealth& health) {
    if (const auto self = weak.lock()) self->on_health(health);
  });
  actor_->start();
}

void PaymentPost::on_health(const registry::DeviceHealth& health) {
  teller_.tell(device_.row, health);
  const bool online = health.light != "offline";
  if (online && !online_) resolve_at_ = {};  // it is back: what is in doubt is asked now
  online_ = online;
}

void PaymentPost::sweep(Instant) {
  if (stopped_) return;
  if (!actor_) renew();
  advance();
}

void PaymentPost::on_news() {
  if (stopped_) return;
  if (!current_ || current_->aim == Aim::tell_decision) return advance();
  bool decided = false;
  (void)parts_.store.read_inline(nullptr, [&](db::Connection& connection, const store::ReadContext&) -> Result<Answer> {
    const auto payment = payments::load_card_payment(connection, current_->payment.id);
    decided = payment && payment->decision && !payment->decision_told;
    return Answer{};
  });
  if (!decided) return;
  renew();  // a person was faster than the terminal
  advance();
}

std::optional<PaymentPost::Agenda> PaymentPost::agenda() const {
  Agenda agenda;
  const auto first = [this](std::vector<CardPayment> found) -> std::optional<CardPayment> {
    for (CardPayment& payment : found)
      if (!settling_.contains(payment.id)) return std::move(payment);
    return std::nullopt;
  };
  const auto read =
      parts_.store.read_inline(nullptr, [&](db::Connection& connection, const store::ReadContext&) -> Result<Answer> {
        agenda.decided = first(payments::untold_decisions(connection, device_.row));
        if (asked_) {
          if (auto payment = payments::load_card_payment(connection, *asked_)) agenda.open = *std::move(payment);
        } else if (parts_.store.now() >= resolve_at_) {
          agenda.open = first(payments::to_resolve(connection, device_.row));
        }
        agenda.fresh = payments::next_to_start(connection, device_.row);
        if (agenda.fresh && settling_.contains(agenda.fresh->id)) agenda.fresh.reset();
        return Answer{};
      });
  return read ? std::optional{std::move(agenda)} : std::nullopt;
}

void PaymentPost::advance() {
  if (advancing_) return;
  advancing_ = true;
  while (!stopped_ && actor_ && !current_ && !serving_) {
    auto next = agenda();
    if (!next) break;
    const bool moved = next->decided ? begin(*std::move(next->decided), Aim::tell_decision)
                       : next->open  ? begin(*std::move(next->open), Aim::resolve)
                       : next->fresh ? begin(*std::move(next->fresh), Aim::pay)
                                     : begin_service();
    if (!moved) break;
  }
  advancing_ = false;
}

/// False: the driver has no time now; on_free() or the sweep come back to it.
bool PaymentPost::begin(CardPayment payment, Aim aim) {
  const eft::PaymentRequest request = request_of(payment, currency_);
  const std::string note = payment.note.value_or("");
  const auto job = [&]() -> eft::Job {
    if (aim == Aim::pay) return eft::Payment{request};
    if (aim == Aim::resolve) return eft::Resolve{request, note};
    const payments::Decision& decision = *payment.decision;
    return eft::Decided{request, note, decision.charged,
                        decision.charged ? std::optional{decision.amount} : std::nullopt};
  };
  if (aim == Aim::resolve) asked_.reset();
  current_ = Current{payment, aim};
  const auto begun = actor_->begin(job());
  if (begun) return true;
  current_.reset();
  if (begun.error().code == ErrorCode::busy) {
    if (aim == Aim::resolve) asked_ = payment.id;
    return false;
  }
  refused(payment, aim, begun.error());
  return true;
}

void PaymentPost::refused(const CardPayment& payment, Aim aim, const Error& error) {
  switch (aim) {
    case Aim::pay:
      return withdraw(
          payment.id,
          not_taken("notSent", error.code == ErrorCode::conflict ? "eft.result.busy" : "eft.result.not_possible",
                    error.detail));
    case Aim::tell_decision:  // it is open for another one, and never will hear of this
      return store_decision_told(payment.id);
    case Aim::resolve:
      log::warn("a card terminal cannot be asked about a payment",
                {{"entity_type", "payment"},
                 {"entity_id", to_string(payment.id)},
                 {"error", log::Fault{"DataConflictError", error.detail, false}}});
      resolve_at_ = Instant{parts_.store.now().unix_us() + pause_.next().count() * 1'000};
  }
}

bool PaymentPost::begin_service() {
  if (!wanted_) return false;
  const eft::ServiceKind kind = *wanted_;
  serving_ = kind;
  report_id_ = std::make_shared<Uuid>();
  const auto begun = actor_->begin(eft::Service{kind});
  if (begun) {
    wanted_.reset();
    return true;
  }
  serving_.reset();
  if (begun.error().code == ErrorCode::busy) return false;
  wanted_.reset();
  store_report({.kind = kind,
                .result = eft::ServiceReport::Result::not_sent,
                .text_key = "eft.result.not_possible",
                .detail = begun.error().detail});
  return true;
}

/// --- what the driver says ---

void PaymentPost::on_progress(const eft::Progress& progress) {
  if (!current_) return;
  current_->live.progress = payments::LiveProgress{progress.key, progress.text, parts_.store.now()};
  tell(*current_);
}

void PaymentPost::on_question(const eft::Question& question) {
  if (!current_) return;
  current_->live.question = payments::LiveQuestion{question.number, std::string{name_of(question.kind)}, question.key,
                                                   question.text, question.choices};
  tell(*current_);
}

void PaymentPost::on_paid(const eft::PaymentFinished& finished) {
  if (!current_) return;
  const Current ended = *std::exchange(current_, std::nullopt);
  if (ended.aim == Aim::tell_decision) return store_decision_told(ended.payment.id);
  if (finished.outcome.verdict == eft::Verdict::in_doubt)
    resolve_at_ = Instant{parts_.store.now().unix_us() + pause_.next().count() * 1'000};
  else
    pause_.succeeded();
}

void PaymentPost::on_served(const eft::ServiceFinished& finished) {
  serving_.reset();
  store_report(finished.report);
}

void PaymentPost::on_free() { advance(); }

/// --- what the API wants ---

std::optional<payments::Live> PaymentPost::live(const Uuid& attempt) const {
  if (current_ && current_->payment.id == attempt) return current_->live;
  return std::nullopt;
}

Result<> PaymentPost::abort(const CardPayment& payment) {
  if (stopped_ || !actor_) return refuse(ErrorCode::conflict, "the terminal is not driven");
  if (current_ && current_->payment.id == payment.id) {
    if (current_->aim != Aim::pay)
      return refuse(ErrorCode::conflict, "the terminal is asked what became of this payment: there is nothing to stop");
    actor_->abort();
    return {};
  }
  if (payment.state != AttemptState::created) return refuse(ErrorCode::conflict, "the terminal is not at this payment");
  withdraw(payment.id, not_taken("aborted", "eft.result.aborted", {}));
  return {};
}

Result<> PaymentPost::answer(const Uuid& attempt, const eft::CashierAnswer& answer) {
  const bool asked = current_ && current_->payment.id == attempt && current_->live.question;
  if (!asked || current_->live.question->number != answer.number)
    return refuse(ErrorCode::conflict, "the terminal does not ask that (any more)");
  current_->live.question.reset();
  actor_->answer(answer);
  return {};
}

Result<> PaymentPost::ask_again(const CardPayment& payment) {
  if (current_ && current_->payment.id == payment.id &&
      (current_->aim == Aim::resolve || payment.state == AttemptState::unknown))
    return {};  // it is being asked
  if (stopped_ || !actor_ || current_ || serving_) return refuse(ErrorCode::conflict, "the terminal has a job");
  if (payment.state != AttemptState::unknown && payment.state != AttemptState::manual)
    return refuse(ErrorCode::conflict, "this payment is not in doubt");
  asked_ = payment.id;
  advance();
  return {};
}

Result<> PaymentPost::serve(eft::ServiceKind kind) {
  if (!driver_.address) return refuse(ErrorCode::conflict, "a terminal that is worked by hand is served by hand");
  if (stopped_ || !actor_ || current_ || serving_ || wanted_)
    return refuse(ErrorCode::conflict, "the terminal has a job");
  wanted_ = kind;
  advance();
  return {};
}
}  // namespace holdfast::gateway
