#include "operations/registry.h"

#include "base/json_writer.h"

namespace holdfast::operations {
namespace {
using engine::Reply;
constexpr int given_up = 410;

Reply refusal(const Error& error) {
  const ErrorRow& row = taxonomy(error.code);
  Reply out{row.status, {}};
  JsonWriter json{out.body};
  json.begin_object().member("type", row.type).member("title", row.title).member("status", row.status);
  json.member("detail", error.detail).member("errorClass", row.error_class).member("retryable", row.retryable);
  if (!error.fields.empty()) {
    json.key("errors").begin_array();
    for (const FieldError& field : error.fields)
      json.begin_object().member("pointer", field.pointer).member("detail", field.detail).end_object();
    json.end_array();
  }
  json.end_object();
  return out;
}
Reply answered(const std::string& answer) {
  Reply out;
  JsonWriter{out.body}.begin_object().key("answer").raw(answer).end_object();
  return out;
}
Reply gone() { return refusal({ErrorCode::conflict, "this call was given up before it came", {}}); }

struct Body {
  Uuid id;
  Json request;
};
Result<Body> read_body(std::string_view text) {
  const Json body = TRY(parse_json(text));
  std::vector<FieldError> errors;
  JsonFields fields{body, errors};
  Body out;
  out.id = fields.uuid("operationId");
  const Json* request = fields.maybe_object("request");
  out.request = request != nullptr ? *request : Json::object({});
  TRY(accept_fields(std::move(errors)));
  return out;
}

Reply run(engine::HubTransaction& tx, const Registry::Operation& operation, const Ask& ask) {
  const Result<std::string> answer = operation.handle(tx, ask);
  return answer ? answered(*answer) : refusal(answer.error());
}

/// The first answer, whenever and however often it is asked for.
Reply run_once(engine::HubTransaction& tx, const Registry::Operation& operation, const Ask& ask,
               const Question& question) {
  const Sha256 sha = sha256(question.operation, "\n", question.body);
  const engine::KeptAnswer kept = tx.realtime.begin_answer(ask.site, ask.id, question.operation, sha, ask.now);
  if (kept.status == given_up) return gone();
  if (kept.operation != question.operation || kept.request_sha != sha)
    return refusal({ErrorCode::key_reused, "this operation id was used for another question", {}});
  if (kept.status != 0) return {kept.status, kept.body};
  Reply reply = run(tx, operation, ask);
  tx.realtime.put_answer(ask.site, ask.id, reply.status, reply.body);
  return reply;
}
}  // namespace

Reply perform(engine::HubDatabase& database, const Registry& registry, const Question& question) {
  const Registry::Operation* operation = registry.find(question.operation);
  if (operation == nullptr) return refusal({ErrorCode::not_found, "this hub has no such operation", {}});
  const Result<Body> body = read_body(question.body);
  if (!body) return refusal(body.error());
  const Ask ask{question.site, question.channel, body->id, body->request, question.now};
  Reply reply;
  if (operation->effect == Effect::reads)
    database.read([&](engine::HubTransaction& tx) { reply = run(tx, *operation, ask); });
  else
    database.write([&](engine::HubTransaction& tx) { reply = run_once(tx, *operation, ask, question); });
  return reply;
}

Reply settle(engine::HubDatabase& database, const Question& question) {
  const Result<Body> body = read_body(question.body);
  if (!body) return refusal(body.error());
  Reply reply;
  database.write([&](engine::HubTransaction& tx) {
    const engine::KeptAnswer kept =
        tx.realtime.begin_answer(question.site, body->id, question.operation, Sha256{}, question.now);
    reply = {};
    JsonWriter json{reply.body};
    if (kept.status == 0) tx.realtime.put_answer(question.site, body->id, given_up, {});
    if (kept.status == 0 || kept.status == given_up) {
      json.begin_object().member("state", "notDone").end_object();
      return;
    }
    json.begin_object().member("state", "done").member("status", kept.status).key("reply").raw(kept.body).end_object();
  });
  return reply;
}
}  // namespace holdfast::operations
