#include "queries/show_days.h"

namespace holdfast::queries {
void append_day(JsonWriter& json, const daybook::StoredSeal& seal, int utc_offset_min) {
  const auto parsed = fiscal::parse_seal(seal.document);
  json.begin_object().member("number", seal.number).member("businessDate", seal.business_date);
  json.key("closedAt")
      .time(seal.closed, utc_offset_min)
      .member("sha256", to_hex(seal.sha))
      .member("generation", seal.generation);
  json.member("key", parsed ? parsed->key : std::string{}).member("signature", to_hex(seal.signature));
  json.key("seal").raw(seal.document).end_object();
}

std::string open_day(db::Connection& connection, const Site& site, Instant now, int utc_offset_min) {
  daybook::OpenDay day = daybook::load_open_day(connection, site);
  const auto last = daybook::newest_seal(connection);
  day.draft.number = last ? last->number + 1 : 1;
  day.draft.business_date = to_date(now, utc_offset_min);
  day.draft.closed_at = to_rfc3339(now, utc_offset_min);
  if (last) day.draft.previous = last->sha;
  return to_document(day.draft);
}

}  // namespace holdfast::queries
