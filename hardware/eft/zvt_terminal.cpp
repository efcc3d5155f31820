#include "eft/zvt_terminal.h"

#include <algorithm>

#include "base/check.h"
#include "eft/bcd.h"
#include "eft/texts.h"

namespace holdfast::eft {
namespace {
using Kind = ZvtDialogue::Event::Kind;
constexpr std::uint8_t zvt_busy = 0x9C;

int number_of(Currency currency) {
  for (const CurrencyRow& row : iso_currencies())
    if (row.code == currency.code()) return row.numeric;
  check(false);
  return 0;
}

std::vector<Tlv> offers(const ZvtSettings& settings) {
  std::vector<Tlv> tlv;
  if (settings.printer_width > 0)
    tlv.push_back(primitive(0x12, std::string(1, static_cast<char>(settings.printer_width))));
  if (settings.print_blocks) tlv.push_back(constructed(0x26, {primitive(0x0A, "\x06\xD3")}));
  if (settings.offer_sequence_ids) tlv.push_back(primitive(0x1F73, std::string(3, '\0')));
  return tlv;
}
}  // namespace

ZvtTerminal::ZvtTerminal(ZvtSettings settings, std::string_view memory)
    : settings_{std::move(settings)},
      currency_{number_of(settings_.currency)},
      memory_{ZvtMemory::decode(memory)},
      wire_{settings_.framing} {}

Features ZvtTerminal::features() const {
  return {.link = true,
          .stream = true,
          .reversal = true,
          .cashback = true,
          .tip = true,
          .day_end = true,
          .unattended_recovery = settings_.repeat_status};
}

Result<> ZvtTerminal::start(const Job& job, Instant now) {
  if (stage_ != Stage::idle) return refuse(ErrorCode::busy, "the terminal has a job");
  const auto accept = [&](const PaymentRequest& request) -> Result<> {
    if (request.amount.minor() <= 0 || !encode_bcd(request.total().minor(), 6))
      return refuse(ErrorCode::invalid_argument, "not an amount a terminal can take");
    if (request.amount.currency() != settings_.currency)
      return refuse(ErrorCode::invalid_argument, "the terminal works in another currency");
    if (request.kind == PaymentKind::reversal && !request.original)
      return refuse(ErrorCode::invalid_argument, "a reversal names what it takes back");
    if (memory_.open && *memory_.open != request.attempt)
      return refuse(ErrorCode::conflict, "another payment on this terminal is in doubt: settle it first");
    return {};
  };
  abort_wanted_ = false;
  outcome_.reset();
  decline_code_.clear();
  decline_text_.clear();
  lines_.clear();
  tries_ = 0;
  service_.reset();
  request_.reset();
  if (const auto* payment = std::get_if<Payment>(&job)) {
    TRY(accept(payment->request));
    if (memory_.open) return refuse(ErrorCode::conflict, "this payment has been sent: it can only be resolved");
    request_ = payment->request;
    note_ = {};
    proceed(now);
  } else if (const auto* resolve = std::get_if<Resolve>(&job)) {
    TRY(accept(resolve->request));
    auto note = ZvtNote::decode(resolve->note);
    request_ = resolve->request;
    note_ = note.value_or(ZvtNote{});
    ask(now);
  } else if (const auto* decided = std::get_if<Decided>(&job)) {
    TRY(accept(decided->request));
    const auto note = ZvtNote::decode(decided->note);
    request_ = decided->request;
    if (decided->charged && note && note->seen_unique_id) memory_.unique_id = note->seen_unique_id;
    Outcome outcome;
    outcome.verdict = decided->charged ? Verdict::approved : Verdict::not_charged;
    outcome.amount = decided->charged ? decided->amount.value_or(decided->request.total().minor()) : 0;
    outcome.learnt_later = true;
    outcome.text_key = decided->charged ? "eft.result.approved" : "eft.result.not_charged";
    learned_ = false;  // the terminal's last transaction has to be read anew
    finish(std::move(outcome), now);
  } else {
    const ServiceKind kind = std::get<Service>(job).kind;
    if (kind == ServiceKind::day_end && memory_.open)
      return refuse(ErrorCode::conflict, "a payment on this terminal is in doubt: settle it first");
    service_ = kind;
    report_ = {.kind = kind};
    proceed(now);
  }
  drain(now);
  return {};
}

/// The next step towards the job's own command.
void ZvtTerminal::proceed(Instant now) {
  if (abort_wanted_ && is_payment() && !asking()) return nothing_sent("eft.result.aborted", {}, now);
  if (!link_up_) return open_link(now);
  if (!registered_ || service_ == ServiceKind::log_in) {
    return begin(zvt_registration(settings_.password, settings_.config, currency_, offers(settings_)),
                 Stage::registering, now);
  }
  if (asking()) {
    busy_until_ = busy_until_.value_or(now.plus_seconds(180));
    return begin(zvt_status_enquiry({}, {}), Stage::enquiring, now);
  }
  if (is_payment() && !learned_ && settings_.repeat_status)
    return begin(zvt_repeat_receipt(settings_.password, 0x03), Stage::learning, now);
  if (is_payment()) return arm(now);
  begin(job_command(), Stage::running, now,
        service_ == ServiceKind::log_off ? ZvtDialogue::Ending::at_once : ZvtDialogue::Ending::by_completion);
}

void ZvtTerminal::begin(ZvtCommand command, Stage stage, Instant now, ZvtDialogue::Ending ending) {
  enter(stage);
  dialogue_ = std::make_unique<ZvtDialogue>(std::move(command), ending);
  const bool books = is_payment();
  collector_.emplace(books ? ReceiptCopy::merchant : ReceiptCopy::admin, charset_);
  dialogue_->start(now);
}

void ZvtTerminal::on_event(const ZvtDialogue::Event& event, Instant now) {
  if (event.kind == Kind::silent && stage_ != Stage::idle) {
    drop_link();
    return link_gone(now);
  }
  switch (stage_) {
    case Stage::registering:
      return on_registering(event, now);
    case Stage::learning:
      return on_learning(event, now);
    case Stage::running:
      return is_payment() ? on_running(event, now) : on_service_event(event, now);
    case Stage::enquiring:
      return on_enquiring(event, now);
    case Stage::repeating:
      return on_repeating(event, now);
    case Stage::idle:
    case Stage::connecting:
    case Stage::arming:
    case Stage::pausing:
    case Stage::waiting:
    case Stage::deciding:
      return;
  }
}

void ZvtTerminal::on_registering(const ZvtDialogue::Event& event, Instant now) {
  if (event.kind == Kind::refused || event.kind == Kind::aborted) {
    const std::uint8_t code = event.kind == Kind::refused
                                  ? static_cast<std::uint8_t>(event.apdu.control & 0xFF)
                                  : decode_terminal_abort(event.apdu.data).result.value_or(0xFF);
    dialogue_->answer(now);
    drain(now);
    dialogue_.reset();
    if (asking()) return code == zvt_busy ? ask_soon(now) : ask_later(now);
    return nothing_sent(std::string{result_key(code)}, hex_of(code), now);
  }
  if (event.kind == Kind::status || event.kind == Kind::print) return dialogue_->answer(now);
  if (event.kind != Kind::completed) return;
  const Completion completion = decode_completion(event.apdu.data);
  dialogue_->answer(now);
  drain(now);
  dialogue_.reset();
  registered_ = true;
  if (!completion.terminal_id.empty()) memory_.terminal_id = completion.terminal_id;
  if (const Tlv* agreed = find_tlv(completion.fields.tlv, 0x14); agreed != nullptr && agreed->value.size() == 1)
    charset_ = charset_of(octet(agreed->value, 0)).value_or(charset_);
  if (settings_.offer_sequence_ids && find_tlv(completion.fields.tlv, 0x1F73) != nullptr) sequence_.agree();
  if (service_ == ServiceKind::log_in) return finish_service(ServiceReport::Result::done, "eft.result.approved", {});
  proceed(now);
}

void ZvtTerminal::on_learning(const ZvtDialogue::Event& event, Instant now) {
  switch (event.kind) {
    case Kind::status: {
      const StatusInformation status = decode_status_information(event.apdu.data, charset_);
      if (status.result == 0 && mark_of(status).known()) memory_.last = mark_of(status);
      return dialogue_->answer(now);
    }
    case Kind::print:
      return dialogue_->answer(now);
    case Kind::completed:
    case Kind::aborted:
    case Kind::refused:
      dialogue_->answer(now);
      drain(now);
      dialogue_.reset();
      learned_ = true;
      return proceed(now);
    case Kind::begun:
    case Kind::progress:
    case Kind::silent:
      return;
  }
}

void ZvtTerminal::on_time(Instant now) {
  wire_.on_time(now);
  if (dialogue_) dialogue_->on_time(now);
  drain(now);
  if (!timer_ || now < *timer_) return;
  timer_.reset();
  if (stage_ == Stage::connecting) {
    drop_link();
    link_gone(now);
  } else if (stage_ == Stage::pausing || stage_ == Stage::waiting) {
    proceed(now);
  }
  drain(now);
}

void ZvtTerminal::abort(Instant now) {
  if (!is_payment() || asking() || stage_ == Stage::deciding) return;
  if (!abort_wanted_) show("eft.job.stopping");
  abort_wanted_ = true;
  if (stage_ == Stage::running && dialogue_) dialogue_->abort(now);
  drain(now);
}

void ZvtTerminal::record(Record entry, After after) {
  entry.number = ++recorded_;
  if (request_) entry.attempt = request_->attempt;
  if (after != After::nothing) {
    awaited_ = entry.number;
    after_ = after;
  }
  actions_.push_back(std::move(entry));
}

void ZvtTerminal::on_recorded(std::uint64_t number, Instant now) {
  if (number == 0 || number != awaited_) return;
  awaited_ = 0;
  switch (after_) {
    case After::nothing:
      break;
    case After::send_command:
      if (abort_wanted_) {
        nothing_sent("eft.result.aborted", {}, now);
      } else {
        begin(job_command(), Stage::running, now);
      }
      break;
    case After::answer:
      if (dialogue_) dialogue_->answer(now);
      break;
    case After::finish:
      if (dialogue_) {
        dialogue_->answer(now);
        drain(now);
        dialogue_.reset();
      }
      finished();
      break;
  }
  drain(now);
}

void ZvtTerminal::show(std::string_view key, std::string text) {
  actions_.push_back(Progress{std::string{key}, std::move(text)});
}

std::optional<Action> ZvtTerminal::poll() {
  if (actions_.empty()) return std::nullopt;
  Action front = std::move(actions_.front());
  actions_.pop_front();
  return front;
}

std::optional<Instant> ZvtTerminal::deadline() const {
  std::optional<Instant> first = timer_;
  for (const auto& other : {dialogue_ ? dialogue_->deadline() : std::nullopt, wire_.deadline()})
    if (other && (!first || *other < *first)) first = other;
  return first;
}
}  // namespace holdfast::eft
