#include "eft/payment.h"

#include <array>

#include "base/check.h"
#include "base/json.h"
#include "base/json_writer.h"

namespace holdfast::eft {
namespace {
constexpr std::array<std::string_view, 7> verdicts{"approved", "partiallyApproved", "declined", "aborted",
                                                   "notSent",  "notCharged",        "inDoubt"};
constexpr std::array<std::string_view, 3> copies{"merchant", "customer", "admin"};

std::string text_member(const Json& object, std::string_view name) {
  const Json* member = object.find(name);
  return member != nullptr && member->is_string() ? member->text() : std::string{};
}
std::int64_t integer_member(const Json& object, std::string_view name) {
  const Json* member = object.find(name);
  return member != nullptr && member->is_number() ? member->integer().value_or(0) : 0;
}
bool flag_member(const Json& object, std::string_view name) {
  const Json* member = object.find(name);
  return member != nullptr && member->truth();
}
}  // namespace

Money PaymentRequest::total() const {
  Money sum = amount;
  if (cashback) sum += *cashback;
  if (tip) sum += *tip;
  return sum;
}

std::string_view name_of(ReceiptCopy copy) { return copies[static_cast<std::size_t>(copy)]; }
std::string_view name_of(Verdict verdict) { return verdicts[static_cast<std::size_t>(verdict)]; }
std::optional<Verdict> parse_verdict(std::string_view name) {
  for (std::size_t i = 0; i < verdicts.size(); ++i)
    if (verdicts[i] == name) return static_cast<Verdict>(i);
  return std::nullopt;
}

payments::AttemptEvent event_of(const Outcome& outcome) {
  using payments::AttemptEvent;
  switch (outcome.verdict) {
    case Verdict::approved:
    case Verdict::partially_approved:
      return AttemptEvent::approved;
    case Verdict::declined:
      return AttemptEvent::declined;
    case Verdict::aborted:
    case Verdict::not_sent:
      return AttemptEvent::cancelled;
    case Verdict::not_charged:
      return AttemptEvent::denied;
    case Verdict::in_doubt:
      return outcome.person_needed ? AttemptEvent::out_of_queries : AttemptEvent::lost;
  }
  check(false);
  return AttemptEvent::lost;
}

std::string encode_outcome(const Outcome& outcome) {
  std::string text;
  JsonWriter json{text};
  json.begin_object().member("verdict", name_of(outcome.verdict));
  json.member("amount", outcome.amount).member("tip", outcome.tip).member("cashback", outcome.cashback);
  json.member("brand", outcome.card.brand)
      .member("lastFour", outcome.card.last_four)
      .member("entry", outcome.card.entry);
  json.member("terminalId", outcome.terminal.terminal_id).member("transaction", outcome.terminal.transaction);
  json.member("receipt", outcome.terminal.receipt).member("at", outcome.terminal.at);
  json.member("approvalCode", outcome.approval_code).member("signature", outcome.signature_required);
  json.member("learntLater", outcome.learnt_later).member("person", outcome.person_needed);
  json.member("textKey", outcome.text_key).member("code", outcome.code).member("detail", outcome.detail).end_object();
  return text;
}

std::optional<Outcome> decode_outcome(std::string_view text) {
  const auto json = parse_json(text);
  if (!json || !json->is_object()) return std::nullopt;
  const auto verdict = parse_verdict(text_member(*json, "verdict"));
  if (!verdict) return std::nullopt;
  Outcome outcome;
  outcome.verdict = *verdict;
  outcome.amount = integer_member(*json, "amount");
  outcome.tip = integer_member(*json, "tip");
  outcome.cashback = integer_member(*json, "cashback");
  outcome.card = {text_member(*json, "brand"), text_member(*json, "lastFour"), text_member(*json, "entry")};
  outcome.terminal = {text_member(*json, "terminalId"), text_member(*json, "transaction"),
                      text_member(*json, "receipt"), text_member(*json, "at")};
  outcome.approval_code = text_member(*json, "approvalCode");
  outcome.signature_required = flag_member(*json, "signature");
  outcome.learnt_later = flag_member(*json, "learntLater");
  outcome.person_needed = flag_member(*json, "person");
  outcome.text_key = text_member(*json, "textKey");
  outcome.code = text_member(*json, "code");
  outcome.detail = text_member(*json, "detail");
  return outcome;
}
}  // namespace holdfast::eft
