#include "carts/cart_rows.h"
#include "commands/keep_by.h"
#include "customers/person_rows.h"
#include "money/most_money.h"
#include "orders/order.h"
#include "routes/all_routes.h"
#include "routes/decode_sale.h"
#include "routes/list.h"

namespace holdfast::routes {
namespace {
using http::Method;
using layaways::Layaway;

void append_layaway(JsonWriter& json, const Layaway& layaway, std::string_view today) {
  json.begin_object().member("layawayId", layaway.id).member("status", layaways::name_of(layaway.status));
  json.member("cartId", layaway.cart).member("personId", layaway.person);
  json.member("total", layaway.total).member("paid", layaway.paid).member("left", layaway.left());
  json.member("currency", layaway.currency).member("dueOn", layaway.due_on).member("overdue", layaway.overdue(today));
  json.member("note", layaway.note).member("fee", layaway.fee).nullable("orderId", layaway.order);
  json.key("createdAt").time(layaway.created_at, layaway.utc_offset_min).end_object();
}

/// The same with who it is for, the goods, what was paid in and what giving it up would cost.
std::string whole_layaway(db::Connection& connection, const Layaway& layaway, const Site& site, std::string_view today,
                          int utc_offset_min) {
  std::string out = body_of(layaway, [&](JsonWriter& json, const Layaway& each) { append_layaway(json, each, today); });
  out.pop_back();  // the object goes on
  const auto person = customers::find(connection, layaway.person);
  out += ",\"personName\":";
  JsonWriter{out}.value(person ? person->name : "");
  out += ",\"cancellationFee\":" + std::to_string(layaways::cancellation_fee(layaway.total, layaway.paid, site.policy));
  out += ",\"items\":";
  JsonWriter items{out};
  items.begin_array();
  if (const auto cart = carts::load(connection, layaway.cart))
    for (const carts::Item& item : cart->items)
      items.begin_object()
          .member("sku", item.sku)
          .member("name", item.name)
          .member("quantity", to_string(item.quantity))
          .nullable("unitPrice", item.unit_price)
          .end_object();
  items.end_array();
  out += ",\"payments\":";
  JsonWriter payments{out};
  payments.begin_array();
  for (const layaways::PaidIn& paid : layaways::payments_of(connection, layaway)) {
    payments.begin_object()
        .member("orderId", paid.order)
        .member("receiptNumber", paid.receipt)
        .member("amount", paid.amount);
    payments.key("at").time(paid.at, utc_offset_min).end_object();
  }
  payments.end_array();
  out += '}';
  return out;
}

/// `{layaway, order}`; 202 while a card terminal is at the order.
Result<Answer> step_answer(int status, db::Transaction& tx, const Result<commands::LayawayStep>& step,
                           const commands::Context& context) {
  if (!step) return tl::unexpected<Error>(step.error());
  Answer answer;
  const bool pending = step->order && step->order->status == orders::Status::pending_payment;
  answer.status = pending ? 202 : status;
  answer.body =
      "{\"layaway\":" +
      whole_layaway(tx.connection(), step->layaway, context.site, context.business_date, context.utc_offset_min) +
      ",\"order\":";
  if (step->order)
    orders::append_json(answer.body, *step->order, orders::Audience::api);
  else
    answer.body += "null";
  answer.body += '}';
  if (status == 201) answer.headers.emplace_back("Location", "/v1/layaways/" + to_string(step->layaway.id));
  return answer;
}

Result<Answer> open(const Input& input, db::Transaction& tx, commands::Context& context) {
  std::vector<FieldError> errors;
  JsonFields fields{input.body, errors};
  commands::OpenLayaway command;
  command.cart_id = fields.uuid("cartId");
  command.person = fields.maybe_uuid("personId");
  command.due_on = fields.maybe_text("dueOn", 10);
  command.note = fields.maybe_text("note", 500).value_or("");
  command.amount = fields.maybe_integer("amount", 0, most_money).value_or(0);
  if (command.amount > 0) command.payments = payments_of(fields, "payments", errors);
  fields.finish();
  TRY(accept_fields(std::move(errors)));
  return step_answer(201, tx, commands::open_layaway(tx, command, context), context);
}

Result<Answer> pay(const Input& input, db::Transaction& tx, commands::Context& context) {
  std::vector<FieldError> errors;
  JsonFields fields{input.body, errors};
  commands::PayLayaway command;
  command.id = TRY(input.id(0));
  command.register_id = fields.uuid("registerId");
  command.amount = fields.integer("amount", 1, most_money);
  command.payments = payments_of(fields, "payments", errors);
  fields.finish();
  TRY(accept_fields(std::move(errors)));
  return step_answer(200, tx, commands::pay_layaway(tx, command, context), context);
}

Result<Answer> pick_up(const Input& input, db::Transaction& tx, commands::Context& context) {
  std::vector<FieldError> errors;
  JsonFields fields{input.body, errors};
  commands::PickUp command;
  command.id = TRY(input.id(0));
  command.register_id = fields.uuid("registerId");
  if (input.body.find("payments") != nullptr) command.payments = payments_of(fields, "payments", errors);
  fields.finish();
  TRY(accept_fields(std::move(errors)));
  return step_answer(200, tx, commands::pick_up(tx, command, context), context);
}

Result<Answer> cancel(const Input& input, db::Transaction& tx, commands::Context& context) {
  std::vector<FieldError> errors;
  JsonFields fields{input.body, errors};
  commands::CancelLayaway command;
  command.id = TRY(input.id(0));
  command.register_id = fields.uuid("registerId");
  command.reason = fields.text("reason", 200);
  command.fee = fields.maybe_integer("fee", 0, most_money);
  if (input.body.find("refunds") != nullptr) command.refunds = payments_of(fields, "refunds", errors);
  fields.finish();
  TRY(accept_fields(std::move(errors)));
  return step_answer(200, tx, commands::cancel_layaway(tx, command, context), context);
}

Result<Answer> change(const Input& input, db::Transaction& tx, commands::Context& context) {
  std::vector<FieldError> errors;
  JsonFields fields{input.body, errors};
  commands::ChangeLayaway command;
  command.id = TRY(input.id(0));
  command.due_on = fields.maybe_text("dueOn", 10);
  command.note = fields.maybe_text("note", 500);
  fields.finish();
  TRY(accept_fields(std::move(errors)));
  const Layaway layaway = TRY(commands::change_layaway(tx, command, context));
  return ok(whole_layaway(tx.connection(), layaway, context.site, context.business_date, context.utc_offset_min));
}

Result<Answer> get(const Input& input, db::Connection& connection, const ReadContext& context) {
  const Layaway layaway = TRY(layaways::load(connection, TRY(input.id(0))));
  return ok(whole_layaway(connection, layaway, context.site, to_date(context.now, context.utc_offset_min),
                          context.utc_offset_min));
}

Result<Answer> list(const Input& input, db::Connection& connection, const ReadContext& context) {
  const Page page = TRY(page_of(input));
  layaways::Wanted wanted;
  if (const auto open = input.http.query_value("open")) {
    if (*open != "true" && *open != "false") return refuse(ErrorCode::invalid_argument, "open is true or false");
    wanted.open = *open == "true";
  }
  if (const auto text = input.http.query_value("personId")) {
    const auto id = parse_uuid(*text);
    const auto person = id ? customers::find(connection, *id) : std::nullopt;
    if (!person) return refuse(ErrorCode::not_found, "no customer " + *text);
    wanted.person_row = person->row;
  }
  const std::string today = to_date(context.now, context.utc_offset_min);
  return ok(page_json(
      layaways::list(connection, wanted, TRY(row_of(page)), page.limit + 1), page,
      [&](JsonWriter& json, const Layaway& layaway) {
        std::string one =
            body_of(layaway, [&](JsonWriter& inner, const Layaway& each) { append_layaway(inner, each, today); });
        one.pop_back();
        const auto person = customers::find(connection, layaway.person);
        one += ",\"personName\":";
        JsonWriter{one}.value(person ? person->name : "");
        one += '}';
        json.raw(one);
      },
      [](const Layaway& layaway) { return layaway.row; }));
}
}  // namespace

void add_layaway_routes(Api& api) {
  const Access sell = Access::session(Permission::sell);
  api.read(Method::get, "/v1/layaways", Access::session(), &list);
  api.read(Method::get, "/v1/layaways/{id}", Access::session(), &get);
  api.write(Method::post, "/v1/layaways", sell, &open);
  api.write(Method::patch, "/v1/layaways/{id}", sell, &change);
  api.write(Method::post, "/v1/layaways/{id}/payments", sell, &pay);
  api.write(Method::post, "/v1/layaways/{id}/pick-up", sell, &pick_up);
  api.write(Method::post, "/v1/layaways/{id}/cancel", sell, &cancel);
}
}  // namespace holdfast::routes
