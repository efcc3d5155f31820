#include "engine/upkeep.h"
#include "server/api.h"
#include "server/operators.h"

namespace holdfast::server {
namespace {
http::Response health(Call& call) {
  bool reads = false;
  call.database.read([&](engine::HubTransaction& tx) {
    tx.fleet.tenants();
    reads = true;
  });
  std::string body;
  JsonWriter{body}
      .begin_object()
      .member("status", reads ? "ok" : "failing")
      .member("version", call.services.version)
      .member("line", call.services.line_is_open() ? "open" : "cut")
      .end_object();
  return json(200, std::move(body));
}

http::Response metrics_text(Call& call) {
  if (!call.request.loopback)
    if (const auto actor = admit_operator(call); !actor) return problem(actor.error());
  return {200, "text/plain; version=0.0.4; charset=utf-8", call.services.metrics.text(), {}};
}

http::Response line(Call& call) {
  std::string body;
  JsonWriter{body}.begin_object().member("state", call.services.line_is_open() ? "open" : "cut").end_object();
  return json(200, std::move(body));
}

http::Response set_line(Call& call) {
  const auto body = json_body(call);
  if (!body) return problem(body.error());
  std::vector<FieldError> errors;
  JsonFields fields{*body, errors};
  constexpr std::string_view states[] = {"open", "cut"};
  const std::string state = fields.word("state", states);
  fields.finish();
  if (const auto accepted = accept_fields(std::move(errors)); !accepted) return problem(accepted.error());
  call.services.set_line(state == "open");
  std::string text;
  JsonWriter{text}.begin_object().member("state", state).end_object();
  return json(200, std::move(text));
}

/// What a hub does once an hour, now.
http::Response maintain(Call& call) {
  const engine::LetGo gone =
      engine::let_go(call.database, {call.services.keep_days, call.services.keep_log_days}, call.now);
  std::string body;
  JsonWriter json{body};
  json.begin_object().member("versions", gone.versions).member("bodies", gone.bodies).member("answers", gone.answers);
  json.key("months").begin_array();
  for (const std::string& month : gone.months) json.value(month);
  json.end_array().end_object();
  return server::json(200, std::move(body));
}
}  // namespace

void add_system_routes(Api& api) {
  using http::Method;
  api.add(Method::get, "/v1/health", Guard::open, health);
  api.add(Method::get, "/metrics", Guard::open, metrics_text);
  api.add(Method::get, "/v1/line", Guard::operators, line);
  api.add(Method::put, "/v1/line", Guard::operators, set_line, "line.set");
  api.add(Method::post, "/v1/maintenance", Guard::operators, maintain, "maintenance.run");
}
}  // namespace holdfast::server
