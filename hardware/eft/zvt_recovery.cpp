#include "eft/zvt_recovery.h"

#include <chrono>
#include <cstdlib>

#include "base/json.h"
#include "base/json_writer.h"
#include "eft/bcd.h"

namespace holdfast::eft {
namespace {
constexpr std::int64_t trace_numbers = 1'000'000;
constexpr std::int64_t receipt_numbers = 10'000;
/// A summer-time change may lie between measuring the clocks and asking.
constexpr std::int64_t clock_tolerance_s = 3'700;

/// Numbers run upwards and start anew at the top. Long traces (more digits) never wrap in a terminal's life.
bool is_later(std::int64_t number, std::int64_t before, std::int64_t modulus) {
  if (number >= modulus || before >= modulus) return number > before;
  const std::int64_t ahead = (number - before + modulus) % modulus;
  return ahead > 0 && ahead < modulus / 2;
}
bool is_later(const ZvtMark& mark, const ZvtMark& before) {
  if (mark.trace && before.trace) return is_later(*mark.trace, *before.trace, trace_numbers);
  if (mark.receipt && before.receipt) return is_later(*mark.receipt, *before.receipt, receipt_numbers);
  return false;
}

std::optional<std::string> bytes_of_hex(std::string_view hex) {
  if (hex.size() % 2 != 0) return std::nullopt;
  std::string out;
  for (std::size_t i = 0; i < hex.size(); i += 2) {
    const auto digit = [](char c) { return c >= '0' && c <= '9' ? c - '0' : c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1; };
    if (digit(hex[i]) < 0 || digit(hex[i + 1]) < 0) return std::nullopt;
    out += static_cast<char>(digit(hex[i]) << 4 | digit(hex[i + 1]));
  }
  return out;
}

std::optional<std::int64_t> integer(const Json& json, std::string_view name) {
  const Json* member = json.find(name);
  return member != nullptr ? member->integer() : std::nullopt;
}
std::string text(const Json& json, std::string_view name) {
  const Json* member = json.find(name);
  return member != nullptr && member->is_string() ? member->text() : std::string{};
}
std::optional<std::string> bytes(const Json& json, std::string_view name) {
  const Json* member = json.find(name);
  return member != nullptr && member->is_string() ? bytes_of_hex(member->text()) : std::nullopt;
}
void write_hex(JsonWriter& json, std::string_view name, const std::optional<std::string>& value) {
  if (value) json.member(name, hex_of(*value));
}
}  // namespace

ZvtMark mark_of(const StatusInformation& status) { return {status.trace, status.receipt}; }

std::string ZvtMemory::encode() const {
  std::string out;
  JsonWriter json{out};
  json.begin_object().optional("trace", last.trace).optional("receipt", last.receipt).member("terminalId", terminal_id);
  write_hex(json, "uniqueId", unique_id);
  json.optional("clockOffset", clock_offset_s).optional("open", open).end_object();
  return out;
}
ZvtMemory ZvtMemory::decode(std::string_view encoded) {
  ZvtMemory memory;
  const auto json = parse_json(encoded);
  if (!json || !json->is_object()) return memory;
  memory.last = {integer(*json, "trace"), integer(*json, "receipt")};
  memory.terminal_id = text(*json, "terminalId");
  memory.unique_id = bytes(*json, "uniqueId");
  memory.clock_offset_s = integer(*json, "clockOffset");
  memory.open = parse_uuid(text(*json, "open"));
  return memory;
}

std::string ZvtNote::encode() const {
  std::string out;
  JsonWriter json{out};
  json.begin_object()
      .optional("trace", before.trace)
      .optional("receipt", before.receipt)
      .member("terminalId", terminal_id);
  json.optional("clockOffset", clock_offset_s).member("sent", sent.unix_us());
  write_hex(json, "uniqueId", seen_unique_id);
  if (answered) json.key("answered").raw(encode_outcome(*answered));
  json.end_object();
  return out;
}
std::optional<ZvtNote> ZvtNote::decode(std::string_view encoded) {
  const auto json = parse_json(encoded);
  if (!json || !json->is_object() || !integer(*json, "sent")) return std::nullopt;
  ZvtNote note;
  note.before = {integer(*json, "trace"), integer(*json, "receipt")};
  note.terminal_id = text(*json, "terminalId");
  note.clock_offset_s = integer(*json, "clockOffset");
  note.sent = Instant{*integer(*json, "sent")};
  note.seen_unique_id = bytes(*json, "uniqueId");
  // The stored answer is an object inside; its text is at the end, as we wrote it.
  if (json->find("answered") != nullptr) {
    const auto at = encoded.find("\"answered\":");
    note.answered = decode_outcome(encoded.substr(at + 11, encoded.size() - at - 12));
    if (!note.answered) return std::nullopt;
  }
  return note;
}

std::optional<std::int64_t> clock_offset(const StatusInformation& status, Instant now) {
  using namespace std::chrono;
  if (!status.month || !status.seconds_of_day) return std::nullopt;
  const std::int64_t now_s = now.unix_us() / 1'000'000;
  const year_month_day today{floor<days>(sys_seconds{seconds{now_s}})};
  std::optional<std::int64_t> best;
  for (int step = -1; step <= 1; ++step) {
    const year_month_day date{today.year() + years{step}, month{static_cast<unsigned>(*status.month)},
                              day{static_cast<unsigned>(*status.day)}};
    if (!date.ok()) continue;
    const std::int64_t at = sys_days{date}.time_since_epoch().count() * seconds_per_day + *status.seconds_of_day;
    if (!best || std::llabs(at - now_s) < std::llabs(*best)) best = at - now_s;
  }
  return best;
}

namespace {
using Kind = ZvtFinding::Kind;

/// What was asked for, and on top of it a tip that the customer added at the terminal.
bool has_tip_added(const StatusInformation& last, const PaymentRequest& request) {
  const std::int64_t asked = request.tip ? request.tip->minor() : 0;
  return request.kind == PaymentKind::sale && last.tip && *last.amount == request.total().minor() + *last.tip - asked;
}

ZvtFinding judge_reversal_entry(const StatusInformation& last, const ZvtNote& note, const PaymentRequest& request) {
  const bool as_answered = request.kind == PaymentKind::sale && note.answered && note.answered->amount == *last.amount;
  if (last.amount != request.total().minor() && !as_answered && !has_tip_added(last, request))
    return {Kind::unclear, "the terminal reversed another amount"};
  const std::string original = std::to_string(*last.original_trace);
  if (request.kind == PaymentKind::reversal) {
    if (request.original && request.original->transaction != original)
      return {Kind::unclear, "another payment was reversed"};
    if (last.result == 0) return {Kind::ours, {}};
    return {Kind::ours_failed, {}};
  }
  const bool ours = note.answered
                        ? note.answered->terminal.transaction == original
                        : note.before.trace && is_later(*last.original_trace, *note.before.trace, trace_numbers);
  return ours ? ZvtFinding{Kind::none, "the terminal has reversed it"}
              : ZvtFinding{Kind::unclear, "another payment was reversed"};
}

bool is_long_ago(const StatusInformation& last, const ZvtNote& note) {
  if (!note.clock_offset_s) return false;
  const auto offset = clock_offset(last, note.sent);  // relative to when we sent: negative is before
  return offset && *offset - *note.clock_offset_s < -clock_tolerance_s;
}
}  // namespace

ZvtFinding judge_repeat(const StatusInformation& last, const ZvtNote& note, const PaymentRequest& request,
                        int currency) {
  const ZvtMark mark = mark_of(last);
  if (!mark.known() || !last.result || !last.amount)
    return {Kind::unclear, "the terminal's answer lacks trace, result or amount"};
  if (!note.terminal_id.empty() && !last.terminal_id.empty() && note.terminal_id != last.terminal_id)
    return {Kind::unclear, "another terminal id answers"};
  if (!note.before.known()) return {Kind::unclear, "the terminal's last transaction before this one is not known"};
  if (mark == note.before) return {Kind::none, "the terminal's last transaction is the one before"};
  if (!is_later(mark, note.before)) return {Kind::unclear, "the terminal's numbers went back"};
  if (is_long_ago(last, note)) return {Kind::unclear, "the terminal's last transaction is older"};
  if (last.currency && *last.currency != currency) return {Kind::unclear, "another currency"};
  if (last.original_trace.value_or(0) != 0) return judge_reversal_entry(last, note, request);
  if (request.kind == PaymentKind::reversal) return {Kind::unclear, "the last transaction is no reversal"};
  const std::int64_t total = request.total().minor();
  const bool stored_answer = note.answered &&
                             note.answered->terminal.transaction == std::to_string(last.trace.value_or(-1)) &&
                             note.answered->amount == *last.amount;
  if (*last.amount != total && !stored_answer && !has_tip_added(last, request))
    return {Kind::unclear, "another amount"};
  if (last.result != 0) return {Kind::ours_failed, {}};
  return {Kind::ours, {}};
}
}  // namespace holdfast::eft
