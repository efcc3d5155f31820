#include "routes/claim_routes.h"

#include "commands/claim_device.h"
#include "routes/all_routes.h"
#include "routes/list.h"

namespace holdfast::routes {
namespace {
using http::Method;

Result<Answer> claim(const Input& input, const std::vector<Uuid>& left, db::Transaction& tx,
                     commands::Context& context) {
  std::vector<FieldError> errors;
  static const Json none = Json::object({});
  JsonFields fields{input.body.is_null() ? none : input.body, errors};
  commands::ClaimDevice command;
  command.device = TRY(input.id(0));
  command.seconds = fields.maybe_integer("seconds", 1, 3600).value_or(command.seconds);
  command.left = left;
  command.take_over = fields.flag("takeOver", false);
  fields.finish();
  TRY(accept_fields(std::move(errors)));
  const devices::Claim held = TRY(commands::claim_device(tx, command, context));
  std::string out;
  JsonWriter json{out};
  append_claim(json, command.device, held, context.utc_offset_min);
  return ok(std::move(out));
}

Result<Answer> release(const Input& input, db::Transaction& tx, commands::Context& context) {
  const auto force = input.http.query_value("force");
  if (force && *force != "true" && *force != "false")
    return refuse(ErrorCode::invalid_argument, "force is `true` or `false`");
  const auto how = force == "true" ? commands::Release::forced : commands::Release::own;
  TRY(commands::release_device(tx, TRY(input.id(0)), how, context));
  Answer answer;
  answer.status = 204;
  return answer;
}
}  // namespace

void append_claim(JsonWriter& json, const Uuid& device, const devices::Claim& claim, int utc_offset_min) {
  json.begin_object().member("deviceId", device).member("terminalId", claim.terminal);
  json.member("terminalName", claim.terminal_name).member("staff", claim.staff_code);
  json.key("since").time(claim.since, utc_offset_min);
  json.key("expiresAt").time(claim.expires, utc_offset_min).end_object();
}

void add_claim_routes(Api& api) {
  const auto post_claim = [&api](const Input& input, const Actor&,
                                 store::Store&) -> Result<std::variant<Answer, store::Write>> {
    return store::Write{[&input, left = api.left()](db::Transaction& tx, commands::Context& context) {
      return claim(input, left, tx, context);
    }};
  };
  api.here(Method::post, "/v1/devices/{id}/claim", Access::session(), post_claim);
  api.write(Method::delete_, "/v1/devices/{id}/claim", Access::session(), &release);  // the command judges `force`
}
}  // namespace holdfast::routes
