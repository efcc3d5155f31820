#include <algorithm>
#include <array>

#include "base/json_writer.h"
#include "eft/nexo_terminal.h"
#include "eft/texts.h"

/// What became of a payment (hardware reference 11.3), and how an answer is judged.
namespace holdfast::eft {
namespace {
constexpr std::int64_t query_limit_s = 30;
constexpr std::int64_t in_progress_pause_s = 5;
constexpr std::int64_t second_look_s = 5;
constexpr std::array<std::int64_t, 4> pauses_s{2, 5, 10, 30};
constexpr std::array<std::string_view, 11> nothing_charged{
    "Busy",          "Cancel",     "DeviceOut",          "InsertedCard", "InvalidCard", "LoggedOut",
    "MessageFormat", "NotAllowed", "PaymentRestriction", "Refusal",      "WrongPIN"};

std::string text(const Json& json, std::string_view name) {
  const Json* member = json.find(name);
  return member != nullptr && member->is_string() ? member->text() : std::string{};
}
std::optional<std::int64_t> integer(const Json& json, std::string_view name) {
  const Json* member = json.find(name);
  return member != nullptr ? member->integer() : std::nullopt;
}
NexoFinding doubtful(std::string why) { return {true, {}, std::move(why)}; }

NexoFinding judge_failure(const NexoPayment& payment, bool final_answer) {
  const std::string& condition = payment.response.condition;
  NexoFinding finding;
  finding.outcome.text_key = std::string{condition_key(condition)};
  finding.outcome.code = condition;
  finding.outcome.detail = payment.response.detail;
  finding.outcome.receipt = payment.receipt;
  const bool at_the_door =
      condition == "Busy" || condition == "LoggedOut" || condition == "MessageFormat" || condition == "NotAllowed";
  finding.outcome.verdict = condition == "Aborted" || condition == "Cancel" ? Verdict::aborted
                            : at_the_door                                   ? Verdict::not_sent
                                                                            : Verdict::declined;
  const bool certain = condition == "Aborted" || std::ranges::find(nothing_charged, condition) != nothing_charged.end();
  if (!certain && !final_answer) return doubtful("the answer does not say whether it was charged: " + condition);
  if (condition == "InProgress" || condition.empty())
    return doubtful("the answer does not say whether it was charged: " + condition);
  return finding;
}
}  // namespace

std::string NexoMemory::encode() const {
  std::string out;
  JsonWriter json{out};
  json.begin_object().member("counter", counter).optional("open", open).end_object();
  return out;
}
NexoMemory NexoMemory::decode(std::string_view encoded) {
  NexoMemory memory;
  const auto json = parse_json(encoded);
  if (!json || !json->is_object()) return memory;
  memory.counter = std::max<std::int64_t>(0, integer(*json, "counter").value_or(0));
  memory.open = parse_uuid(text(*json, "open"));
  return memory;
}
std::string NexoNote::encode() const {
  std::string out;
  JsonWriter json{out};
  json.begin_object().member("serviceId", service_id).member("saleId", sale_id).member("poiId", poi_id);
  json.member("transaction", transaction).member("category", category).member("sent", sent.unix_us()).end_object();
  return out;
}
std::optional<NexoNote> NexoNote::decode(std::string_view encoded) {
  const auto json = parse_json(encoded);
  if (!json || !json->is_object() || !integer(*json, "sent") || text(*json, "serviceId").empty()) return std::nullopt;
  return NexoNote{text(*json, "serviceId"),   text(*json, "saleId"),   text(*json, "poiId"),
                  text(*json, "transaction"), text(*json, "category"), Instant{*integer(*json, "sent")}};
}
std::string service_id_of(std::int64_t counter) {
  constexpr std::string_view digits = "0123456789abcdefghijklmnopqrstuvwxyz";
  std::string out;
  do out.insert(out.begin(), digits[static_cast<std::size_t>(counter % 36)]);
  while ((counter /= 36) > 0);
  return out.size() <= 10 ? out : out.substr(out.size() - 10);
}

NexoFinding judge_nexo(const NexoPayment& payment, const PaymentRequest& request, const NexoNote& note,
                       bool final_answer) {
  using Result = NexoResponse::Result;
  if (payment.response.result == Result::missing) return doubtful("an answer without a result");
  if (payment.response.result == Result::failure) return judge_failure(payment, final_answer);
  if (payment.transaction.empty()) return doubtful("a success without a transaction id");
  const bool reversal = request.kind == PaymentKind::reversal;
  const std::int64_t asked = reversal ? request.amount.minor() : request.total().minor();
  const auto amount = reversal ? std::optional{payment.reversed.value_or(asked)} : payment.authorized;
  if (!amount) return doubtful("a success without an amount");
  if (!payment.sale_transaction.empty() && payment.sale_transaction != note.transaction)
    return doubtful("a success of another sale");
  if (!payment.currency.empty() && payment.currency != request.amount.currency().code())
    return doubtful("a success in another currency");
  NexoFinding finding;
  Outcome& outcome = finding.outcome;
  outcome.verdict = *amount < asked ? Verdict::partially_approved : Verdict::approved;
  const std::int64_t tip_asked = request.tip ? request.tip->minor() : 0;
  outcome.tip = payment.tip.value_or(tip_asked);
  outcome.cashback = payment.cashback.value_or(request.cashback ? request.cashback->minor() : 0);
  if (*amount == 0 || (*amount > asked && *amount != asked + outcome.tip - tip_asked) || (reversal && *amount != asked))
    return doubtful("asked for " + std::to_string(asked) + ", the terminal says " + std::to_string(*amount));
  outcome.amount = *amount;
  outcome.card = payment.card;
  outcome.approval_code = payment.approval_code;
  outcome.signature_required = payment.signature;
  outcome.terminal = {note.poi_id, payment.transaction, {}, payment.transaction_at};
  outcome.receipt = payment.receipt;
  outcome.text_key = outcome.verdict == Verdict::approved ? "eft.result.approved" : "eft.result.partially_approved";
  return finding;
}

void NexoTerminal::ask(bool abort_first, Instant now) {
  stage_ = Stage::readying;
  timer_.reset();
  exchange_ = 0;
  abort_first_ = abort_first;
  not_found_once_ = false;
  pause_ = 0;
  asking_since_ = now;
  asking_until_ = now.plus_seconds(settings_.recovery_limit_s);
  show("eft.recovery.asking");
  reserve();
  record({.event = payments::AttemptEvent::lost, .memory = memory_.encode()}, After::ask);
}

void NexoTerminal::query(Instant now) {
  stage_ = Stage::asking;
  NexoHeader status = header("TransactionStatus");
  status.service_id = next_service_id();
  exchange_ = post(nexo_status(status, payment_header()));
  timer_ = now.plus_seconds(query_limit_s);
}

void NexoTerminal::on_status_answer(const Result<NexoMessage>& message, Instant now) {
  if (!message || message->payload != "TransactionStatusResponse") return ask_with_longer_pauses(now);
  const NexoStatus status = decode_nexo_status(message->body);
  if (status.response.result == NexoResponse::Result::success) {
    if (!status.repeated || status.repeated->payload != note_.category + "Response")
      return for_a_person("the terminal repeats something else");
    const std::string& repeated_id = status.repeated->header.service_id;
    if (!repeated_id.empty() && repeated_id != note_.service_id)
      return for_a_person("the terminal repeats another message");
    return settle(judge_nexo(decode_nexo_payment(status.repeated->body, settings_.currency), *request_, note_, true),
                  now);
  }
  if (status.response.condition == "NotFound") return on_not_found(now);
  not_found_once_ = false;
  if (status.response.condition == "InProgress") {
    show("eft.recovery.waiting");
    return ask_later(in_progress_pause_s, now);
  }
  ask_with_longer_pauses(now);
}

/// Never reached the terminal, or older than it remembers. Asked twice, for a message may still be on its way.
void NexoTerminal::on_not_found(Instant now) {
  if (note_.poi_id != settings_.poi_id) return for_a_person("another terminal was asked");
  if (now.unix_us() - note_.sent.unix_us() > seconds_per_day * 1'000'000)
    return for_a_person("the terminal may have forgotten it");
  if (!not_found_once_) {
    not_found_once_ = true;
    return ask_later(second_look_s, now);
  }
  Outcome outcome;
  outcome.verdict = Verdict::not_charged;
  outcome.text_key = "eft.result.not_charged";
  outcome.code = "NotFound";
  outcome.learnt_later = true;
  finish(std::move(outcome));
}

void NexoTerminal::ask_later(std::int64_t seconds, Instant now) {
  if (now >= *asking_until_) return unreachable();
  stage_ = Stage::pausing;
  timer_ = now.plus_seconds(seconds);
}
void NexoTerminal::ask_with_longer_pauses(Instant now) {
  not_found_once_ = false;
  if (pause_ == 2) show("eft.recovery.unreachable");
  const std::int64_t seconds = pauses_s[std::min(pause_, pauses_s.size() - 1)];
  ++pause_;
  ask_later(seconds, now);
}

void NexoTerminal::unreachable() {
  Outcome outcome;
  outcome.verdict = Verdict::in_doubt;
  outcome.text_key = "eft.recovery.unreachable";
  outcome.learnt_later = true;
  finish(std::move(outcome));
}
void NexoTerminal::for_a_person(std::string why) {
  Outcome outcome;
  outcome.verdict = Verdict::in_doubt;
  outcome.person_needed = true;
  outcome.learnt_later = true;
  outcome.text_key = "eft.recovery.person";
  outcome.detail = std::move(why);
  show("eft.recovery.person");
  finish(std::move(outcome));
}
}  // namespace holdfast::eft
