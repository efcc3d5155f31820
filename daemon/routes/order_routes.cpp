#include <array>

#include "commands/pay_by_card.h"
#include "commands/reference.h"
#include "commands/sell.h"
#include "orders/order_rows.h"
#include "queries/first_order.h"
#include "routes/all_routes.h"
#include "routes/decode_sale.h"
#include "routes/decode_terms.h"

namespace holdfast::routes {
Answer order_answer(int status, const orders::Order& order) {
  Answer answer;
  answer.status = status;
  answer.body.reserve(768 + order.items.size() * 400);
  orders::append_json(answer.body, order, orders::Audience::api);
  if (status == 201) answer.headers.emplace_back("Location", "/v1/orders/" + to_string(order.id));
  if (status == 201 && order.status == orders::Status::pending_payment) answer.status = 202;  // a terminal is at it
  answer.secret = order.address.has_value();  // what is kept for replays must not tell where somebody lives
  return answer;
}

void Api::order(http::Method method, std::string path, Access access, OrderRoute route, WriteRoute plain) {
  ask(method, std::move(path), access,
      [route, plain = std::move(plain), checkout = checkout_](const Input& input, const store::Call& call, store::Store& store,
                                                              const Told& told) {
        if (plain && input.http.query_value("preview").value_or("false") != "false")
          return told(std::variant<Answer, store::Write>{
              store::Write{[&input, plain](db::Transaction& tx, commands::Context& context) { return plain(input, tx, context); }}});
        if (*checkout && (*checkout)(input, call, store, route, told)) return;
        told(std::variant<Answer, store::Write>{
            store::Write{[&input, route](db::Transaction& tx, commands::Context& context) -> Result<Answer> {
              orders::Order booked;
              TRY(route(input, tx, context, nullptr, booked));
              return order_answer(201, booked);
            }}});
      });
}

namespace {
using http::Method;

Result<Answer> answer_of(int status, const Result<orders::Order>& order) {
  if (!order) return tl::unexpected<Error>(order.error());
  return order_answer(status, *order);
}

Result<> place_order(const Input& input, db::Transaction& tx, commands::Context& context, const commands::FraudCheck* fraud,
                     orders::Order& booked) {
  std::vector<FieldError> errors;
  JsonFields fields{input.body, errors};
  commands::PlaceOrder command;
  command.cart_id = fields.uuid("cartId");
  command.checkout = checkout_of(fields, errors);
  fields.finish();
  TRY(accept_fields(std::move(errors)));
  if (fraud != nullptr) command.checkout.fraud = *fraud;
  booked = TRY(commands::place_cart_order(tx, command, context));
  return {};
}

commands::Sell::Line sale_line(const Json& entry, std::vector<FieldError>& errors, std::string pointer) {
  JsonFields fields{entry, errors, std::move(pointer)};
  commands::Sell::Line line;
  line.item = add_item_of(fields, errors, false);
  if (line.item.quantity && line.item.quantity->micro() <= 0) fields.complain("quantity", "must be above 0");
  if (const Json* given = fields.maybe_object("discount")) {
    JsonFields discount{*given, errors, fields.pointer("discount")};
    line.discount = discount_of(discount, errors);
    discount.finish();
  }
  fields.finish();
  return line;
}

Result<> sell(const Input& input, db::Transaction& tx, commands::Context& context, const commands::FraudCheck* fraud, orders::Order& booked) {
  std::vector<FieldError> errors;
  JsonFields fields{input.body, errors};
  commands::Sell command;
  command.cart.register_id = fields.uuid("registerId");
  command.cart.affiliate_code = fields.maybe_text("affiliateCode", 50);
  const auto items = fields.array("items");
  command.lines.reserve(items.size());
  for (const Json& entry : items)
    command.lines.push_back(sale_line(entry, errors, "/items/" + std::to_string(command.lines.size())));
  if (items.empty() && errors.empty()) fields.complain("items", "must have at least one line");
  for (const Json& entry : fields.array("discounts", false, 100)) {
    JsonFields discount{entry, errors, "/discounts/" + std::to_string(command.discounts.size())};
    command.discounts.push_back(discount_of(discount, errors));
    discount.finish();
  }
  for (const Json& entry : fields.array("promotions", false, 20)) {
    if (!entry.is_string()) fields.complain("promotions", "must be coupon codes");
    command.promotions.push_back(entry.text());
  }
  command.terms = terms_of(fields);
  for (const Json& entry : fields.array("charges", false, 50)) {
    JsonFields charge{entry, errors, "/charges/" + std::to_string(command.charges.size())};
    command.charges.push_back(charge_of(charge, errors));
    charge.finish();
  }
  command.checkout = checkout_of(fields, errors);
  fields.finish();
  TRY(accept_fields(std::move(errors)));
  if (fraud != nullptr) command.checkout.fraud = *fraud;
  booked = TRY(commands::sell(tx, command, context));
  return {};
}

Result<commands::TakeBack> take_back_of(const Input& input, bool with_receipt) {
  std::vector<FieldError> errors;
  JsonFields fields{input.body, errors};
  commands::TakeBack command;
  command.register_id = fields.uuid("registerId");
  const auto items = fields.array("items");
  for (const Json& entry : items) {
    JsonFields line{entry, errors, "/items/" + std::to_string(command.lines.size())};
    commands::AddItem item;
    if (with_receipt) {
      item.article.order_item = line.uuid("orderItemId");
      item.quantity = quantity_of(line, "quantity", errors);
      item.reason = line.maybe_text("reason", 200).value_or("");
      item.condition = line.maybe_text("condition", 100).value_or("");
      item.terms = returned_terms_of(line);
    } else {
      item = add_item_of(line, errors, false);
    }
    line.finish();
    command.lines.push_back(std::move(item));
  }
  if (items.empty() && errors.empty()) fields.complain("items", "must have at least one line");
  command.with_deposits = fields.flag("withDeposits", true);
  command.checkout.payments = payments_of(fields, "refunds", errors);
  command.checkout.person = fields.maybe_uuid("personId");
  command.checkout.note = fields.maybe_text("note", 500).value_or("");
  command.checkout.external_ref = fields.maybe_text("externalRef", 100);
  fields.finish();
  TRY(accept_fields(std::move(errors)));
  return command;
}

/// `?preview=true`: what the return would be, paid back in cash unless told otherwise. It has no receipt then.
Result<Answer> take_back(const Input& input, commands::TakeBack command, db::Transaction& tx, commands::Context& context) {
  const std::string preview = input.http.query_value("preview").value_or("false");
  if (preview == "false") return answer_of(201, commands::take_back(tx, command, context));
  if (preview != "true") return refuse(ErrorCode::invalid_argument, "preview is true or false");
  if (command.checkout.payments.empty())
    for (const payments::Tender& tender : payments::load_tenders(tx.connection()))
      if (tender.active && tender.kind == payments::TenderKind::cash && command.checkout.payments.empty())
        command.checkout.payments.push_back({tender.code, {}, {}, {}, {}});
  orders::Order order = TRY(commands::take_back(tx, command, context));
  order.receipt.reset();
  Answer answer = order_answer(200, order);
  answer.preview = true;
  return answer;
}
Result<> book_return(commands::TakeBack command, db::Transaction& tx, commands::Context& context, const commands::FraudCheck* fraud,
                     orders::Order& booked) {
  if (fraud != nullptr) command.checkout.fraud = *fraud;
  booked = TRY(commands::take_back(tx, command, context));
  return {};
}
Result<> book_with_receipt(const Input& input, db::Transaction& tx, commands::Context& context, const commands::FraudCheck* fraud,
                           orders::Order& booked) {
  commands::TakeBack command = TRY(take_back_of(input, true));
  command.order = TRY(input.id(0));
  return book_return(std::move(command), tx, context, fraud, booked);
}
Result<> book_without_receipt(const Input& input, db::Transaction& tx, commands::Context& context, const commands::FraudCheck* fraud,
                              orders::Order& booked) {
  return book_return(TRY(take_back_of(input, false)), tx, context, fraud, booked);
}
Result<Answer> return_with_receipt(const Input& input, db::Transaction& tx, commands::Context& context) {
  commands::TakeBack command = TRY(take_back_of(input, true));
  command.order = TRY(input.id(0));
  return take_back(input, std::move(command), tx, context);
}
Result<Answer> return_without_receipt(const Input& input, db::Transaction& tx, commands::Context& context) {
  return take_back(input, TRY(take_back_of(input, false)), tx, context);
}

Result<Answer> void_order(const Input& input, db::Transaction& tx, commands::Context& context) {
  std::vector<FieldError> errors;
  JsonFields fields{input.body, errors};
  commands::VoidOrder command;
  command.order_id = TRY(input.id(0));
  command.reason = fields.text("reason", 200);
  fields.finish();
  TRY(accept_fields(std::move(errors)));
  return answer_of(201, commands::void_order(tx, command, context));
}

Result<Answer> add_payments(const Input& input, db::Transaction& tx, commands::Context& context) {
  std::vector<FieldError> errors;
  JsonFields fields{input.body, errors};
  commands::AddPayments command;
  command.order = TRY(input.id(0));
  command.payments = payments_of(fields, "payments", errors);
  fields.finish();
  TRY(accept_fields(std::move(errors)));
  return answer_of(201, commands::add_payments(tx, command, context));
}

/// 200 once it is cancelled, 202 while terminals take back what they took.
Result<Answer> give_up(const Input& input, db::Transaction& tx, commands::Context& context) {
  std::vector<FieldError> errors;
  JsonFields fields{input.body, errors};
  commands::GiveUp command;
  command.order = TRY(input.id(0));
  command.reason = fields.text("reason", 200);
  fields.finish();
  TRY(accept_fields(std::move(errors)));
  const orders::Order order = TRY(commands::give_up(tx, command, context));
  return order_answer(order.status == orders::Status::pending_payment ? 202 : 200, order);
}

Result<Answer> ship(const Input& input, db::Transaction& tx, commands::Context& context) {
  static constexpr std::array<std::string_view, 5> statuses{"PENDING", "SHIPPED", "IN_TRANSIT", "DELIVERED", "RETURNED"};
  std::vector<FieldError> errors;
  JsonFields fields{input.body, errors};
  commands::Ship command;
  command.order_id = TRY(input.id(0));
  command.provider = fields.text("provider", 100);
  command.method = fields.text("method", 100);
  command.tracking_number = fields.maybe_text("trackingNumber", 100);
  command.status = fields.maybe_word("status", statuses).value_or("SHIPPED");
  fields.finish();
  TRY(accept_fields(std::move(errors)));
  return answer_of(200, commands::ship(tx, command, context));
}

Result<Answer> set_status(const Input& input, db::Transaction& tx, commands::Context& context) {
  std::vector<FieldError> errors;
  JsonFields fields{input.body, errors};
  const std::string word = fields.text("status", 30);
  const auto status = orders::parse_status(word);
  if (!word.empty() && !status) fields.complain("status", "is no order status");
  fields.finish();
  TRY(accept_fields(std::move(errors)));
  return answer_of(200, commands::set_order_status(tx, TRY(input.id(0)), *status, context));
}

Result<Answer> get_order(const Input& input, db::Connection& connection, const ReadContext&) {
  return answer_of(200, orders::load(connection, TRY(input.id(0))));
}

Result<std::optional<Instant>> time_of(const Input& input, std::string_view name) {
  const auto text = input.http.query_value(name);
  if (!text) return std::optional<Instant>{};
  auto at = parse_rfc3339(*text);
  if (!at) at = parse_date(*text);
  if (!at) return refuse(ErrorCode::invalid_argument, std::string{name} + " must be an RFC 3339 time or a date");
  return at;
}

Result<std::optional<std::int64_t>> amount_of(const Input& input, std::string_view name) {
  const auto text = input.http.query_value(name);
  if (!text) return std::optional<std::int64_t>{};
  const auto amount = parse_scaled(*text, 0);
  if (!amount || *amount < 0) return refuse(ErrorCode::invalid_argument, std::string{name} + " is an amount in minor units");
  return amount;
}
/// What a person remembers of a sale.
Result<> read_search(const Input& input, orders::Filter& filter) {
  if (const auto text = input.http.query_value("kind")) {
    filter.kind = orders::parse_kind(*text);
    if (!filter.kind) return refuse(ErrorCode::invalid_argument, "no order is a " + *text);
  }
  filter.least = TRY(amount_of(input, "minTotal"));
  filter.most = TRY(amount_of(input, "maxTotal"));
  filter.article = input.http.query_value("article");
  filter.card = input.http.query_value("card");
  for (const auto& words : {filter.article, filter.card})
    if (words && (words->empty() || words->size() > 100)) return refuse(ErrorCode::invalid_argument, "a search has 1 to 100 bytes");
  return {};
}

Result<orders::Filter> filter_of(const Input& input, db::Connection& connection, const ReadContext& context) {
  orders::Filter filter;
  filter.from = TRY(time_of(input, "from"));
  filter.to = TRY(time_of(input, "to"));
  if (const auto text = input.http.query_value("registerId")) {
    const auto id = parse_uuid(*text);
    if (!id) return refuse(ErrorCode::invalid_argument, "registerId is no UUID");
    filter.register_row = 0;
    for (const commands::Register& reg : commands::reference(connection, context.site, context.now).registers)
      if (reg.id == *id) filter.register_row = reg.row;
  }
  if (const auto text = input.http.query_value("personId")) {
    const auto id = parse_uuid(*text);
    if (!id) return refuse(ErrorCode::invalid_argument, "personId is no UUID");
    db::Statement& row = connection.prepare("SELECT id FROM person WHERE uuid = ?");
    filter.person_row = row.all(*id).step() ? row.integer(0) : 0;
    row.reset();
  }
  if (const auto text = input.http.query_value("shiftId")) {
    const auto id = parse_uuid(*text);
    if (!id) return refuse(ErrorCode::invalid_argument, "shiftId is no UUID");
    db::Statement& row = connection.prepare("SELECT id FROM shift WHERE uuid = ?");
    filter.shift_row = row.all(*id).step() ? row.integer(0) : 0;
    row.reset();
  }
  if (const auto text = input.http.query_value("status")) {
    filter.status = orders::parse_status(*text);
    if (!filter.status) return refuse(ErrorCode::invalid_argument, "no order is ever " + *text);
  }
  TRY(read_search(input, filter));
  // Halving finds where the time begins, so that a search does not go back for ever.
  if (filter.from) filter.first_row = queries::first_order_since(connection, *filter.from);
  return filter;
}

Result<Answer> list_orders(const Input& input, db::Connection& connection, const ReadContext& context) {
  const Page page = TRY(page_of(input));
  std::vector<std::int64_t> rows;
  bool more = false;
  if (const auto text = input.http.query_value("receiptNumber")) {
    const auto number = orders::parse_receipt_number(*text);
    const auto id = number ? orders::find_by_receipt(connection, *number) : std::nullopt;
    if (id) rows.push_back(TRY(orders::load(connection, *id)).row);
  } else {
    orders::Filter filter = TRY(filter_of(input, connection, context));
    filter.limit = page.limit + 1;
    if (!page.cursor.empty()) {
      const auto cursor = parse_scaled(page.cursor, 0);
      if (!cursor || *cursor <= 0) return refuse(ErrorCode::invalid_argument, "the cursor is none of ours");
      filter.before_row = *cursor;
    }
    rows = orders::find(connection, filter);
    more = rows.size() > static_cast<std::size_t>(page.limit);
    if (more) rows.pop_back();
  }
  std::string out;
  JsonWriter json{out};
  json.begin_object().key("items").begin_array();
  for (const std::int64_t row : rows) {
    std::string order;
    orders::append_json(order, TRY(orders::load(connection, row)), orders::Audience::api);
    json.raw(order);
  }
  json.end_array();
  if (more) json.member("next", std::to_string(rows.back()));
  else json.key("next").null();
  json.end_object();
  return ok(std::move(out));
}
}  // namespace

void add_order_routes(Api& api) {
  const Access sell_access = Access::session(Permission::sell);
  const Access open = Access::session();  // the command judges: an approval may stand in
  api.order(Method::post, "/v1/orders", sell_access, &place_order);
  api.order(Method::post, "/v1/sales", sell_access, &sell);
  api.order(Method::post, "/v1/returns", open, &book_without_receipt, &return_without_receipt);
  api.read(Method::get, "/v1/orders", open, &list_orders);
  api.read(Method::get, "/v1/orders/{id}", open, &get_order);
  api.order(Method::post, "/v1/orders/{id}/returns", open, &book_with_receipt, &return_with_receipt);
  api.write(Method::post, "/v1/orders/{id}/void", open, &void_order);
  api.write(Method::post, "/v1/orders/{id}/payments", sell_access, &add_payments);
  api.write(Method::post, "/v1/orders/{id}/give-up", open, &give_up);
  api.write(Method::put, "/v1/orders/{id}/shipping", open, &ship);
  api.write(Method::post, "/v1/orders/{id}/status", open, &set_status);
  add_receipt_routes(api);
}
}  // namespace holdfast::routes
