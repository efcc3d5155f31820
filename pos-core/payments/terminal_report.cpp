#include "payments/terminal_report.h"

#include <charconv>

#include "base/json.h"

namespace holdfast::payments {
namespace {
std::string encode(const std::vector<TerminalLine>& lines) {
  std::string out;
  JsonWriter json{out};
  json.begin_array();
  for (const TerminalLine& line : lines)
    json.begin_object()
        .member("copy", name_of(line.copy))
        .member("text", line.text)
        .member("centred", line.centred)
        .member("doubleWidth", line.double_width)
        .member("doubleHeight", line.double_height)
        .member("indent", line.indent)
        .end_object();
  json.end_array();
  return out;
}
void totals_json(JsonWriter& json, const TerminalTotals& totals) {
  json.begin_object().key("brands").begin_array();
  for (const BrandSum& brand : totals.brands)
    json.begin_object()
        .member("brand", brand.brand)
        .member("count", brand.count)
        .member("amount", brand.amount)
        .end_object();
  json.end_array().member("count", totals.count).member("amount", totals.amount);
  json.nullable("firstReceipt", totals.first_receipt).nullable("lastReceipt", totals.last_receipt).end_object();
}
void comparison_json(JsonWriter& json, const TotalsComparison& comparison) {
  json.begin_object().member("agrees", comparison.agrees).member("terminalAmount", comparison.terminal_amount);
  json.member("bookedAmount", comparison.booked_amount).key("differences").begin_array();
  for (const TotalsDifference& each : comparison.differences)
    json.begin_object()
        .member("kind", each.kind)
        .member("reference", each.reference)
        .member("terminal", each.terminal)
        .member("books", each.books)
        .end_object();
  json.end_array().end_object();
}

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
std::optional<std::int64_t> maybe_of(const Json& object, std::string_view name) {
  const Json* member = object.find(name);
  return member != nullptr && member->is_number() ? member->integer() : std::nullopt;
}
std::vector<TerminalLine> decode_lines(std::string_view text) {
  std::vector<TerminalLine> lines;
  const auto json = parse_json(text);
  if (!json || !json->is_array()) return lines;
  for (const Json& line : json->items()) {
    const std::string copy = text_of(line, "copy");
    lines.push_back({copy == "customer" ? TerminalLine::Copy::customer
                     : copy == "admin"  ? TerminalLine::Copy::admin
                                        : TerminalLine::Copy::merchant,
                     text_of(line, "text"), flag_of(line, "centred"), flag_of(line, "doubleWidth"),
                     flag_of(line, "doubleHeight"), static_cast<int>(integer_of(line, "indent"))});
  }
  return lines;
}
std::optional<TerminalTotals> decode_totals(std::string_view text) {
  const auto json = parse_json(text);
  if (!json || !json->is_object()) return std::nullopt;
  TerminalTotals totals;
  if (const Json* brands = json->find("brands"))
    for (const Json& brand : brands->items())
      totals.brands.push_back({text_of(brand, "brand"), integer_of(brand, "count"), integer_of(brand, "amount")});
  totals.count = integer_of(*json, "count");
  totals.amount = integer_of(*json, "amount");
  totals.first_receipt = maybe_of(*json, "firstReceipt");
  totals.last_receipt = maybe_of(*json, "lastReceipt");
  return totals;
}
std::optional<TotalsComparison> decode_comparison(std::string_view text) {
  const auto json = parse_json(text);
  if (!json || !json->is_object()) return std::nullopt;
  TotalsComparison comparison;
  comparison.agrees = flag_of(*json, "agrees");
  comparison.terminal_amount = integer_of(*json, "terminalAmount");
  comparison.booked_amount = integer_of(*json, "bookedAmount");
  if (const Json* differences = json->find("differences"))
    for (const Json& each : differences->items())
      comparison.differences.push_back(
          {text_of(each, "kind"), text_of(each, "reference"), integer_of(each, "terminal"), integer_of(each, "books")});
  return comparison;
}

std::optional<std::int64_t> number_of(std::string_view text) {
  std::int64_t value = 0;
  const auto [end, failed] = std::from_chars(text.data(), text.data() + text.size(), value);
  return failed == std::errc{} && end == text.data() + text.size() && !text.empty() ? std::optional{value}
                                                                                    : std::nullopt;
}
}  // namespace

void append_json(JsonWriter& json, const TerminalReport& report, int utc_offset_min) {
  json.begin_object().member("id", report.id).member("deviceId", report.device).member("kind", report.kind);
  json.member("result", report.result)
      .member("words", report.words)
      .member("code", report.code)
      .member("detail", report.detail);
  json.key("lines").begin_array();
  for (const TerminalLine& line : report.lines) json.value(line.text);
  json.end_array().key("totals");
  if (report.totals)
    totals_json(json, *report.totals);
  else
    json.null();
  json.key("comparison");
  if (report.comparison)
    comparison_json(json, *report.comparison);
  else
    json.null();
  json.key("at").time(report.at, utc_offset_min).end_object();
}

std::vector<BookedCard> booked_since_day_end(db::Connection& connection, std::int64_t device_row) {
  db::Statement& last = connection.prepare(
      "SELECT coalesce(max(last_attempt), 0) FROM terminal_report WHERE device_id = ? AND kind = 'dayEnd' AND result = "
      "'done'");
  const std::int64_t since = last.all(device_row).step() ? last.integer(0) : 0;
  last.reset();
  // What was reversed later is two bookings, as the terminal counts it.
  db::Statement& rows = connection.prepare(
      "SELECT reference, coalesce(result ->> '$.brand', ''), coalesce(result ->> '$.receipt', ''), "
      "CASE WHEN kind = 'sale' OR (SELECT b.kind FROM payment_attempt b WHERE b.id = a.reverses_id) = 'refund' THEN 1 "
      "ELSE -1 END * "
      "(approved + CASE kind WHEN 'reversal' THEN 0 ELSE tip_taken + cashback_taken END) FROM payment_attempt a "
      "WHERE device_id = ? AND id > ? AND approved > 0 AND state IN ('approved', 'reversing', 'reversed') ORDER BY id");
  rows.all(device_row, since);
  std::vector<BookedCard> out;
  while (rows.step()) out.push_back({rows.string(0), rows.string(1), number_of(rows.text(2)), rows.integer(3)});
  return out;
}

void insert(db::Transaction& tx, TerminalReport& report) {
  const auto written = [](const auto& value, const auto& write) {
    std::optional<std::string> out;
    if (!value) return out;
    out.emplace();
    JsonWriter json{*out};
    write(json, *value);
    return out;
  };
  tx.prepare(
        "INSERT INTO terminal_report(uuid, device_id, kind, result, words, code, detail, lines, totals, comparison, "
        "last_attempt, at_us) "
        "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, (SELECT coalesce(max(id), 0) FROM payment_attempt WHERE "
        "device_id = ?2), ?11) "
        "ON CONFLICT(uuid) DO UPDATE SET result = excluded.result, words = excluded.words, code = excluded.code, "
        "detail = excluded.detail, lines = excluded.lines, totals = excluded.totals, comparison = excluded.comparison, "
        "at_us = excluded.at_us")
      .exec(report.id, report.device_row, report.kind, report.result, report.words, report.code, report.detail,
            encode(report.lines), written(report.totals, totals_json), written(report.comparison, comparison_json),
            report.at);
  report.row = tx.last_rowid();
}

std::vector<TerminalReport> list_reports(db::Connection& connection, const Uuid& device, std::int64_t before,
                                         int limit) {
  db::Statement& rows = connection.prepare(
      "SELECT r.id, r.uuid, r.device_id, d.uuid, r.kind, r.result, r.words, r.code, r.detail, r.lines, r.totals, "
      "r.comparison, r.at_us "
      "FROM terminal_report r JOIN device d ON d.id = r.device_id WHERE d.uuid = ?1 AND (?2 = 0 OR r.id < ?2) ORDER BY "
      "r.id DESC LIMIT ?3");
  rows.all(device, before, limit);
  std::vector<TerminalReport> out;
  while (rows.step()) {
    TerminalReport report;
    report.row = rows.integer(0);
    report.id = rows.uuid(1);
    report.device_row = rows.integer(2);
    report.device = rows.uuid(3);
    report.kind = rows.string(4);
    report.result = rows.string(5);
    report.words = rows.string(6);
    report.code = rows.string(7);
    report.detail = rows.string(8);
    report.lines = decode_lines(rows.text(9));
    if (!rows.is_null(10)) report.totals = decode_totals(rows.text(10));
    if (!rows.is_null(11)) report.comparison = decode_comparison(rows.text(11));
    report.at = rows.instant(12);
    out.push_back(std::move(report));
  }
  return out;
}
}  // namespace holdfast::payments
