#include <array>
#include <memory>

#include "commands/sign_on.h"
#include "routes/all_routes.h"
#include "routes/kept_refusal.h"
#include "routes/list.h"
#include "routes/secrets.h"

namespace holdfast::routes {
namespace {
using http::Method;

// Sessions ------------------------------------------------------------------------------------------------------------
void append_session(JsonWriter& json, const staff::Session& session, const staff::Person& person,
                    const staff::Role& role, int utc_offset_min) {
  json.member("sessionId", session.id).key("staff").begin_object().member("id", person.id).member("code", person.code);
  json.member("name", person.name).member("role", person.role).end_object().key("permissions").begin_array();
  for (std::size_t i = 0; i < permission_count; ++i)
    if (role.permissions.test(i)) json.value(name_of(static_cast<Permission>(i)));
  json.end_array().key("expiresAt").time(session.expires, utc_offset_min);
  json.nullable("maxDiscountPercent", role.max_discount ? std::optional{to_string(*role.max_discount)} : std::nullopt);
  json.nullable("maxOpenPrice", role.max_open_price);
}

struct Credentials {
  std::string staff_code;
  std::string pin;
};
Credentials credentials_of(JsonFields& fields) { return {fields.text("staffCode", 32), fields.text("pin", 32)}; }

Result<store::Write> prepare_sign_on(const Input& input, const Secrets& secrets, db::Connection& connection,
                                     const ReadContext& context) {
  if (context.actor->terminal_id == 0) return refuse(ErrorCode::unauthenticated, "sign on at a paired terminal");
  std::vector<FieldError> errors;
  JsonFields fields{input.body, errors};
  const Credentials given = credentials_of(fields);
  fields.finish();
  TRY(accept_fields(std::move(errors)));
  commands::SignOn command{staff::check_pin(connection, given.staff_code, given.pin, context.actor->terminal_id,
                                            secrets.pepper_beside(connection.file()), context.now),
                           secrets.token_bytes()};
  return [command = std::move(command)](db::Transaction& tx, commands::Context& write) -> Result<Answer> {
    const auto outcome = TRY(commands::sign_on(tx, command, write));
    if (const auto* rejected = std::get_if<commands::PinRejected>(&outcome)) return kept_refusal(*rejected, write);
    const auto& signed_on = std::get<commands::SignedOn>(outcome);
    std::string out;
    JsonWriter json{out};
    json.begin_object();
    append_session(json, signed_on.session, signed_on.person, signed_on.role, write.utc_offset_min);
    json.member("token", signed_on.token).end_object();
    Answer answer = created(std::move(out), "/v1/sessions/current");
    answer.tokens_changed = true;
    answer.secret = true;
    return answer;
  };
}

Result<Answer> current_session(const Input&, db::Connection& connection, const ReadContext& context) {
  const auto session = staff::find_session(connection, context.actor->session_id);
  const auto person = staff::find_person(connection, context.actor->staff_id);
  if (!session || !person) return refuse(ErrorCode::not_found, "nobody is signed on with this token");
  std::string out;
  JsonWriter json{out};
  json.begin_object();
  append_session(json, *session, *person, staff::load_role(connection, person->role_row), context.utc_offset_min);
  json.member("terminalId", context.actor->terminal).end_object();
  return ok(std::move(out));
}

Result<Answer> end_session(const Input&, db::Transaction& tx, commands::Context& context) {
  TRY(commands::sign_off(tx, context));
  Answer answer;
  answer.status = 204;
  answer.tokens_changed = true;
  return answer;
}

// Approvals -----------------------------------------------------------------------------------------------------------
Result<store::Write> prepare_approval(const Input& input, const Secrets& secrets, db::Connection& connection,
                                      const ReadContext& context) {
  if (context.actor->staff_id == 0) return refuse(ErrorCode::conflict, "approvals are for somebody signed on");
  std::vector<FieldError> errors;
  JsonFields fields{input.body, errors};
  const Credentials given = credentials_of(fields);
  const auto action = parse_permission(fields.text("action", 40));
  if (!action && errors.empty()) fields.complain("action", "is no permission");
  const auto reason = fields.maybe_text("reason", 200);
  if (!reason && errors.empty()) fields.complain("reason", "is required");
  fields.finish();
  TRY(accept_fields(std::move(errors)));
  commands::Approve command{staff::check_pin(connection, given.staff_code, given.pin, context.actor->terminal_id,
                                             secrets.pepper_beside(connection.file()), context.now),
                            *action, *reason};
  return [command = std::move(command)](db::Transaction& tx, commands::Context& write) -> Result<Answer> {
    const auto outcome = TRY(commands::approve(tx, command, write));
    if (const auto* rejected = std::get_if<commands::PinRejected>(&outcome)) return kept_refusal(*rejected, write);
    const auto& approved = std::get<commands::Approved>(outcome);
    std::string out;
    JsonWriter json{out};
    json.begin_object()
        .member("approvalId", approved.id)
        .key("approver")
        .begin_object()
        .member("id", approved.approver.id);
    json.member("code", approved.approver.code).member("name", approved.approver.name).end_object();
    json.member("action", name_of(approved.action))
        .key("expiresAt")
        .time(approved.expires, write.utc_offset_min)
        .end_object();
    return created(std::move(out), {});
  };
}
}  // namespace

void add_session_routes(Api& api) {
  const auto secrets = std::make_shared<const Secrets>(secrets_of(api));
  api.prepared_write(Method::post, "/v1/sessions", Access::terminal(),
                     [secrets](const Input& input, db::Connection& connection, const ReadContext& context) {
                       return prepare_sign_on(input, *secrets, connection, context);
                     });
  api.read(Method::get, "/v1/sessions/current", Access::session(), &current_session);
  api.write(Method::delete_, "/v1/sessions/current", Access::session(), &end_session);
  api.prepared_write(Method::post, "/v1/approvals", Access::session(),
                     [secrets](const Input& input, db::Connection& connection, const ReadContext& context) {
                       return prepare_approval(input, *secrets, connection, context);
                     });
}
}  // namespace holdfast::routes
