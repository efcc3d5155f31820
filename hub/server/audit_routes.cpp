#include <algorithm>

#include "base/digest.h"
#include "server/api.h"
#include "server/operators.h"

namespace holdfast::server {
namespace {
constexpr std::size_t longest_name = 60, secret_bytes = 32;

http::Response list(Call& call) {
  const auto limit = query_integer(call, "limit", 50, 1, 200);
  const auto before = query_integer(call, "cursor", 0, 0, INT64_MAX);
  if (!limit) return problem(limit.error());
  if (!before) return problem(before.error());
  engine::AuditWish wish{call.request.query_value("action"), call.request.query_value("by"), *before,
                         static_cast<int>(*limit) + 1};
  std::vector<engine::AuditEntry> found;
  call.database.read([&](engine::HubTransaction& tx) { found = tx.audit.entries(wish); });
  const bool more = found.size() > static_cast<std::size_t>(*limit);
  if (more) found.pop_back();
  std::string body;
  JsonWriter out{body};
  out.begin_object().key("items").begin_array();
  for (const engine::AuditEntry& entry : found) {
    out.begin_object().member("id", entry.id).key("at").time(entry.at, 0).member("by", entry.by.name);
    out.member("action", entry.action).member("subject", entry.subject).key("detail").raw(entry.detail).end_object();
  }
  out.end_array().nullable("next", more ? std::optional{std::to_string(found.back().id)} : std::nullopt).end_object();
  return json(200, std::move(body));
}

http::Response verify(Call& call) {
  engine::AuditVerdict verdict;
  call.database.read([&](engine::HubTransaction& tx) { verdict = tx.audit.verify(); });
  std::string body;
  JsonWriter out{body};
  out.begin_object().member("holds", !verdict.wrong).member("entries", verdict.entries);
  out.member("newest", to_hex(verdict.newest)).key("wrongAt");
  verdict.wrong ? void(out.value(*verdict.wrong)) : void(out.null());
  out.end_object();
  return json(200, std::move(body));
}

http::Response whoami(Call& call) {
  std::string body;
  JsonWriter{body}
      .begin_object()
      .member("name", call.actor.name)
      .member("own", call.actor.operator_id.has_value())
      .end_object();
  return json(200, std::move(body));
}

http::Response operators(Call& call) {
  std::vector<engine::Operator> found;
  call.database.read([&](engine::HubTransaction& tx) { found = tx.audit.operators(); });
  std::string body;
  JsonWriter out{body};
  out.begin_object().key("items").begin_array();
  for (const engine::Operator& each : found) {
    out.begin_object().member("name", each.name).key("madeAt").time(each.made, 0).member("madeBy", each.made_by);
    out.key("removedAt");
    each.removed ? void(out.time(*each.removed, 0)) : void(out.null());
    out.end_object();
  }
  out.end_array().key("next").null().end_object();
  return json(200, std::move(body));
}

/// Who may read the hub's own token says who else operates it: an operator makes no other one.
std::optional<Error> not_the_house(const Call& call) {
  if (!call.actor.operator_id) return std::nullopt;
  return Error{ErrorCode::permission_denied, "the hub's own token is needed for this", {}};
}
bool is_plain_name(std::string_view name) {
  return !name.empty() && name.size() <= longest_name && name != engine::house_token &&
         name.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789-_.") == std::string_view::npos;
}

http::Response add(Call& call) {
  if (const auto refusal = not_the_house(call)) return problem(*refusal);
  const auto body = json_body(call);
  if (!body) return problem(body.error());
  std::vector<FieldError> errors;
  JsonFields fields{*body, errors};
  const std::string name = fields.text("name", longest_name);
  if (errors.empty() && !is_plain_name(name))
    fields.complain("name", "is of small letters, digits and -_. and not `hub-token`");
  fields.finish();
  if (const auto accepted = accept_fields(std::move(errors)); !accepted) return problem(accepted.error());
  std::array<std::uint8_t, secret_bytes> secret;
  call.services.random(secret);
  const std::string token = to_hex(secret);
  bool added = false;
  call.database.write([&](engine::HubTransaction& tx) {
    added = tx.audit.add_operator(name, sha256(token), call.actor.name, call.now);
  });
  if (!added)
    return problem(Error{ErrorCode::conflict, "that name was given before, and what was done by it stays", {}});
  std::string text;
  JsonWriter{text}.begin_object().member("name", name).member("token", token).end_object();
  return json(201, std::move(text));
}

http::Response remove(Call& call) {
  if (const auto refusal = not_the_house(call)) return problem(*refusal);
  bool removed = false;
  call.database.write([&](engine::HubTransaction& tx) { removed = tx.audit.remove_operator(call.param(0), call.now); });
  return removed ? no_content() : problem(Error{ErrorCode::not_found, "no operator of that name", {}});
}
}  // namespace

void add_audit_routes(Api& api) {
  using http::Method;
  api.add(Method::get, "/v1/audit", Guard::operators, list);
  api.add(Method::get, "/v1/audit/verification", Guard::operators, verify);
  api.add(Method::get, "/v1/whoami", Guard::operators, whoami);
  api.add(Method::get, "/v1/operators", Guard::operators, operators);
  api.add(Method::post, "/v1/operators", Guard::operators, add, "operator.add");
  api.add(Method::delete_, "/v1/operators/{name}", Guard::operators, remove, "operator.remove");
}
}  // namespace holdfast::server
