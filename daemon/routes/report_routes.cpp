#include "queries/customer_data.h"
#include "queries/sales_by_hour.h"
#include "queries/sales_report.h"
#include "queries/shift_report.h"
#include "queries/variance_facts.h"
#include "routes/all_routes.h"
#include "routes/audited.h"
#include "routes/list.h"

namespace holdfast::routes {
namespace {
using http::Method;

Result<Answer> by_hour(const Input& input, db::Connection& connection, const ReadContext& context) {
  const std::string today = to_date(context.now, context.utc_offset_min);
  const std::string date = input.http.query_value("date").value_or(today);
  if (!parse_date(date)) return refuse(ErrorCode::invalid_argument, "date is a day of the calendar, YYYY-MM-DD");
  const std::int64_t local = context.now.unix_us() / 1'000'000 + context.utc_offset_min * 60;
  const int hour = static_cast<int>(local % seconds_per_day / 3600) + 1;
  return ok(queries::sales_by_hour(connection, date, date == today ? hour : 24, context.site));
}

Result<Answer> sales(const Input& input, db::Connection& connection, const ReadContext& context) {
  const std::string today = to_date(context.now, context.utc_offset_min);
  const std::string from = input.http.query_value("from").value_or(today);
  const queries::SalesReportWish wish = TRY(queries::check_wish(
      {from, input.http.query_value("to").value_or(from), input.http.query_value("by").value_or("day")}));
  return ok(queries::sales_report(connection, wish, context.site));
}

Result<Answer> list_shifts(const Input& input, db::Connection& connection, const ReadContext& context) {
  const Page page = TRY(page_of(input));
  shifts::StoreFilter filter;
  if (const auto status = input.http.query_value("status")) {
    if (*status != "OPEN" && *status != "CLOSED")
      return refuse(ErrorCode::invalid_argument, "a shift is OPEN or CLOSED");
    filter.open = *status == "OPEN";
  }
  filter.business_date = input.http.query_value("businessDate");
  if (filter.business_date && !parse_date(*filter.business_date))
    return refuse(ErrorCode::invalid_argument, "businessDate is a day of the calendar, YYYY-MM-DD");
  filter.before_row = TRY(row_of(page));
  filter.limit = page.limit + 1;
  return ok(page_json(
      shifts::list_of_store(connection, filter), page,
      [&](JsonWriter& json, const shifts::Shift& shift) {
        std::string one;
        queries::append_shift_json(one, shift, context.site, context.utc_offset_min);
        json.raw(one);
      },
      [](const shifts::Shift& shift) { return shift.row; }));
}

Result<Answer> variance(const Input& input, db::Connection& connection, const ReadContext& context) {
  const shifts::Shift shift = TRY(shifts::load(connection, TRY(input.id(0))));
  std::string out;
  queries::append_variance_json(out, connection, shift, context.site, context.utc_offset_min);
  return ok(std::move(out));
}

/// All of a person leaves the store: told before anybody has it.
Result<store::Write> export_customer(const Input& input, db::Connection& connection, const ReadContext& context) {
  const Uuid id = TRY(input.id(0));
  const auto person = customers::find(connection, id);
  if (!person) return refuse(ErrorCode::not_found, "no customer " + to_string(id));
  const std::string format = input.http.query_value("format").value_or("json");
  if (format != "json" && format != "csv") return refuse(ErrorCode::invalid_argument, "format is json or csv");
  Answer answer =
      format == "json"
          ? ok(queries::customer_data(connection, *person, context.site, context.now, context.utc_offset_min))
          : ok(queries::customer_purchases_csv(connection, *person));
  if (format == "csv") answer.content_type = "text/csv; charset=utf-8";
  answer.headers.emplace_back("Content-Disposition",
                              "attachment; filename=\"customer-" + to_string(id) + "." + format + "\"");
  return audited({"customer_exported", to_string(id), R"({"format":")" + format + R"("})"}, std::move(answer));
}
}  // namespace

void add_report_routes(Api& api) {
  api.read(Method::get, "/v1/reports/sales-by-hour", Access::session(Permission::reports), &by_hour);
  api.read(Method::get, "/v1/reports/sales", Access::session(Permission::reports), &sales);
  api.read(Method::get, "/v1/shifts", Access::session(Permission::x_report), &list_shifts);
  api.read(Method::get, "/v1/shifts/{id}/variance", Access::session(Permission::x_report), &variance);
  api.prepared_write(Method::get, "/v1/customers/{id}/data", Access::session(Permission::customer_edit),
                     &export_customer);
}
}  // namespace holdfast::routes
