#include "eft/external_terminal.h"

#include "eft/card_data.h"

namespace holdfast::eft {
ExternalTerminal::ExternalTerminal(Currency currency, std::string_view memory)
    : currency_{currency}, open_{parse_uuid(memory)} {}

Features ExternalTerminal::features() const {
  return {.link = false,
          .stream = false,
          .reversal = true,
          .cashback = false,
          .tip = true,
          .day_end = false,
          .unattended_recovery = false};
}

Result<> ExternalTerminal::start(const Job& job, Instant) {
  if (stage_ != Stage::idle) return refuse(ErrorCode::busy, "the terminal has a job");
  const auto* payment = std::get_if<Payment>(&job);
  const auto* resolve = std::get_if<Resolve>(&job);
  const auto* decided = std::get_if<Decided>(&job);
  if (payment == nullptr && resolve == nullptr && decided == nullptr)
    return refuse(ErrorCode::invalid_argument, "a terminal that is not connected cannot do that");
  const PaymentRequest& request = payment != nullptr   ? payment->request
                                  : resolve != nullptr ? resolve->request
                                                       : decided->request;
  if (request.amount.minor() <= 0 || request.amount.currency() != currency_)
    return refuse(ErrorCode::invalid_argument, "not an amount this terminal can take");
  if (open_ && (payment != nullptr || *open_ != request.attempt))
    return refuse(ErrorCode::conflict, "a payment on this terminal has no answer yet");
  request_ = request;
  later_ = payment == nullptr;
  if (payment != nullptr) {
    stage_ = Stage::arming;
    open_ = request.attempt;
    record({.event = payments::AttemptEvent::arm, .memory = to_string(*open_)});
  } else if (resolve != nullptr) {
    record({.event = payments::AttemptEvent::lost});
    ask_result("eft.ask.look_up_result");
  } else {
    Outcome outcome;
    outcome.verdict = decided->charged ? Verdict::approved : Verdict::not_charged;
    outcome.amount = decided->charged ? decided->amount.value_or(request.total().minor()) : 0;
    outcome.text_key = decided->charged ? "eft.result.approved" : "eft.result.not_charged";
    decide(std::move(outcome));
  }
  return {};
}

void ExternalTerminal::ask_result(std::string_view key) {
  stage_ = Stage::keying;
  keyed_ = {};
  actions_.push_back(
      Question{++question_, Question::Kind::result, std::string{key}, to_decimal(request_->total()), {}});
}

void ExternalTerminal::on_cashier(const CashierAnswer& answer, Instant) {
  if (answer.number != question_) return;
  if (stage_ == Stage::keying) return on_keyed(answer);
  if (stage_ != Stage::confirming) return;
  if (answer.yes) return decide(std::move(keyed_));
  ask_result(later_ ? "eft.ask.look_up_result" : "eft.ask.enter_result");
}

/// More than was asked for is never taken: the cashier is asked again. Less is a partial approval.
void ExternalTerminal::on_keyed(const CashierAnswer& answer) {
  const std::int64_t asked = request_->total().minor();
  const bool approved = answer.verdict == Verdict::approved;
  const std::int64_t amount = answer.amount.value_or(0);
  const bool usable =
      answer.verdict && (approved ? amount > 0 && amount <= asked
                                  : *answer.verdict == Verdict::declined || *answer.verdict == Verdict::aborted);
  if (!usable) return ask_result(later_ ? "eft.ask.look_up_result" : "eft.ask.enter_result");
  keyed_ = {};
  keyed_.verdict = approved && amount < asked ? Verdict::partially_approved : *answer.verdict;
  keyed_.amount = approved ? amount : 0;
  keyed_.learnt_later = later_;
  keyed_.text_key = !approved ? keyed_.verdict == Verdict::declined ? "eft.result.declined" : "eft.result.aborted"
                    : keyed_.verdict == Verdict::partially_approved ? "eft.result.partially_approved"
                                                                    : "eft.result.approved";
  keyed_.card.brand = scrub_card_numbers(answer.brand);
  keyed_.card.last_four =
      answer.last_four.size() == 4 && answer.last_four.find_first_not_of("0123456789") == std::string::npos
          ? answer.last_four
          : "";
  keyed_.terminal.receipt = scrub_card_numbers(answer.text);
  stage_ = Stage::confirming;
  actions_.push_back(Question{++question_,
                              Question::Kind::confirm_result,
                              "eft.ask.confirm_result",
                              std::string{name_of(keyed_.verdict)} + " " + to_decimal(Money{keyed_.amount, currency_}),
                              {}});
}

void ExternalTerminal::decide(Outcome outcome) {
  stage_ = Stage::deciding;
  open_.reset();
  keyed_ = outcome;
  const auto event = event_of(outcome);
  record({.event = event, .memory = std::string{}, .outcome = std::move(outcome)});
}

void ExternalTerminal::record(Record entry) {
  entry.number = ++recorded_;
  entry.attempt = request_->attempt;
  actions_.push_back(std::move(entry));
}

void ExternalTerminal::on_recorded(std::uint64_t number, Instant) {
  if (number != recorded_) return;
  if (stage_ == Stage::arming) return ask_result("eft.ask.enter_result");
  if (stage_ != Stage::deciding) return;
  stage_ = Stage::idle;
  actions_.push_back(PaymentFinished{request_->attempt, std::move(keyed_)});
  request_.reset();
}

std::optional<Action> ExternalTerminal::poll() {
  if (actions_.empty()) return std::nullopt;
  Action front = std::move(actions_.front());
  actions_.pop_front();
  return front;
}
}  // namespace holdfast::eft
