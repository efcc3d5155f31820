#include "commands/return_elsewhere.h"
#include "hub_calls/call_ids.h"
#include "hub_calls/call_rows.h"
#include "routes/decode_sale.h"
#include "routes/elsewhere_answers.h"
#include "routes/elsewhere_order.h"
#include "routes/elsewhere_routes.h"

// Taking back what another store sold: with the hub's hold on the quantities, or provisionally by the signed receipt.
namespace holdfast::routes {
namespace {
using commands::ReturnElsewhere;
using http::Method;
using hub_calls::Heard;
using hub_calls::HubCalls;

Result<ReturnElsewhere> decode(const Input& input) {
  std::vector<FieldError> errors;
  JsonFields fields{input.body, errors};
  ReturnElsewhere command;
  command.register_id = fields.uuid("registerId");
  command.order = fields.uuid("orderId");
  for (const Json& entry : fields.array("lines", true, 500)) {
    JsonFields line{entry, errors, "/lines/" + std::to_string(command.lines.size())};
    ReturnElsewhere::Line each;
    each.position = static_cast<int>(line.integer("position", 1, 0x7fff));
    each.quantity = quantity_of(line, "quantity", errors).value_or(Quantity{});
    if (each.quantity.micro() <= 0) line.complain("quantity", "must be above 0");
    each.reason = line.maybe_text("reason", 200).value_or("");
    each.condition = line.maybe_text("condition", 100).value_or("");
    line.finish();
    for (const ReturnElsewhere::Line& before : command.lines)
      if (before.position == each.position) line.complain("position", "occurs above already");
    command.lines.push_back(std::move(each));
  }
  if (command.lines.empty() && errors.empty()) fields.complain("lines", "must have at least one line");
  command.checkout.payments = payments_of(fields, "refunds", errors);
  command.checkout.person = fields.maybe_uuid("personId");
  command.checkout.note = fields.maybe_text("note", 500).value_or("");
  fields.finish();
  TRY(accept_fields(std::move(errors)));
  return command;
}

Answer answer_of(int status, const orders::Order& order) {
  Answer answer;
  answer.status = status == 201 && order.status == orders::Status::pending_payment ? 202 : status;
  orders::append_json(answer.body, order, orders::Audience::api);
  if (status == 201) answer.headers.emplace_back("Location", "/v1/orders/" + to_string(order.id));
  return answer;
}

/// Judged and computed as ever, and nothing is kept of it.
Result<Answer> preview(ReturnElsewhere command, const Uuid& claim, bool online, db::Transaction& tx,
                       commands::Context& context) {
  if (online) command.claim = claim;  // the hub would be asked
  if (command.checkout.payments.empty())
    for (const payments::Tender& tender : payments::load_tenders(tx.connection()))
      if (tender.active && tender.kind == payments::TenderKind::cash && command.checkout.payments.empty())
        command.checkout.payments.push_back({tender.code, {}, {}, {}, {}});
  orders::Order order = TRY(commands::return_elsewhere(tx, command, context));
  order.receipt.reset();
  Answer answer = answer_of(200, order);
  answer.preview = true;
  return answer;
}

std::string request_of(const ReturnElsewhere& command, const std::string& site_id) {
  std::string out;
  JsonWriter json{out};
  json.begin_object().member("siteId", site_id).member("orderId", command.order).key("lines").begin_array();
  for (const ReturnElsewhere::Line& line : command.lines)
    json.begin_object().member("position", line.position).member("quantity", to_string(line.quantity)).end_object();
  json.end_array().end_object();
  return out;
}

/// What had come back anywhere before, line by line, as the hub held the rest for us.
Result<> take_before(ReturnElsewhere& command, const Json& answer) {
  const Json* lines = answer.find("lines");
  if (lines == nullptr || !lines->is_array()) return refuse(ErrorCode::not_available_now, "the hub's answer is none");
  for (const Json& each : lines->items()) {
    const Json* position = each.find("position");
    const Json* before = each.find("before");
    const auto quantity = before != nullptr && before->is_string() ? parse_quantity(before->text()) : std::nullopt;
    for (ReturnElsewhere::Line& line : command.lines)
      if (position != nullptr && position->integer() == line.position) line.before = quantity.value_or(Quantity{});
  }
  return {};
}

Result<Answer> book(ReturnElsewhere command, const Heard& heard, const Uuid& claim, db::Transaction& tx,
                    commands::Context& context) {
  const Json answer = TRY(parse_json(heard.body));
  TRY(take_before(command, answer));
  if (const Json* order = answer.find("order"); order != nullptr && order->is_object())
    orders::save(tx, foreign_order_of(*order), context.now);
  command.claim = claim;
  const orders::Order order = TRY(commands::return_elsewhere(tx, command, context));
  if (!hub_calls::use_answer(tx, claim, context.now))
    return refuse(ErrorCode::conflict, "the hub's hold on these goods was given up: try again");
  return answer_of(201, order);
}

struct Act {
  HubCalls& calls;
  store::Store& store;
  ReturnElsewhere command;
  std::string site_id;
  Uuid id;
  Told told;
};

void ask_hub(const Act& act) {
  hub_calls::Wish wish;
  wish.operation = "return.otherStore";
  wish.kind = realtime::Kind::store_order;
  wish.dependency = capabilities::Dependency::stores;
  wish.request = request_of(act.command, act.site_id);
  wish.id = act.id;
  wish.undo = "return.release";
  act.calls.act(std::move(wish), [act](const Heard& heard) {
    if (!heard.answered()) return act.told(tl::unexpected<Error>(error_of(heard, "return.otherStore", act.store)));
    act.told(std::variant<Answer, store::Write>{
        store::Write{[command = act.command, heard, id = act.id](db::Transaction& tx, commands::Context& context) {
          return book(command, heard, id, tx, context);
        }}});
  });
}

void take_back(HubCalls& calls, const Input& input, const store::Call& call, store::Store& store, const Told& told) {
  const auto command = decode(input);
  if (!command) return told(tl::unexpected<Error>(command.error()));
  const std::string wants = input.http.query_value("preview").value_or("false");
  if (wants != "true" && wants != "false") return told(refuse(ErrorCode::invalid_argument, "preview is true or false"));
  const bool online = store.capabilities()->of("return.otherStore").state == capabilities::State::allowed;
  const Uuid id = hub_calls::call_id(calls, call, "HF-CALL1");
  const auto try_it = [command = *command, id, online](db::Transaction& tx, commands::Context& context) {
    return preview(command, id, online, tx, context);
  };
  if (wants == "true") return told(std::variant<Answer, store::Write>{store::Write{try_it}});
  if (!online)
    return told(std::variant<Answer, store::Write>{
        store::Write{[command = *command](db::Transaction& tx, commands::Context& context) -> Result<Answer> {
          return answer_of(201, TRY(commands::return_elsewhere(tx, command, context)));
        }}});
  std::string site_id;
  const auto read = store.read_inline(nullptr, [&](db::Connection& connection, const ReadContext&) -> Result<Answer> {
    const auto order = orders::find_foreign(connection, command->order);
    if (!order) return refuse(ErrorCode::not_found, "nothing is known here of that order: scan its receipt again");
    site_id = order->site_id;
    return Answer{};
  });
  if (!read) return told(tl::unexpected<Error>(read.error()));
  // What would be refused here anyhow (no shift, a tender, a permission) is refused before the hub holds anything.
  store::Call rehearsal = call;
  rehearsal.idempotency_key.clear();
  const Act act{calls, store, *command, site_id, id, told};
  store.submit(std::move(rehearsal), try_it, [act](const Result<Answer>& rehearsed) {
    if (!rehearsed) return act.told(tl::unexpected<Error>(rehearsed.error()));
    ask_hub(act);
  });
}
}  // namespace

void add_elsewhere_returns(Api& api, HubCalls& calls) {
  api.ask(Method::post, "/v1/elsewhere/returns", Access::session(),
          [&calls](const Input& input, const store::Call& call, store::Store& store, const Told& told) {
            take_back(calls, input, call, store, told);
          });
}
}  // namespace holdfast::routes
