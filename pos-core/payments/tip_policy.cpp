#include "payments/tip_policy.h"

#include "base/check.h"
#include "money/most_money.h"

namespace holdfast::payments {
namespace {
constexpr std::size_t most_offers = 6;  // as many as fit beside each other

std::vector<std::int64_t> offers(JsonFields& fields, std::string_view name, std::int64_t most) {
  std::vector<std::int64_t> out;
  for (const Json& each : fields.array(name, false, most_offers)) {
    const auto value = each.integer();
    if (!value || *value < 1 || *value > most)
      fields.complain(name, "must be whole numbers from 1 to " + std::to_string(most));
    out.push_back(value.value_or(0));
  }
  return out;
}
TipPolicy read(JsonFields& fields) {
  TipPolicy policy;
  policy.percents = offers(fields, "percents", 100);
  policy.amounts = offers(fields, "amounts", most_money);
  policy.refunded = fields.flag("refunded", false);
  return policy;
}
}  // namespace

std::optional<TipPolicy> read_tip_policy(JsonFields& tender, std::vector<FieldError>& errors) {
  const Json* given = tender.maybe_object("tips");
  if (given == nullptr) return std::nullopt;
  JsonFields fields{*given, errors, tender.pointer("tips")};
  TipPolicy policy = read(fields);
  fields.finish();
  return policy;
}

void append_json(JsonWriter& json, const std::optional<TipPolicy>& policy) {
  if (!policy) {
    json.null();
    return;
  }
  json.begin_object().key("percents").begin_array();
  for (const std::int64_t each : policy->percents) json.value(each);
  json.end_array().key("amounts").begin_array();
  for (const std::int64_t each : policy->amounts) json.value(each);
  json.end_array().member("refunded", policy->refunded).end_object();
}

std::optional<std::string> encode(const std::optional<TipPolicy>& policy) {
  if (!policy) return std::nullopt;
  std::string out;
  JsonWriter json{out};
  append_json(json, policy);
  return out;
}

std::optional<TipPolicy> decode_tip_policy(std::string_view text) {
  const auto json = parse_json(text);
  check(json.has_value());  // the table holds JSON alone
  std::vector<FieldError> errors;
  JsonFields fields{*json, errors};
  return read(fields);
}
}  // namespace holdfast::payments
