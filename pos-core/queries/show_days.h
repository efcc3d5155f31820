#pragma once
#include <string>

#include "base/json_writer.h"
#include "daybook/open_day.h"

namespace holdfast::queries {
/// {number, businessDate, closedAt, sha256, generation, key, signature, seal}: the seal as an object.
void append_day(JsonWriter& json, const daybook::StoredSeal& seal, int utc_offset_min);
/// What the next seal would say, as its document's object.
std::string open_day(db::Connection& connection, const Site& site, Instant now, int utc_offset_min);
}  // namespace holdfast::queries
