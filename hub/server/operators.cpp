#include "server/operators.h"

#include <openssl/crypto.h>

#include "base/digest.h"
#include "log/log.h"
#include "log/scrub.h"

namespace holdfast::server {
namespace {
constexpr std::size_t longest_noted = 200, longest_body = 64 * 1024;
/// What a body says of the act, and no secret: the rest is found by the subject.
constexpr std::string_view noted[] = {"bundle",   "ring",      "reason",      "kind",  "direction",
                                      "by",       "orderedBy", "cancelledBy", "state", "reviewedBy",
                                      "siteName", "tenantId",  "channelId",   "name",  "decision"};

std::optional<Sha256> shown_token(const http::Request& request) {
  constexpr std::string_view scheme = "Bearer ";
  const std::string_view header = request.header("Authorization");
  if (header.size() <= scheme.size() || !http::equal_ignoring_case(header.substr(0, scheme.size()), scheme))
    return std::nullopt;
  return sha256(header.substr(scheme.size()));
}

std::string detail_of(const Call& call) {
  std::string text;
  const auto add = [&text](std::string_view name, std::string_view value) {
    std::string quoted;
    JsonWriter{quoted}.value(log::scrub(value));  // what is refused for a card's number is noted without it
    text += (text.empty() ? "\"" : ",\"") + std::string{name} + "\":" + quoted;
  };
  if (const auto tenant = call.request.query_value("tenant")) add("tenant", tenant->substr(0, longest_noted));
  if (call.request.body.size() > longest_body) return text;
  const auto body = parse_json(call.request.body);
  if (!body || !body->is_object()) return text;
  for (const std::string_view name : noted)
    if (const Json* value = body->find(name); value != nullptr && value->is_string())
      add(name == "by" ? "says" : name, value->text().substr(0, longest_noted));
  return text;
}
std::string subject_of(const Call& call) {
  std::string subject;
  for (const std::string& param : call.request.params) subject += (subject.empty() ? "" : "/") + param;
  return log::scrub(subject).substr(0, longest_noted);
}
}  // namespace

Result<engine::Actor> admit_operator(const Call& call) {
  const Services& services = call.services;
  const auto shown = shown_token(call.request);
  std::optional<engine::Actor> actor;
  if (shown && CRYPTO_memcmp(shown->data(), services.operator_token.data(), shown->size()) == 0)
    actor = engine::Actor{std::nullopt, engine::house_token};
  else if (shown)
    call.database.read([&](engine::HubTransaction& tx) {
      actor.reset();
      if (const auto found = tx.audit.operator_with(*shown)) actor = engine::Actor{found->id, found->name};
    });
  if (!actor) {
    services.metrics.counter("hub_strangers_total", "Calls of operators without a token that counts.").add();
    if (!services.stranger_limits->allow(call.request.peer_address, call.now))
      return refuse(ErrorCode::rate_limited, "too many wrong tokens came from there");
    return refuse(ErrorCode::unauthenticated, "the hub's token is asked for, or one of an operator");
  }
  if (!services.operator_limits->allow(actor->name, call.now)) {
    services.metrics.counter("hub_operators_limited_total", "Calls of operators that asked too often.").add();
    return refuse(ErrorCode::rate_limited, "this token asks too often");
  }
  return *std::move(actor);
}

http::Response audited(Call& call, const std::string& action, const std::function<http::Response(Call&)>& handle) {
  const std::string subject = subject_of(call), detail = detail_of(call);
  std::int64_t noted_as = 0;
  call.database.write(
      [&](engine::HubTransaction& tx) { noted_as = tx.audit.add(call.actor, action, subject, detail, call.now); });
  const auto refused = [&](int status) {
    const std::string why = "\"entry\":" + std::to_string(noted_as) + ",\"status\":" + std::to_string(status);
    call.database.write(
        [&](engine::HubTransaction& tx) { tx.audit.add(call.actor, action + ".refused", subject, why, call.now); });
  };
  http::Response response = handle(call);
  constexpr int first_refusal = 400;
  if (response.status >= first_refusal) refused(response.status);
  return response;
}

std::string who_decides(const Call& call, const std::optional<std::string>& claimed) {
  if (call.actor.operator_id || !claimed) return call.actor.name;
  return *claimed + " (" + call.actor.name + ")";
}
}  // namespace holdfast::server
