#include "queries/drill_reports.h"

#include <vector>

#include "base/json.h"
#include "base/json_writer.h"
#include "queries/first_order.h"

namespace holdfast::queries {
namespace {
struct Drill {
  std::int64_t row = 0;
  Instant began, until;
  std::optional<Instant> ended;  ///< none: it goes on
  std::string mode, reason;
  std::optional<std::string> staff_code;
  std::string denied = "{}";
};

/// When somebody ended it or its time was up; a daemon that ended in between has left nothing but its time.
void find_end(db::Connection& connection, Drill& drill, Instant now) {
  db::Statement& row = connection.prepare(
      "SELECT at_us, detail ->> 'mode', detail -> 'denied' FROM audit_entry WHERE id > ? AND action = 'outage_drill' "
      "ORDER BY id LIMIT 1");
  if (row.all(drill.row).step()) {
    drill.ended = std::min(row.instant(0), drill.until);
    if (row.text(1) == "end" && !row.is_null(2)) drill.denied = row.string(2);
  } else if (drill.until <= now) {
    drill.ended = drill.until;
  }
  row.reset();
}

std::vector<Drill> drills(db::Connection& connection, const DrillFilter& filter) {
  std::vector<Drill> found;
  db::Statement& rows = connection.prepare(
      "SELECT a.id, a.at_us, a.detail ->> 'until', a.detail ->> 'mode', a.detail ->> 'reason', s.code FROM audit_entry "
      "a LEFT JOIN staff s ON s.id = a.staff_id WHERE a.action = 'outage_drill' AND a.detail ->> 'mode' <> 'end' AND "
      "a.id < ? ORDER BY a.id DESC LIMIT ?");
  rows.all(filter.before == 0 ? INT64_MAX : filter.before, filter.limit + 1);
  while (rows.step()) {
    Drill drill;
    drill.row = rows.integer(0);
    drill.began = rows.instant(1);
    drill.until = parse_rfc3339(rows.text(2)).value_or(drill.began);
    drill.mode = rows.string(3);
    drill.reason = rows.string(4);
    drill.staff_code = rows.maybe_string(5);
    found.push_back(std::move(drill));
  }
  for (Drill& drill : found) find_end(connection, drill, filter.now);
  return found;
}

void append_sold(JsonWriter& json, db::Connection& connection, Instant from, Instant to) {
  db::Statement& row = connection.prepare(
      "SELECT count(*), coalesce(sum(total), 0) FROM orders WHERE id >= ? AND created_us >= ? AND created_us < ? "
      "AND receipt IS NOT NULL");
  row.all(first_order_since(connection, from), from, to).step();
  json.key("sold").begin_object().member("orders", row.integer(0)).member("amount", row.integer(1)).end_object();
  row.reset();
}

void append_decisions(JsonWriter& json, db::Connection& connection, Instant from, Instant to) {
  json.key("decisions").begin_array();
  db::Statement& rows = connection.prepare(
      "SELECT operation, state, count(*), sum(amount) FROM capability_decision WHERE at_us >= ? AND at_us < ? GROUP BY "
      "operation, state ORDER BY operation, state");
  rows.all(from, to);
  while (rows.step())
    json.begin_object()
        .member("operation", rows.text(0))
        .member("state", rows.text(1))
        .member("times", rows.integer(2))
        .nullable("amount", rows.maybe_integer(3))
        .end_object();
  json.end_array();
}

void append_denied(JsonWriter& json, const Drill& drill) {
  json.key("denied").begin_array();
  const Result<Json> denied = parse_json(drill.denied);
  if (denied && denied->is_object())
    for (const auto& [operation, times] : denied->members())
      json.begin_object().member("operation", operation).member("times", times.integer().value_or(0)).end_object();
  json.end_array();
}
}  // namespace

std::string drill_reports(db::Connection& connection, const DrillFilter& filter, int utc_offset_min) {
  const std::vector<Drill> found = drills(connection, filter);
  const std::size_t shown = std::min(found.size(), static_cast<std::size_t>(filter.limit));
  std::string out;
  JsonWriter json{out};
  json.begin_object().key("items").begin_array();
  for (std::size_t i = 0; i < shown; ++i) {
    const Drill& drill = found[i];
    json.begin_object().member("id", drill.row).member("mode", drill.mode).member("reason", drill.reason);
    json.nullable("staffCode", drill.staff_code).key("startedAt").time(drill.began, utc_offset_min);
    json.key("until").time(drill.until, utc_offset_min).key("endedAt");
    if (drill.ended)
      json.time(*drill.ended, utc_offset_min);
    else
      json.null();
    const Instant to = drill.ended.value_or(filter.now);
    append_sold(json, connection, drill.began, to);
    append_decisions(json, connection, drill.began, to);
    append_denied(json, drill);
    json.end_object();
  }
  json.end_array().key("next");
  if (found.size() > shown)
    json.value(std::to_string(found[shown - 1].row));
  else
    json.null();
  json.end_object();
  return out;
}
}  // namespace holdfast::queries
