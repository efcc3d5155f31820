#include "wire/answer.h"

#include "base/json.h"
#include "base/json_writer.h"
#include "wire/hex.h"

namespace holdfast::wire {
namespace {
constexpr std::size_t most_answer = 64 * 1024;
constexpr std::size_t most_holes = 200;

std::optional<Link> link_of(const Json& json, std::string_view seq_name, std::string_view hash_name) {
  const Json* seq = json.find(seq_name);
  const Json* hash = json.find(hash_name);
  if (seq == nullptr || hash == nullptr || !hash->is_string()) return std::nullopt;
  const auto number = seq->integer();
  const auto digest = parse_digest(hash->text());
  if (!number || *number < 0 || !digest) return std::nullopt;
  return Link{*number, *digest};
}
std::optional<std::int64_t> integer_of(const Json& json, std::string_view name) {
  const Json* member = json.find(name);
  return member != nullptr ? member->integer() : std::nullopt;
}
}  // namespace

std::string encode(const Ack& ack) {
  std::string out;
  JsonWriter json{out};
  json.begin_object().member("epoch", ack.epoch).member("ackSeq", ack.ack.seq).member("ackHash", to_text(ack.ack.hash));
  json.member("appliedSeq", ack.applied_seq).key("serverTime").time(ack.server_time, 0);
  json.member("maxEvents", ack.max_events).member("maxBytes", ack.max_bytes).key("holes").begin_array();
  for (const Place& hole : ack.holes)
    if (hole.epoch == ack.epoch) json.value(hole.seq);
  json.end_array().key("earlierHoles").begin_array();
  for (const Place& hole : ack.holes)
    if (hole.epoch != ack.epoch) json.begin_array().value(hole.epoch).value(hole.seq).end_array();
  json.end_array().end_object();
  return out;
}

Decoded<Ack> decode_ack(std::string_view text) {
  const auto json = text.size() <= most_answer ? parse_json(text) : refuse(ErrorCode::payload_too_large, "");
  if (!json || !json->is_object()) return fault(Reason::form, "the answer is no JSON object");
  const auto link = link_of(*json, "ackSeq", "ackHash");
  if (!link) return fault(Reason::form, "the answer has no watermark");
  std::vector<FieldError> errors;
  JsonFields fields{*json, errors};
  Ack ack;
  ack.ack = *link;
  ack.epoch = fields.integer("epoch", 0);
  ack.applied_seq = fields.integer("appliedSeq", 0);
  ack.server_time = fields.maybe_time("serverTime").value_or(Instant{});
  ack.max_events = static_cast<int>(fields.maybe_integer("maxEvents", 1, 1'000'000).value_or(1000));
  ack.max_bytes = fields.maybe_integer("maxBytes", 1024).value_or(std::int64_t{8} << 20);
  for (const Json& pair : fields.array("earlierHoles", false, most_holes)) {
    const auto epoch = pair.is_array() && pair.items().size() == 2 ? pair.items()[0].integer() : std::nullopt;
    const auto seq = epoch ? pair.items()[1].integer() : std::nullopt;
    if (!seq) return fault(Reason::form, "a hole is not [epoch, seq]");
    ack.holes.push_back({*epoch, *seq});
  }
  for (const Json& item : fields.array("holes", false, most_holes)) {
    const auto seq = item.integer();
    if (!seq) return fault(Reason::form, "a hole is no number");
    ack.holes.push_back({ack.epoch, *seq});
  }
  if (!errors.empty()) return fault(Reason::form, errors[0].pointer + ": " + errors[0].detail);
  return ack;
}

Refusal refusal_of(const Fault& fault) {
  Refusal refusal;
  refusal.status = row_of(fault.reason).status;
  refusal.reason = fault.reason;
  refusal.detail = fault.detail;
  refusal.seq = fault.seq;
  return refusal;
}

std::string encode(const Refusal& refusal) {
  const ReasonRow& row = row_of(refusal.reason);
  std::string out;
  JsonWriter json{out};
  json.begin_object().member("type", "urn:holdfast:sync:" + std::string{row.name}).member("title", row.name);
  json.member("status", refusal.status).member("detail", refusal.detail).member("errorClass", row.error_class);
  json.member("retryable", row.retryable)
      .member("reason", row.name)
      .optional("seq", refusal.seq)
      .optional("epoch", refusal.epoch);
  if (refusal.ack) json.member("ackSeq", refusal.ack->seq).member("ackHash", to_text(refusal.ack->hash));
  if (refusal.retry_after_s) json.member("retryAfter", *refusal.retry_after_s);
  json.optional("maxBytes", refusal.max_bytes).optional("snapshotVersion", refusal.snapshot_version).end_object();
  return out;
}

Refusal decode_refusal(int status, std::string_view text) {
  Refusal refusal;
  refusal.status = status;
  refusal.detail = "status " + std::to_string(status);
  const auto json = text.size() <= most_answer ? parse_json(text) : refuse(ErrorCode::payload_too_large, "");
  if (!json || !json->is_object()) return refusal;
  const Json* name = json->find("reason");
  const auto reason = name != nullptr && name->is_string() ? parse_reason(name->text()) : std::nullopt;
  if (!reason) return refusal;
  refusal.reason = *reason;
  if (const Json* detail = json->find("detail"); detail != nullptr && detail->is_string())
    refusal.detail = detail->text();
  refusal.seq = integer_of(*json, "seq");
  refusal.epoch = integer_of(*json, "epoch");
  refusal.ack = link_of(*json, "ackSeq", "ackHash");
  if (const auto after = integer_of(*json, "retryAfter"); after && *after >= 0 && *after <= 86'400)
    refusal.retry_after_s = static_cast<int>(*after);
  refusal.max_bytes = integer_of(*json, "maxBytes");
  refusal.snapshot_version = integer_of(*json, "snapshotVersion");
  return refusal;
}
}  // namespace holdfast::wire
