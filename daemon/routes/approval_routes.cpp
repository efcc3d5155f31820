#include <array>

#include "commands/ask_approval.h"
#include "routes/all_routes.h"
#include "routes/approvable.h"
#include "routes/kept_refusal.h"
#include "routes/list.h"
#include "routes/secrets.h"

namespace holdfast::routes {
namespace {
using commands::ApprovalRequest;
using http::Method;
constexpr std::size_t longest_call = 16'384;

struct Reader {
  const Actor* actor;
  const Site& site;
  int utc_offset_min;
};

void append_call(JsonWriter& json, const commands::IntendedCall& call) {
  json.key("call").begin_object().member("method", call.method).member("path", call.path).key("body");
  // It was sent as text, so that the same bytes come again; people and pages read it as what it says.
  if (const auto body = parse_json(call.body); body && body->is_object())
    json.raw(call.body);
  else
    json.null();
  json.end_object();
}

void append_request(JsonWriter& json, const ApprovalRequest& request, const Reader& reader) {
  json.begin_object().member("requestId", request.id).member("state", commands::name_of(request.state));
  json.member("action", request.action)
      .member("title", request.title)
      .member("before", request.before)
      .member("after", request.after);
  json.member("reason", request.reason).key("staff").begin_object().member("id", request.requester);
  json.member("code", request.requester_code).member("name", request.requester_name).end_object();
  json.member("terminal", request.terminal)
      .nullable("registerId", request.register_id)
      .nullable("registerNumber", request.register_number);
  append_call(json, request.call);
  json.key("cart");
  if (request.cart) {
    json.begin_object()
        .member("cartId", *request.cart)
        .member("version", request.cart_version)
        .member("total", request.cart_total);
    json.member("lines", request.cart_lines).end_object();
  } else {
    json.null();
  }
  json.member("currency", reader.site.currency.code()).key("createdAt").time(request.created, reader.utc_offset_min);
  json.key("expiresAt").time(request.expires, reader.utc_offset_min);
  json.key("decidedBy");
  if (request.decided_by.empty())
    json.null();
  else
    json.value(request.decided_by);
  append_time(json, "decidedAt", request.decided, reader.utc_offset_min);
  json.member("note", request.note);
  // The consent is a secret between appliance and requester: nobody else may spend it, and nobody else hears it.
  const bool own = reader.actor != nullptr && reader.actor->staff_id == request.requester_row;
  if (own && request.approval) json.member("approvalId", *request.approval);
  json.end_object();
}
Answer request_answer(int status, const ApprovalRequest& request, const Reader& reader) {
  Answer answer;
  answer.status = status;
  JsonWriter json{answer.body};
  append_request(json, request, reader);
  if (status == 201) answer.headers.emplace_back("Location", "/v1/approval-requests/" + to_string(request.id));
  return answer;
}
Reader reader_of(const commands::Context& context) { return {context.actor, context.site, context.utc_offset_min}; }
Reader reader_of(const ReadContext& context) { return {context.actor, context.site, context.utc_offset_min}; }

commands::IntendedCall call_of(JsonFields& fields, std::vector<FieldError>& errors) {
  static constexpr std::array<std::string_view, 4> methods{"POST", "PUT", "PATCH", "DELETE"};
  commands::IntendedCall call;
  const Json* given = fields.maybe_object("call");
  if (given == nullptr) {
    if (errors.empty()) fields.complain("call", "is required");
    return call;
  }
  JsonFields members{*given, errors, fields.pointer("call")};
  call.method = members.word("method", methods);
  call.path = members.text("path", 300);
  if (!call.path.empty() && !call.path.starts_with("/v1/")) members.complain("path", "is a path of this API");
  call.body = members.maybe_text("body", longest_call).value_or("");
  members.finish();
  return call;
}

Result<Answer> ask(const Input& input, db::Transaction& tx, commands::Context& context) {
  std::vector<FieldError> errors;
  JsonFields fields{input.body, errors};
  commands::AskApproval command;
  const auto action = parse_permission(fields.text("action", 40));
  if (errors.empty() && (!action || !is_approvable(*action)))
    fields.complain("action", "is nothing that another person may consent to");
  if (action) command.action = *action;
  command.title = fields.text("title", 200);
  command.before = fields.maybe_text("before", 200).value_or("");
  command.after = fields.maybe_text("after", 200).value_or("");
  command.reason = fields.maybe_text("reason", 200).value_or("");
  command.call = call_of(fields, errors);
  fields.finish();
  TRY(accept_fields(std::move(errors)));
  return request_answer(201, TRY(commands::ask_approval(tx, command, context)), reader_of(context));
}

Result<Answer> withdraw(const Input& input, db::Transaction& tx, commands::Context& context) {
  return request_answer(200, TRY(commands::withdraw_approval_request(tx, TRY(input.id(0)), context)),
                        reader_of(context));
}

Result<Answer> list(const Input& input, db::Connection& connection, const ReadContext& context) {
  const Page page = TRY(page_of(input));
  return ok(list_json(
      commands::approval_requests(connection, context.now, page.limit),
      [&](JsonWriter& json, const ApprovalRequest& request) { append_request(json, request, reader_of(context)); }));
}

Result<Answer> show(const Input& input, db::Connection& connection, const ReadContext& context) {
  const ApprovalRequest request = TRY(commands::load_approval_request(connection, TRY(input.id(0)), context.now));
  if (request.requester_row != context.actor->staff_id && !context.actor->may(Permission::approve))
    return refuse(ErrorCode::permission_denied, "somebody else asked for it");
  return request_answer(200, request, reader_of(context));
}

Result<store::Write> prepare_decision(const Input& input, const Secrets& secrets, db::Connection& connection,
                                      const ReadContext& context) {
  static constexpr std::array<std::string_view, 2> decisions{"approve", "deny"};
  if (context.actor->staff_id == 0 || context.actor->terminal_id == 0)
    return refuse(ErrorCode::conflict, "approvals are for somebody signed on");
  std::vector<FieldError> errors;
  JsonFields fields{input.body, errors};
  commands::DecideApproval command;
  command.request = TRY(input.id(0));
  command.approve = fields.word("decision", decisions) == "approve";
  const std::string pin = fields.text("pin", 32);
  command.note = fields.maybe_text("note", 200).value_or("");
  fields.finish();
  TRY(accept_fields(std::move(errors)));
  command.check = staff::check_pin(connection, context.actor->staff_code, pin, context.actor->terminal_id,
                                   secrets.pepper_beside(connection.file()), context.now);
  return [command = std::move(command)](db::Transaction& tx, commands::Context& write) -> Result<Answer> {
    const auto outcome = TRY(commands::decide_approval(tx, command, write));
    if (const auto* rejected = std::get_if<commands::PinRejected>(&outcome)) return kept_refusal(*rejected, write);
    return request_answer(200, std::get<ApprovalRequest>(outcome), reader_of(write));
  };
}
}  // namespace

void add_approval_routes(Api& api) {
  const auto secrets = std::make_shared<const Secrets>(secrets_of(api));
  const Access anybody = Access::session(), approver = Access::session(Permission::approve);
  api.write(Method::post, "/v1/approval-requests", anybody, &ask);
  api.read(Method::get, "/v1/approval-requests", approver, &list);
  api.read(Method::get, "/v1/approval-requests/{id}", anybody, &show);
  api.write(Method::delete_, "/v1/approval-requests/{id}", anybody, &withdraw);
  api.prepared_write(Method::post, "/v1/approval-requests/{id}/decision", approver,
                     [secrets](const Input& input, db::Connection& connection, const ReadContext& context) {
                       return prepare_decision(input, *secrets, connection, context);
                     });
}
}  // namespace holdfast::routes
