#include "queries/audit_trail.h"

#include "base/json_writer.h"

namespace holdfast::queries {
namespace {
void append_person(JsonWriter& json, const db::Statement& row, std::string_view name, int column) {
  json.key(name);
  if (row.is_null(column)) {
    json.null();
    return;
  }
  json.begin_object()
      .member("id", row.uuid(column))
      .member("code", row.text(column + 1))
      .member("name", row.text(column + 2))
      .end_object();
}
}  // namespace

std::string audit_trail(db::Connection& connection, const AuditFilter& filter, int utc_offset_min) {
  db::Statement& rows = connection.prepare(
      "SELECT a.id, a.at_us, t.uuid, a.action, a.subject, a.detail, s.uuid, s.code, s.name, p.uuid, p.code, p.name "
      "FROM audit_entry a "
      "LEFT JOIN staff s ON s.id = a.staff_id LEFT JOIN staff p ON p.id = a.approver_id LEFT JOIN terminal t ON t.id = "
      "a.terminal_id "
      "WHERE a.id < ?1 AND (?2 IS NULL OR a.action = ?2) AND (?3 IS NULL OR s.code = ?3) AND (?4 IS NULL OR a.subject "
      "= ?4) "
      "AND (?5 IS NULL OR a.at_us >= ?5) AND (?6 IS NULL OR a.at_us < ?6) ORDER BY a.id DESC LIMIT ?7");
  rows.all(filter.before == 0 ? INT64_MAX : filter.before, filter.action, filter.staff_code, filter.subject,
           filter.from, filter.to, filter.limit + 1);
  std::string out;
  JsonWriter json{out};
  json.begin_object().key("items").begin_array();
  std::int64_t last = 0;
  bool more = false;
  for (int count = 0; rows.step(); ++count) {
    if (count == filter.limit) {
      more = true;
      break;
    }
    last = rows.integer(0);
    json.begin_object().member("id", last).key("at").time(rows.instant(1), utc_offset_min);
    append_person(json, rows, "staff", 6);
    append_person(json, rows, "approver", 9);
    json.key("terminalId");
    if (rows.is_null(2))
      json.null();
    else
      json.value(rows.uuid(2));
    json.member("action", rows.text(3)).member("subject", rows.text(4)).key("detail").raw(rows.text(5)).end_object();
  }
  rows.reset();
  json.end_array().key("next");
  if (more)
    json.value(std::to_string(last));
  else
    json.null();
  json.end_object();
  return out;
}
}  // namespace holdfast::queries
