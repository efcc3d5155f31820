#include "payments/card_payment.h"

#include <array>

#include "base/json.h"

namespace holdfast::payments {
namespace {
constexpr std::array<std::string_view, 3> kinds{"sale", "refund", "reversal"};
constexpr std::array<std::string_view, 3> copies{"merchant", "customer", "admin"};

std::string text_of(const Json& object, std::string_view name) {
  const Json* member = object.find(name);
  return member != nullptr && member->is_string() ? member->text() : std::string{};
}
std::int64_t integer_of(const Json& object, std::string_view name) {
  const Json* member = object.find(name);
  return member != nullptr && member->is_number() ? member->integer().value_or(0) : 0;
}
bool flag_of(const Json& object, std::string_view name) {
  const Json* member = object.find(name);
  return member != nullptr && member->truth();
}

void card_json(JsonWriter& json, const CardFacts& card) {
  json.key("card");
  if (card == CardFacts{}) {
    json.null();
    return;
  }
  json.begin_object().member("brand", card.brand).member("lastFour", card.last_four).member("entry", card.entry);
  json.end_object();
}
void terminal_json(JsonWriter& json, std::string_view name, const std::optional<TerminalReference>& terminal) {
  json.key(name);
  if (!terminal || *terminal == TerminalReference{}) {
    json.null();
    return;
  }
  json.begin_object().member("terminalId", terminal->terminal_id).member("transaction", terminal->transaction);
  json.member("receipt", terminal->receipt).member("at", terminal->at).end_object();
}
void copy_json(JsonWriter& json, const CardPayment& payment, TerminalLine::Copy copy) {
  json.key(name_of(copy)).begin_array();
  for (const TerminalLine& line : payment.lines)
    if (line.copy == copy) json.value(line.text);
  json.end_array();
}
void live_json(JsonWriter& json, const Live& live, int utc_offset_min) {
  json.key("progress");
  if (live.progress)
    json.begin_object()
        .member("key", live.progress->key)
        .member("text", live.progress->text)
        .key("at")
        .time(live.progress->at, utc_offset_min)
        .end_object();
  else
    json.null();
  json.key("question");
  if (!live.question) {
    json.null();
    return;
  }
  json.begin_object()
      .member("number", static_cast<std::int64_t>(live.question->number))
      .member("kind", live.question->kind);
  json.member("key", live.question->key).member("text", live.question->text).key("choices").begin_array();
  for (const std::string& choice : live.question->choices) json.value(choice);
  json.end_array().end_object();
}
void decision_json(JsonWriter& json, const std::optional<Decision>& decision, int utc_offset_min) {
  json.key("decision");
  if (!decision) {
    json.null();
    return;
  }
  json.begin_object()
      .member("charged", decision->charged)
      .member("amount", decision->amount)
      .member("reason", decision->reason);
  json.member("staff", decision->staff_code)
      .nullable("approver", decision->approver_code)
      .key("at")
      .time(decision->at, utc_offset_min);
  json.end_object();
}
}  // namespace

std::string_view CardPayment::words() const {
  if (!contradiction.empty()) return "eft.result.contradiction";
  if (decision && state != AttemptState::manual)
    return decision->charged ? "eft.result.approved" : "eft.result.not_charged";
  if (result) return result->words;
  return state == AttemptState::abandoned ? "eft.result.not_sent" : "";
}

std::string_view name_of(AttemptKind kind) { return kinds[static_cast<std::size_t>(kind)]; }
std::optional<AttemptKind> parse_attempt_kind(std::string_view name) {
  for (std::size_t i = 0; i < kinds.size(); ++i)
    if (kinds[i] == name) return static_cast<AttemptKind>(i);
  return std::nullopt;
}
std::string_view name_of(TerminalLine::Copy copy) { return copies[static_cast<std::size_t>(copy)]; }

std::int64_t CardPayment::taken_in_all() const {
  if (state != AttemptState::approved) return 0;
  return kind == AttemptKind::reversal ? approved : approved + tip_taken + cashback_taken;
}

std::string encode(const CardResult& result) {
  std::string out;
  JsonWriter json{out};
  json.begin_object().member("verdict", result.verdict).member("amount", result.amount).member("tip", result.tip);
  json.member("cashback", result.cashback).member("brand", result.card.brand).member("lastFour", result.card.last_four);
  json.member("entry", result.card.entry).member("terminalId", result.terminal.terminal_id);
  json.member("transaction", result.terminal.transaction)
      .member("receipt", result.terminal.receipt)
      .member("at", result.terminal.at);
  json.member("approvalCode", result.approval_code).member("signature", result.signature_required);
  json.member("learntLater", result.learnt_later)
      .member("person", result.person_needed)
      .member("offline", result.offline);
  json.member("words", result.words).member("code", result.code).member("detail", result.detail).end_object();
  return out;
}

std::optional<CardResult> decode_card_result(std::string_view text) {
  const auto json = parse_json(text);
  if (!json || !json->is_object()) return std::nullopt;
  CardResult result;
  result.verdict = text_of(*json, "verdict");
  result.amount = integer_of(*json, "amount");
  result.tip = integer_of(*json, "tip");
  result.cashback = integer_of(*json, "cashback");
  result.card = {text_of(*json, "brand"), text_of(*json, "lastFour"), text_of(*json, "entry")};
  result.terminal = {text_of(*json, "terminalId"), text_of(*json, "transaction"), text_of(*json, "receipt"),
                     text_of(*json, "at")};
  result.approval_code = text_of(*json, "approvalCode");
  result.signature_required = flag_of(*json, "signature");
  result.learnt_later = flag_of(*json, "learntLater");
  result.person_needed = flag_of(*json, "person");
  result.offline = flag_of(*json, "offline");
  result.words = text_of(*json, "words");
  result.code = text_of(*json, "code");
  result.detail = text_of(*json, "detail");
  return result;
}

void append_json(JsonWriter& json, const CardPayment& payment, int utc_offset_min, const Live& live) {
  const CardResult said = payment.result.value_or(CardResult{});
  json.begin_object()
      .member("id", payment.id)
      .member("orderId", payment.order)
      .member("registerId", payment.register_id);
  json.member("deviceId", payment.device).member("tender", payment.tender).member("kind", name_of(payment.kind));
  json.member("state", name_of(payment.state)).member("live", is_live(payment.state)).member("amount", payment.amount);
  json.member("approvedAmount", payment.taken_in_all())
      .member("tip", payment.kind == AttemptKind::reversal ? 0 : payment.tip_taken);
  json.member("cashback", payment.kind == AttemptKind::reversal ? 0 : payment.cashback_taken)
      .member("currency", payment.currency);
  json.member("reference", payment.reference);
  json.key("asked").begin_object().member("tip", payment.tip).member("cashback", payment.cashback).end_object();
  card_json(json, said.card);
  terminal_json(json, "terminal", said.terminal);
  terminal_json(json, "original", payment.original);
  json.member("approvalCode", said.approval_code).member("signatureRequired", said.signature_required);
  json.member("offline", said.offline).member("learntLater", said.learnt_later);
  json.member("verdict", said.verdict).member("words", payment.words()).member("code", said.code);
  json.member("detail", payment.contradiction.empty() ? said.detail : payment.contradiction);
  json.member("personNeeded", payment.person_needed());
  decision_json(json, payment.decision, utc_offset_min);
  json.key("receipt").begin_object();
  copy_json(json, payment, TerminalLine::Copy::merchant);
  copy_json(json, payment, TerminalLine::Copy::customer);
  json.end_object();
  live_json(json, live, utc_offset_min);
  json.key("createdAt")
      .time(payment.created_at, utc_offset_min)
      .key("changedAt")
      .time(payment.changed_at, utc_offset_min);
  json.end_object();
}
}  // namespace holdfast::payments
