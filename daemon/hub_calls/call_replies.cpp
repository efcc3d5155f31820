#include "hub_calls/call_replies.h"

#include "base/json.h"
#include "base/json_writer.h"

namespace holdfast::hub_calls {
bool is_refusal(int status) {
  return status >= 400 && status < 500 && status != 401 && status != 403 && status != 408 && status != 429;
}
std::string body_of(const Wish& wish) {
  std::string out;
  JsonWriter{out}.begin_object().member("operationId", wish.id).key("request").raw(wish.request).end_object();
  return out;
}
std::string inner_document(const std::string& body, std::string_view member) {
  // The inner document as it stands: it ends where the outer object does.
  const std::string name = "\"" + std::string{member} + "\":";
  const std::size_t at = body.find(name);
  if (at == std::string::npos || body.empty() || body.back() != '}') return {};
  return body.substr(at + name.size(), body.size() - at - name.size() - 1);
}
Settled settled_of(const Reply& reply) {
  const auto body = reply.status == 200 ? parse_json(reply.body) : Result<Json>{refuse(ErrorCode::invalid_body, "")};
  if (!body) return {};
  const Json* state = body->find("state");
  if (state == nullptr || !state->is_string()) return {};
  if (state->text() == "notDone") return {realtime::CallSession::Status::not_done, {}};
  if (state->text() != "done") return {};
  const Json* status = body->find("status");
  const auto number = status != nullptr ? status->integer() : std::nullopt;
  return {realtime::CallSession::Status::done,
          {static_cast<int>(number.value_or(200)), inner_document(reply.body, "reply")}};
}
}  // namespace holdfast::hub_calls
