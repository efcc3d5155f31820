#include "wire/epoch.h"

#include <array>

#include "base/json.h"
#include "base/json_writer.h"
#include "wire/hex.h"

namespace holdfast::wire {
namespace {
constexpr std::array<std::string_view, 4> names{"restore", "rebuild", "fork", "fenced"};
constexpr std::size_t most_bytes = 128 * 1024;
constexpr std::size_t most_landmarks = 256;

Decoded<Json> object_of(std::string_view text) {
  auto json = text.size() <= most_bytes ? parse_json(text) : refuse(ErrorCode::payload_too_large, "");
  if (!json || !json->is_object()) return fault(Reason::form, "no JSON object");
  return *std::move(json);
}
std::optional<Place> place_of(const Json& items) {
  const auto epoch = items.is_array() && items.items().size() >= 2 ? items.items()[0].integer() : std::nullopt;
  const auto seq = epoch ? items.items()[1].integer() : std::nullopt;
  if (!seq || *epoch < 0 || *seq < 0) return std::nullopt;
  return Place{*epoch, *seq};
}
}  // namespace

std::string_view name_of(EpochReason reason) { return names[static_cast<std::size_t>(reason)]; }

std::string encode(const EpochRequest& request) {
  std::string out;
  JsonWriter json{out};
  json.begin_object().member("protocol", protocol_newest).member("siteId", request.site_id).member("key", request.key);
  json.member("reason", name_of(request.reason)).member("fromEpoch", request.from_epoch).key("landmarks").begin_array();
  for (const Landmark& mark : request.landmarks)
    json.begin_array().value(mark.place.epoch).value(mark.place.seq).value(to_text(mark.hash)).end_array();
  json.end_array().end_object();
  return out;
}

Decoded<EpochRequest> decode_epoch_request(std::string_view text) {
  const auto json = object_of(text);
  if (!json) return tl::unexpected(json.error());
  std::vector<FieldError> errors;
  JsonFields fields{*json, errors};
  EpochRequest request;
  (void)fields.integer("protocol", protocol_oldest, protocol_newest);
  request.site_id = fields.text("siteId", 128);
  request.key = fields.uuid("key");
  const std::string reason = fields.word("reason", names);
  for (std::size_t i = 0; i < names.size(); ++i)
    if (names[i] == reason) request.reason = static_cast<EpochReason>(i);
  request.from_epoch = fields.integer("fromEpoch", 0, INT64_MAX - 1);
  for (const Json& item : fields.array("landmarks", true, most_landmarks)) {
    const auto place = place_of(item);
    const auto hash = place && item.items().size() == 3 ? parse_digest(item.items()[2].text()) : std::nullopt;
    if (!hash) return fault(Reason::form, "a landmark is not [epoch, seq, hash]");
    request.landmarks.push_back({*place, *hash});
  }
  if (!errors.empty()) return fault(Reason::form, errors[0].pointer + ": " + errors[0].detail);
  return request;
}

std::string encode(const EpochGrant& grant) {
  std::string out;
  JsonWriter json{out};
  json.begin_object().member("epoch", grant.epoch).key("common");
  if (grant.common)
    json.begin_array().value(grant.common->epoch).value(grant.common->seq).end_array();
  else
    json.null();
  json.key("registers").begin_array();
  for (const RegisterMark& mark : grant.registers)
    json.begin_object().member("series", mark.series).member("highestReceipt", mark.highest_receipt).end_object();
  json.end_array().end_object();
  return out;
}

Decoded<EpochGrant> decode_epoch_grant(std::string_view text) {
  const auto json = object_of(text);
  if (!json) return tl::unexpected(json.error());
  std::vector<FieldError> errors;
  JsonFields fields{*json, errors};
  EpochGrant grant;
  grant.epoch = fields.integer("epoch", 1, INT64_MAX - 1);
  if (const Json* common = json->find("common"); common != nullptr && !common->is_null()) {
    grant.common = place_of(*common);
    if (!grant.common) return fault(Reason::form, "common is not [epoch, seq]");
  }
  for (const Json& item : fields.array("registers", false, 10'000)) {
    JsonFields mark{item, errors};
    grant.registers.push_back({mark.text("series", 64), mark.integer("highestReceipt", 0)});
  }
  if (!errors.empty()) return fault(Reason::form, errors[0].pointer + ": " + errors[0].detail);
  return grant;
}
}  // namespace holdfast::wire
