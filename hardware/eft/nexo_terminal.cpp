#include "eft/nexo_terminal.h"

#include "base/check.h"
#include "eft/texts.h"

namespace holdfast::eft {
namespace {
constexpr std::int64_t reserved_ids = 10'000;
}  // namespace

NexoTerminal::NexoTerminal(NexoSettings settings, std::string_view memory)
    : settings_{std::move(settings)}, memory_{NexoMemory::decode(memory)}, counter_{memory_.counter} {}

Features NexoTerminal::features() const {
  return {.link = false,
          .stream = false,
          .reversal = true,
          .cashback = true,
          .tip = true,
          .day_end = true,
          .unattended_recovery = true};
}

NexoHeader NexoTerminal::header(std::string category) const {
  return {"Service", std::move(category), "Request", {}, settings_.sale_id, settings_.poi_id, {}};
}
NexoHeader NexoTerminal::payment_header() const {
  NexoHeader running = header(note_.category);
  running.service_id = note_.service_id;
  running.sale_id = note_.sale_id;
  running.poi_id = note_.poi_id;
  return running;
}
std::string NexoTerminal::next_service_id() {
  check(counter_ < memory_.counter);  // every number that leaves has been reserved on disk
  return service_id_of(++counter_);
}
/// Numbers for this job and all its questions; written with the record that precedes the first message.
void NexoTerminal::reserve() {
  if (memory_.counter - counter_ < reserved_ids / 2) memory_.counter = counter_ + reserved_ids;
}

std::string NexoTerminal::sealed(std::string message) const {
  if (!settings_.key) return message;
  NexoNonce nonce{};
  for (std::size_t i = 0; i < nonce.size(); i += 8) {
    const std::uint64_t bits = settings_.random();
    for (std::size_t j = 0; j < 8; ++j) nonce[i + j] = static_cast<std::uint8_t>(bits >> (8 * j));
  }
  return seal_nexo(message, *settings_.key, nonce);
}

std::uint32_t NexoTerminal::post(const std::string& message) {
  actions_.push_back(Trace{true, message});  // our own messages hold no card data
  actions_.push_back(Send{++exchanges_, sealed(message)});
  return exchanges_;
}
void NexoTerminal::close_exchange() {
  if (exchange_ != 0) actions_.push_back(CloseExchange{exchange_});
  exchange_ = 0;
}

Result<> NexoTerminal::start(const Job& job, Instant now) {
  if (stage_ != Stage::idle) return refuse(ErrorCode::busy, "the terminal has a job");
  const auto accept = [&](const PaymentRequest& request) -> Result<> {
    if (request.amount.minor() <= 0) return refuse(ErrorCode::invalid_argument, "not an amount a terminal can take");
    if (request.amount.currency() != settings_.currency)
      return refuse(ErrorCode::invalid_argument, "the terminal works in another currency");
    if (request.kind == PaymentKind::reversal && (!request.original || request.original->transaction.empty()))
      return refuse(ErrorCode::invalid_argument, "a reversal names what it takes back");
    if (memory_.open && *memory_.open != request.attempt)
      return refuse(ErrorCode::conflict, "another payment on this terminal is in doubt: settle it first");
    return {};
  };
  abort_wanted_ = false;
  request_.reset();
  service_.reset();
  outcome_.reset();
  if (const auto* payment = std::get_if<Payment>(&job)) {
    TRY(accept(payment->request));
    if (memory_.open) return refuse(ErrorCode::conflict, "this payment has been sent: it can only be resolved");
    request_ = payment->request;
    reserve();
    note_ = {next_service_id(),
             settings_.sale_id,
             settings_.poi_id,
             to_string(request_->attempt),
             request_->kind == PaymentKind::reversal ? "Reversal" : "Payment",
             now};
    memory_.open = request_->attempt;
    stage_ = Stage::arming;
    record({.event = payments::AttemptEvent::arm, .note = note_.encode(), .memory = memory_.encode()},
           After::send_payment);
  } else if (const auto* resolve = std::get_if<Resolve>(&job)) {
    TRY(accept(resolve->request));
    request_ = resolve->request;
    const auto note = NexoNote::decode(resolve->note);
    note_ = note.value_or(NexoNote{});
    if (!note) {
      record({.event = payments::AttemptEvent::lost}, After::nothing);
      for_a_person("the note of this payment cannot be read");
      return {};
    }
    ask(true, now);
  } else if (const auto* decided = std::get_if<Decided>(&job)) {
    TRY(accept(decided->request));
    request_ = decided->request;
    note_ = NexoNote::decode(decided->note).value_or(NexoNote{});
    Outcome outcome;
    outcome.verdict = decided->charged ? Verdict::approved : Verdict::not_charged;
    outcome.amount = decided->charged ? decided->amount.value_or(decided->request.total().minor()) : 0;
    outcome.learnt_later = true;
    outcome.text_key = decided->charged ? "eft.result.approved" : "eft.result.not_charged";
    finish(std::move(outcome));
  } else {
    const ServiceKind kind = std::get<Service>(job).kind;
    if (kind == ServiceKind::day_end && memory_.open)
      return refuse(ErrorCode::conflict, "a payment on this terminal is in doubt: settle it first");
    if (kind == ServiceKind::repeat_receipt || kind == ServiceKind::log_off || kind == ServiceKind::initialise)
      return refuse(ErrorCode::invalid_argument, "not offered by this protocol");
    service_ = kind;
    report_ = {.kind = kind};
    stage_ = Stage::serving;
    reserve();
    record({.memory = memory_.encode()}, After::serve);
  }
  return {};
}

void NexoTerminal::send_payment(Instant now) {
  stage_ = Stage::running;
  show("eft.job.follow_terminal");
  const std::string message = request_->kind == PaymentKind::reversal
                                  ? nexo_reversal(payment_header(), *request_, note_.transaction, "MerchantCancel", now)
                                  : nexo_payment(payment_header(), *request_, note_.transaction, now);
  exchange_ = post(message);
  timer_ = now.plus_seconds(settings_.wait_s);
}

void NexoTerminal::send_abort() {
  NexoHeader abort = header("Abort");
  abort.service_id = next_service_id();
  (void)post(nexo_abort(abort, payment_header()));  // its answer says nothing
}

void NexoTerminal::abort(Instant) {
  if (!request_ || asking_since_ || stage_ == Stage::deciding || abort_wanted_) return;
  abort_wanted_ = true;
  show("eft.job.stopping");
  if (stage_ == Stage::running) send_abort();
}

void NexoTerminal::on_bytes(std::uint32_t exchange, std::string_view bytes, Instant now) {
  if (exchange != 0 && exchange != exchange_) return;  // of an abort, or of one we have given up
  const auto opened = open_nexo(bytes, settings_.key.get());
  const Result<NexoMessage> message = opened ? decode_nexo(*opened) : tl::unexpected<Error>(opened.error());
  actions_.push_back(Trace{false, message ? message->payload + " " + message->header.service_id : "not understood"});
  if (exchange == 0) {
    if (message && message->envelope == "SaleToPOIRequest") on_terminal_request(*message, now);
    return;
  }
  exchange_ = 0;
  timer_.reset();
  switch (stage_) {
    case Stage::running:
      return on_payment_answer(message, now);
    case Stage::asking:
      return on_status_answer(message, now);
    case Stage::serving:
      return on_service_answer(message);
    case Stage::idle:
    case Stage::arming:
    case Stage::readying:
    case Stage::pausing:
    case Stage::deciding:
      return;
  }
}

void NexoTerminal::on_exchange_lost(std::uint32_t exchange, Instant now) {
  if (exchange == 0 || exchange != exchange_) return;
  exchange_ = 0;
  timer_.reset();
  if (stage_ == Stage::running) return ask(false, now);
  if (stage_ == Stage::asking) return ask_with_longer_pauses(now);
  if (stage_ == Stage::serving) finish_service(ServiceReport::Result::unknown, "eft.result.no_answer", {});
}
void NexoTerminal::on_link_lost(Instant now) {
  if (exchange_ != 0) actions_.push_back(CloseExchange{exchange_});  // what has not left must not leave later
  on_exchange_lost(exchange_, now);
}

void NexoTerminal::on_time(Instant now) {
  if (!timer_ || now < *timer_) return;
  timer_.reset();
  if (stage_ == Stage::pausing) return query(now);
  close_exchange();
  if (stage_ == Stage::running) return ask(true, now);
  if (stage_ == Stage::asking) return ask_with_longer_pauses(now);
  if (stage_ == Stage::serving) finish_service(ServiceReport::Result::unknown, "eft.result.no_answer", {});
}

void NexoTerminal::on_payment_answer(const Result<NexoMessage>& message, Instant now) {
  const bool ours =
      message && message->header.service_id == note_.service_id && message->payload == note_.category + "Response";
  if (!ours) return ask(false, now);
  settle(judge_nexo(decode_nexo_payment(message->body, settings_.currency), *request_, note_, false), now);
}
void NexoTerminal::settle(NexoFinding finding, Instant now) {
  if (finding.doubtful && asking_since_) return for_a_person(finding.why);
  if (finding.doubtful) return ask(false, now);
  finding.outcome.learnt_later = asking_since_.has_value();
  finish(std::move(finding.outcome));
}

void NexoTerminal::record(Record entry, After after) {
  entry.number = ++recorded_;
  if (request_) entry.attempt = request_->attempt;
  if (after != After::nothing) {
    awaited_ = entry.number;
    after_ = after;
  }
  actions_.push_back(std::move(entry));
}

void NexoTerminal::on_recorded(std::uint64_t number, Instant now) {
  if (number == 0 || number != awaited_) return;
  awaited_ = 0;
  switch (after_) {
    case After::nothing:
      return;
    case After::send_payment: {
      if (!abort_wanted_) return send_payment(now);
      Outcome outcome;
      outcome.verdict = Verdict::aborted;
      outcome.text_key = "eft.result.aborted";
      return finish(std::move(outcome));
    }
    case After::ask:
      if (abort_first_) send_abort();
      return query(now);
    case After::serve:
      return serve(now);
    case After::finish:
      return finished();
  }
}

void NexoTerminal::finish(Outcome outcome) {
  stage_ = Stage::deciding;
  timer_.reset();
  close_exchange();
  if (outcome.verdict != Verdict::in_doubt) memory_.open.reset();
  outcome_ = outcome;
  auto lines = outcome.receipt;
  record({.event = event_of(outcome),
          .note = note_.encode(),
          .memory = memory_.encode(),
          .lines = std::move(lines),
          .outcome = std::move(outcome)},
         After::finish);
}
void NexoTerminal::finished() {
  stage_ = Stage::idle;
  asking_since_.reset();
  asking_until_.reset();
  actions_.push_back(PaymentFinished{request_->attempt, std::move(*outcome_)});
  outcome_.reset();
  request_.reset();
}

std::optional<Action> NexoTerminal::poll() {
  if (actions_.empty()) return std::nullopt;
  Action front = std::move(actions_.front());
  actions_.pop_front();
  return front;
}
}  // namespace holdfast::eft
