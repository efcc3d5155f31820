#pragma once
#include "payments/stored_value.h"
#include "routes/list.h"

namespace holdfast::routes {
/// A voucher as the API shows it.
inline void append_voucher(JsonWriter& json, const payments::StoredValue& value, int utc_offset_min) {
  json.begin_object().member("code", value.code).member("balance", value.balance).member("currency", value.currency);
  json.nullable("personId", value.person);
  append_time(json, "expiresAt", value.expires, utc_offset_min);
  json.key("createdAt").time(value.created, utc_offset_min).end_object();
}
}  // namespace holdfast::routes
