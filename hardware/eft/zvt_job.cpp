#include "base/check.h"
#include "eft/bcd.h"
#include "eft/texts.h"
#include "eft/zvt_terminal.h"

/// What a payment or a service makes of the messages of its own command.
namespace holdfast::eft {
std::optional<ServiceKind> zvt_remedy(std::uint8_t status) {
  switch (status) {
    case 0x51:
      return ServiceKind::initialise;
    case 0xC2:
    case 0xC4:
      return ServiceKind::diagnosis;
    case 0xF0:
    case 0xB1:
      return ServiceKind::day_end;
    default:
      return std::nullopt;
  }
}

namespace {
using Kind = ZvtDialogue::Event::Kind;
constexpr std::uint8_t aborted_code = 0x6C;

std::int64_t number_in(const std::string& digits) {
  std::int64_t value = 0;
  for (const char c : digits) {
    if (c < '0' || c > '9' || value > 99'999'999) return 0;
    value = value * 10 + (c - '0');
  }
  return value;
}
std::string digits_of(const std::optional<std::int64_t>& number) {
  return number ? std::to_string(*number) : std::string{};
}

std::string time_of(const StatusInformation& status) {
  if (!status.month || !status.seconds_of_day) return {};
  const auto two = [](int n) { return (n < 10 ? "0" : "") + std::to_string(n); };
  const int at = *status.seconds_of_day;
  return two(*status.month) + "-" + two(status.day.value_or(0)) + " " + two(at / 3600) + ":" + two(at / 60 % 60) + ":" +
         two(at % 60);
}
}  // namespace

ZvtCommand ZvtTerminal::job_command() const {
  const auto unique_id = settings_.unique_id ? std::optional{memory_.unique_id.value_or("")} : std::nullopt;
  if (!request_) {
    check(service_.has_value());
    switch (*service_) {
      case ServiceKind::day_end:
        return zvt_end_of_day(settings_.password, unique_id);
      case ServiceKind::diagnosis:
        return zvt_diagnosis();
      case ServiceKind::initialise:
        return zvt_initialisation(settings_.password);
      case ServiceKind::status:
        return zvt_status_enquiry({}, {});
      case ServiceKind::repeat_receipt:
        return zvt_repeat_receipt(settings_.password, {});
      case ServiceKind::log_off:
        return {zvt::log_off, {}, {}, {}};
      case ServiceKind::log_in:
        break;
    }
    check(false);
  }
  ZvtAmounts amounts{request_->total().minor(), currency_, {}, {}};
  if (request_->cashback) amounts.cashback = request_->cashback->minor();
  if (request_->tip) amounts.tip = request_->tip->minor();
  switch (request_->kind) {
    case PaymentKind::sale:
      return zvt_authorisation(amounts, unique_id);
    case PaymentKind::refund:
      return zvt_refund(settings_.password, amounts, unique_id);
    case PaymentKind::reversal:
      return zvt_reversal(settings_.password, number_in(request_->original->receipt), amounts, unique_id);
  }
  check(false);
  return {};
}

void ZvtTerminal::arm(Instant now) {
  enter(Stage::arming);
  note_.before = memory_.last;
  note_.terminal_id = memory_.terminal_id;
  note_.clock_offset_s = memory_.clock_offset_s;
  note_.sent = now;
  memory_.open = request_->attempt;
  record({.event = payments::AttemptEvent::arm, .note = note_.encode(), .memory = memory_.encode()},
         After::send_command);
}

void ZvtTerminal::keep_lines(const Apdu& apdu) {
  auto lines = apdu.control == zvt::print_line ? collector_->on_line(apdu.data) : collector_->on_block(apdu.data);
  if (!is_payment())
    for (const ReceiptLine& line : lines) report_.lines.push_back(line);
  for (const ReceiptLine& line : lines) lines_.push_back(line);
  record({.lines = std::move(lines)}, After::answer);
}

void ZvtTerminal::on_running(const ZvtDialogue::Event& event, Instant now) {
  switch (event.kind) {
    case Kind::begun:
      show("eft.job.started");
      return record({.event = payments::AttemptEvent::acknowledged}, After::nothing);
    case Kind::refused: {
      const auto code = static_cast<std::uint8_t>(event.apdu.control & 0xFF);
      dialogue_.reset();
      if (code == 0x6B) registered_ = false;
      return nothing_sent(std::string{result_key(code)}, hex_of(code), now);
    }
    case Kind::progress:
      if (const auto status = decode_intermediate_status(event.apdu.data, charset_))
        show(status_key(status->status), status->text);
      return;
    case Kind::status:
      return on_payment_status(decode_status_information(event.apdu.data, charset_), now);
    case Kind::print:
      return keep_lines(event.apdu);
    case Kind::completed:
      return on_payment_completed(now);
    case Kind::aborted:
      return on_payment_aborted(decode_terminal_abort(event.apdu.data), now);
    case Kind::silent:
      return;
  }
}

/// 11.2 rule 1: stored before it is answered. Only result 00 has to be.
void ZvtTerminal::on_payment_status(const StatusInformation& status, Instant now) {
  if (const auto offset = clock_offset(status, now)) memory_.clock_offset_s = offset;
  if (status.result != 0) {
    decline_code_ = status.result ? hex_of(*status.result) : std::string{};
    decline_text_ = status.text;
    return dialogue_->answer(now);
  }
  note_.answered = approved_by(status);
  note_.seen_unique_id = status.unique_id;
  record({.note = note_.encode(), .memory = memory_.encode(), .outcome = note_.answered}, After::answer);
}

Outcome ZvtTerminal::approved_by(const StatusInformation& status) const {
  const std::int64_t asked = request_->total().minor();
  Outcome outcome;
  outcome.amount = status.amount.value_or(asked);
  outcome.verdict = Verdict::approved;
  outcome.text_key = "eft.result.approved";
  if (outcome.amount < asked) {
    outcome.verdict = outcome.amount > 0 ? Verdict::partially_approved : Verdict::in_doubt;
    outcome.text_key = "eft.result.partially_approved";
  }
  const std::int64_t tip_asked = request_->tip ? request_->tip->minor() : 0;
  outcome.tip = status.tip.value_or(tip_asked);
  outcome.cashback = status.cashback.value_or(request_->cashback ? request_->cashback->minor() : 0);
  const bool unexplained = outcome.amount > asked && outcome.amount != asked + outcome.tip - tip_asked;
  if (unexplained || (status.currency && *status.currency != currency_)) outcome.verdict = Verdict::in_doubt;
  if (outcome.verdict == Verdict::in_doubt) {
    outcome.person_needed = true;
    outcome.text_key = "eft.result.amount_mismatch";
    outcome.detail = "asked for " + std::to_string(asked) + ", the terminal says " + std::to_string(outcome.amount);
  }
  outcome.card = status.card;
  outcome.approval_code = status.approval_code;
  outcome.signature_required = status.signature;
  outcome.terminal = {status.terminal_id.empty() ? memory_.terminal_id : status.terminal_id, digits_of(status.trace),
                      digits_of(status.receipt), time_of(status)};
  outcome.code = "00";
  return outcome;
}

void ZvtTerminal::on_payment_completed(Instant now) {
  if (!note_.answered) {  // an end without a result: nobody has said that it was paid
    dialogue_->answer(now);
    drain(now);
    drop_link();
    return ask(now);
  }
  Outcome outcome = *note_.answered;
  outcome.receipt = lines_;
  if (is_approval(outcome.verdict)) {
    const auto number = [](const std::string& text) {
      return text.empty() ? std::nullopt : std::optional{number_in(text)};
    };
    memory_.last = {number(outcome.terminal.transaction), number(outcome.terminal.receipt)};
    if (note_.seen_unique_id) memory_.unique_id = note_.seen_unique_id;
  }
  finish(std::move(outcome), now);
}

void ZvtTerminal::on_payment_aborted(const TerminalAbort& abort, Instant now) {
  if (note_.answered) {  // approved, then taken back, say because a line could not be printed: the terminal has to tell
    dialogue_->answer(now);
    drain(now);
    drop_link();
    return ask(now);
  }
  const std::uint8_t code = abort.result.value_or(aborted_code);
  Outcome outcome;
  outcome.verdict = code == aborted_code ? Verdict::aborted : Verdict::declined;
  outcome.code = decline_code_.empty() || code != 0x05 ? hex_of(code) : decline_code_;
  outcome.text_key = std::string{result_key(code)};
  outcome.detail = decline_text_;
  outcome.receipt = lines_;
  finish(std::move(outcome), now);
}

/// Before the command has left, or when it was refused at the door.
void ZvtTerminal::nothing_sent(std::string key, std::string code, Instant now) {
  if (!is_payment()) {
    return finish_service(code.empty() ? ServiceReport::Result::not_sent : ServiceReport::Result::refused,
                          std::move(key), std::move(code));
  }
  Outcome outcome;
  outcome.verdict = abort_wanted_ && code.empty() ? Verdict::aborted : Verdict::not_sent;
  outcome.text_key = std::move(key);
  outcome.code = std::move(code);
  finish(std::move(outcome), now);
}

void ZvtTerminal::finish(Outcome outcome, Instant) {
  enter(Stage::deciding);
  if (outcome.verdict != Verdict::in_doubt) memory_.open.reset();
  if (outcome.person_needed && !asking()) record({.event = payments::AttemptEvent::lost}, After::nothing);
  outcome_ = outcome;
  record(
      {.event = event_of(outcome), .note = note_.encode(), .memory = memory_.encode(), .outcome = std::move(outcome)},
      After::finish);
}

void ZvtTerminal::finished() {
  enter(Stage::idle);
  asking_since_.reset();
  asking_until_.reset();
  busy_until_.reset();
  actions_.push_back(PaymentFinished{request_->attempt, std::move(*outcome_)});
  outcome_.reset();
  request_.reset();
}

void ZvtTerminal::finish_service(ServiceReport::Result result, std::string key, std::string code) {
  enter(Stage::idle);
  report_.result = result;
  report_.text_key = std::move(key);
  report_.code = std::move(code);
  service_.reset();
  actions_.push_back(ServiceFinished{std::move(report_)});
}

void ZvtTerminal::on_service_event(const ZvtDialogue::Event& event, Instant now) {
  switch (event.kind) {
    case Kind::begun:
    case Kind::silent:
      return;
    case Kind::progress:
      if (const auto status = decode_intermediate_status(event.apdu.data, charset_))
        show(status_key(status->status), status->text);
      return;
    case Kind::status: {
      const StatusInformation status = decode_status_information(event.apdu.data, charset_);
      if (status.totals) report_.totals = status.totals;
      if (!status.text.empty()) report_.detail = status.text;
      if (status.totals) return record({.report = report_}, After::answer);
      return dialogue_->answer(now);
    }
    case Kind::print:
      return keep_lines(event.apdu);
    case Kind::refused: {
      const auto code = static_cast<std::uint8_t>(event.apdu.control & 0xFF);
      dialogue_.reset();
      return finish_service(ServiceReport::Result::refused, std::string{result_key(code)}, hex_of(code));
    }
    case Kind::aborted:
    case Kind::completed: {
      const std::uint8_t code = event.kind == Kind::aborted
                                    ? decode_terminal_abort(event.apdu.data).result.value_or(aborted_code)
                                    : decode_completion(event.apdu.data).terminal_status.value_or(0);
      dialogue_->answer(now);
      drain(now);
      dialogue_.reset();
      if (service_ == ServiceKind::log_off) drop_link();
      const bool done = event.kind == Kind::completed;
      return finish_service(done ? ServiceReport::Result::done : ServiceReport::Result::refused,
                            std::string{result_key(code)}, hex_of(code));
    }
  }
}
}  // namespace holdfast::eft
