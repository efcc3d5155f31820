#include "queries/sales_by_hour.h"

#include "base/check.h"
#include "base/json_writer.h"
#include "queries/first_order.h"

namespace holdfast::queries {
namespace {
void append(JsonWriter& json, const HourSales& sales) {
  json.begin_object().member("receipts", sales.receipts).member("amount", sales.amount).end_object();
}
HourSales sum(const DaySales& day, int until_hour) {
  HourSales out;
  for (std::size_t hour = 0; hour < static_cast<std::size_t>(until_hour); ++hour) {
    out.receipts += day[hour].receipts;
    out.amount += day[hour].amount;
  }
  return out;
}
}  // namespace

DaySales sales_of(db::Connection& connection, std::string_view business_date) {
  const auto start = parse_date(business_date);
  check(start.has_value());
  DaySales out{};
  // Offsets go to fourteen hours, so a day of any zone lies within these two.
  const std::int64_t first = first_order_since(connection, start->plus_seconds(-seconds_per_day));
  const std::int64_t end = first_order_since(connection, start->plus_seconds(4 * seconds_per_day));
  db::Statement& rows = connection.prepare(
      "SELECT (created_us / 1000000 + utc_offset_min * 60) % 86400 / 3600, count(*), sum(total) FROM orders "
      "WHERE id >= ?1 AND id < ?2 AND business_date = ?3 AND receipt IS NOT NULL GROUP BY 1");
  rows.all(first, end, business_date);
  while (rows.step()) {
    HourSales& hour = out[static_cast<std::size_t>(rows.integer(0))];
    hour.receipts += rows.integer(1);
    hour.amount += rows.integer(2);
  }
  return out;
}

std::string week_before(std::string_view business_date) {
  const auto start = parse_date(business_date);
  check(start.has_value());
  return to_date(start->plus_seconds(-7 * seconds_per_day));
}

std::string sales_by_hour(db::Connection& connection, std::string_view business_date, int until_hour,
                          const Site& site) {
  const std::string before_date = week_before(business_date);
  const DaySales day = sales_of(connection, business_date), before = sales_of(connection, before_date);
  std::string out;
  JsonWriter json{out};
  json.begin_object().member("date", business_date).member("comparedWith", before_date);
  json.member("currency", site.currency.code()).member("timeZone", site.time_zone).member("untilHour", until_hour);
  json.key("hours").begin_array();
  for (std::size_t hour = 0; hour < day.size(); ++hour) {
    json.begin_object().member("hour", static_cast<std::int64_t>(hour));
    json.member("receipts", day[hour].receipts).member("amount", day[hour].amount).key("before");
    append(json, before[hour]);
    json.end_object();
  }
  json.end_array().key("total");
  append(json, sum(day, 24));
  json.key("before");
  append(json, sum(before, 24));
  json.key("beforeSoFar");
  append(json, sum(before, until_hour));
  json.end_object();
  return out;
}
}  // namespace holdfast::queries
