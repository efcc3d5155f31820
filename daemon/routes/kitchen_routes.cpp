// The kitchen: courses of open checks, the tickets they became, copies, what is ready.
#include "checks/course_rows.h"
#include "commands/fire_course.h"
#include "commands/show_cart.h"
#include "queries/show_print_jobs.h"
#include "routes/all_routes.h"
#include "routes/cart_answer.h"
#include "routes/list.h"

namespace holdfast::routes {
namespace {
using checks::CourseTicket;
using http::Method;

void append_line(JsonWriter& json, const checks::TicketLine& line, const Uuid& cart) {
  json.begin_object().member("itemId", part_id(cart, static_cast<std::uint16_t>(line.item))).member("sku", line.sku);
  json.member("name", line.name).member("unit", line.unit).member("quantity", to_string(line.quantity));
  json.member("note", line.note).member("seat", line.seat).key("to");
  if (line.to.empty())
    json.null();
  else
    json.value(line.to);
  json.key("with").begin_array();
  for (const std::string& each : line.with) json.value(each);
  json.end_array().end_object();
}

void append_ticket(JsonWriter& json, const CourseTicket& ticket, int utc_offset_min) {
  const bool of_check = ticket.order_row == 0;
  json.begin_object().member("ticketId", ticket.id).member("number", ticket.row);
  json.nullable("cartId", of_check ? std::optional{ticket.cart} : std::nullopt);
  json.nullable("orderId", of_check ? std::nullopt : std::optional{ticket.order});
  json.nullable("receiptNumber", of_check ? std::nullopt : std::optional{ticket.receipt});
  json.member("registerId", ticket.register_id).member("registerNumber", ticket.register_number);
  json.member("kind", checks::name_of(ticket.kind)).member("course", ticket.course).member("table", ticket.table);
  json.member("fromTable", ticket.from_table).member("guests", ticket.guests).member("staff", ticket.staff);
  json.member("service", ticket.service == carts::Service::unsaid ? "unsaid" : carts::name_of(ticket.service));
  json.member("note", ticket.note).key("lines").begin_array();
  for (const checks::TicketLine& line : ticket.lines) append_line(json, line, of_check ? ticket.cart : ticket.order);
  json.end_array().key("createdAt").time(ticket.created_at, utc_offset_min);
  append_time(json, "readyAt", ticket.ready_at, utc_offset_min);
  json.end_object();
}

Result<Answer> fire(const Input& input, db::Transaction& tx, commands::Context& context) {
  std::vector<FieldError> errors;
  JsonFields fields{input.body, errors};
  const auto course = fields.maybe_integer("course", 0, 20);
  fields.finish();
  TRY(accept_fields(std::move(errors)));
  const commands::FiredCourses fired = TRY(commands::fire_course(
      tx, TRY(target_of(input)), course ? std::optional{static_cast<int>(*course)} : std::nullopt, context));
  Answer answer;
  answer.status = 201;
  std::string cart;
  commands::append_json(cart, fired.cart, context.site, context.utc_offset_min);
  JsonWriter json{answer.body};
  json.begin_object().key("cart").raw(cart).key("tickets").begin_array();
  for (const CourseTicket& ticket : fired.tickets) append_ticket(json, ticket, context.utc_offset_min);
  json.end_array().end_object();
  answer.headers.emplace_back("ETag", '"' + std::to_string(fired.cart.cart.version) + '"');
  return answer;
}

Result<Answer> list_tickets(const Input& input, db::Connection& connection, const ReadContext& context) {
  const Page page = TRY(page_of(input));
  checks::TicketFilter filter;
  if (const auto cart = input.http.query_value("cartId")) {
    filter.cart = parse_uuid(*cart);
    if (!filter.cart) return refuse(ErrorCode::invalid_argument, "cartId is an id");
  }
  filter.open = input.http.query_value("open") == "true";
  filter.before = TRY(row_of(page));
  filter.limit = page.limit + 1;
  return ok(page_json(
      checks::list_tickets(connection, filter), page,
      [&](JsonWriter& json, const CourseTicket& ticket) { append_ticket(json, ticket, context.utc_offset_min); },
      [](const CourseTicket& ticket) { return ticket.row; }));
}

Result<Answer> repeat(const Input& input, db::Transaction& tx, commands::Context& context) {
  const auto jobs = TRY(commands::repeat_ticket(tx, TRY(input.id(0)), context));
  Answer answer = ok(list_json(jobs, [&](JsonWriter& json, const devices::PrintJob& job) {
    queries::append_print_job(json, job, context.utc_offset_min);
  }));
  answer.status = 201;
  return answer;
}

/// `{ready}`: done, or not after all.
Result<Answer> finish(const Input& input, db::Transaction& tx, commands::Context& context) {
  std::vector<FieldError> errors;
  JsonFields fields{input.body, errors};
  const bool ready = fields.flag("ready", true);
  fields.finish();
  TRY(accept_fields(std::move(errors)));
  const CourseTicket ticket = TRY(commands::finish_ticket(tx, TRY(input.id(0)), ready, context));
  return ok(body_of(
      ticket, [&](JsonWriter& json, const CourseTicket& each) { append_ticket(json, each, context.utc_offset_min); }));
}
}  // namespace

void add_kitchen_routes(Api& api) {
  const Access sell = Access::session(Permission::sell);
  api.write(Method::post, "/v1/carts/{id}/fire", sell, &fire);
  api.read(Method::get, "/v1/kitchen/tickets", Access::terminal(), &list_tickets);
  api.write(Method::post, "/v1/kitchen/tickets/{id}/copies", sell, &repeat);
  api.write(Method::put, "/v1/kitchen/tickets/{id}/ready", Access::terminal(), &finish);
}
}  // namespace holdfast::routes
