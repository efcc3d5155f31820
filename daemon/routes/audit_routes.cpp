#include "queries/audit_trail.h"
#include "routes/all_routes.h"
#include "routes/list.h"

namespace holdfast::routes {
namespace {
Result<std::optional<Instant>> time_of(const Input& input, std::string_view name) {
  const auto text = input.http.query_value(name);
  if (!text) return std::nullopt;
  auto at = parse_rfc3339(*text);
  if (!at) at = parse_date(*text);
  if (!at) return refuse(ErrorCode::invalid_argument, std::string{name} + " is a date or an RFC 3339 time");
  return at;
}
Result<Answer> list_audit(const Input& input, db::Connection& connection, const ReadContext& context) {
  const Page page = TRY(page_of(input));
  const queries::AuditFilter filter{.action = input.http.query_value("action"),
                                    .staff_code = input.http.query_value("staff"),
                                    .subject = input.http.query_value("subject"),
                                    .from = TRY(time_of(input, "from")),
                                    .to = TRY(time_of(input, "to")),
                                    .before = TRY(row_of(page)),
                                    .limit = page.limit};
  return ok(queries::audit_trail(connection, filter, context.utc_offset_min));
}
}  // namespace

void add_audit_routes(Api& api) {
  api.read(http::Method::get, "/v1/audit", Access::session(Permission::audit_read), &list_audit);
}
}  // namespace holdfast::routes
