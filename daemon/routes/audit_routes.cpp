#include <array>

#include "base/json_text.h"
#include "commands/context.h"
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

/// What a command line is about to do with the store's files. Whoever may write the data folder alone says such things
/// of himself; everybody else's acts are told by the routes that do them.
Result<Answer> note_act(const Input& input, db::Transaction& tx, commands::Context& context) {
  static constexpr std::array<std::string_view, 5> acts{"backup_now", "backup_rehearsed", "backup_schedule",
                                                        "books_exported", "customer_exported"};
  if (context.actor != nullptr && context.actor->staff_id != 0)
    return refuse(ErrorCode::permission_denied, "only a command of this machine tells what it does");
  constexpr std::size_t longest_detail = 4'000;
  std::vector<FieldError> errors;
  JsonFields fields{input.body, errors};
  const std::string action = fields.word("action", acts);
  std::string detail = "{}";
  if (const Json* given = fields.maybe_object("detail")) detail = json_text(*given);
  if (detail.size() > longest_detail) fields.complain("detail", "is too long");
  fields.finish();
  TRY(accept_fields(std::move(errors)));
  commands::audit(tx, context, action, "store", detail);
  Answer answer;
  answer.status = 204;
  return answer;
}
}  // namespace

void add_audit_routes(Api& api) {
  api.write(http::Method::post, "/v1/audit", Access::session(), &note_act);
  api.read(http::Method::get, "/v1/audit", Access::session(Permission::audit_read), &list_audit);
}
}  // namespace holdfast::routes
