#include "commands/renew_token.h"
#include "routes/all_routes.h"
#include "routes/bearer.h"
#include "routes/list.h"
#include "routes/secrets.h"
#include "staff/terminal_tokens.h"

// A terminal's token ends and is followed by another without anybody at the terminal, and without a hub. That it is
// time is told by `Holdfast-Renew` of any answer (dispatch.cpp).
namespace holdfast::routes {
namespace {
using http::Method;
constexpr std::int64_t most_days = 3'650;

Result<Answer> renew(const Input& input, const Secrets& secrets, db::Transaction& tx, commands::Context& context) {
  if (context.actor->staff_id != 0)
    return refuse(ErrorCode::unauthenticated, "this takes the terminal's own token, nobody's session");
  if (context.site.training) return refuse(ErrorCode::conflict, "the practice store takes the tokens of the real one");
  const std::string token =
      TRY(commands::renew_token(tx, {sha256(bearer_of(input.http)), secrets.token_bytes()}, context));
  std::string out;
  JsonWriter{out}.begin_object().member("terminalId", context.actor->terminal).member("token", token).end_object();
  Answer answer = created(std::move(out), {});
  answer.tokens_changed = true;
  answer.secret = true;
  return answer;
}
Result<Answer> order(const Input& input, db::Transaction& tx, commands::Context& context) {
  std::vector<FieldError> errors;
  const Json none = Json::object({});
  JsonFields fields{input.body.is_null() ? none : input.body, errors};
  const std::string reason = fields.maybe_text("reason", 200).value_or("");
  fields.finish();
  TRY(accept_fields(std::move(errors)));
  const commands::OrderedTokens ordered = TRY(commands::order_tokens(tx, reason, context));
  std::string out;
  JsonWriter{out}
      .begin_object()
      .member("terminals", ordered.terminals)
      .member("withoutKey", ordered.without_key)
      .end_object();
  Answer answer = ok(std::move(out));
  answer.tokens_changed = true;
  return answer;
}

Answer policy(db::Connection& connection) {
  std::string out;
  JsonWriter{out}.begin_object().member("days", staff::token_days(connection)).end_object();
  return ok(std::move(out));
}
Result<Answer> put_policy(const Input& input, db::Transaction& tx, commands::Context& context) {
  std::vector<FieldError> errors;
  JsonFields fields{input.body, errors};
  const std::int64_t days = fields.integer("days", 0, most_days);
  fields.finish();
  TRY(accept_fields(std::move(errors)));
  TRY(commands::set_token_days(tx, days, context));
  Answer answer = policy(tx.connection());
  answer.tokens_changed = true;
  return answer;
}
}  // namespace

void add_token_routes(Api& api) {
  const auto secrets = std::make_shared<const Secrets>(secrets_of(api));
  const Access admin = Access::session(Permission::device_admin);
  api.write(Method::post, "/v1/terminals/current/token", Access::terminal(),
            [secrets](const Input& input, db::Transaction& tx, commands::Context& context) {
              return renew(input, *secrets, tx, context);
            });
  api.write(Method::post, "/v1/terminals/renewals", admin, &order);
  api.read(Method::get, "/v1/terminals/policy", admin,
           [](const Input&, db::Connection& connection, const ReadContext&) -> Result<Answer> {
             return policy(connection);
           });
  api.write(Method::put, "/v1/terminals/policy", admin, &put_policy);
}
}  // namespace holdfast::routes
