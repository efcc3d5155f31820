#include "commands/change_customer.h"
#include "money/most_money.h"
#include "routes/all_routes.h"
#include "routes/customer_json.h"
#include "routes/decode_terms.h"
#include "routes/list.h"

namespace holdfast::routes {
namespace {
using http::Method;

void append_buyer(JsonWriter& json, const customers::Buyer& buyer, int utc_offset_min) {
  json.key("groups").begin_array();
  for (const std::string& group : buyer.groups) json.value(group);
  json.end_array().nullable("netDays", buyer.net_days);
  json.key("taxNumber");
  if (buyer.tax_number)
    json.begin_object()
        .member("number", buyer.tax_number->number)
        .member("country", buyer.tax_number->country)
        .end_object();
  else
    json.null();
  if (!buyer.exemption) {
    json.key("exemption").null();
    return;
  }
  json.key("exemption").begin_object().member("number", buyer.exemption->number);
  append_time(json, "until", buyer.exemption->until, utc_offset_min);
  json.key("taxes").begin_array();
  for (const std::string& tax : buyer.exemption->taxes) json.value(tax);
  json.end_array().end_object();
}
}  // namespace

void append_customer(JsonWriter& json, db::Connection& connection, const customers::Person& person, const Site& site, int utc_offset_min) {
  json.begin_object()
      .member("id", person.id)
      .member("name", person.name)
      .nullable("email", person.email)
      .nullable("phone", person.phone);
  json.member("note", person.note)
      .member("currency", site.currency.code())
      .member("accountLimit", person.account_limit);
  json.member("accountBalance", person.account_balance).key("createdAt").time(person.created, utc_offset_min);
  json.key("updatedAt").time(person.updated, utc_offset_min);
  append_time(json, "erasedAt", person.erased, utc_offset_min);
  append_buyer(json, customers::load_buyer(connection, person.row), utc_offset_min);
  if (const auto state = customers::hub_state(connection, person.row)) json.member("hub", *state);
  json.end_object();
}
Answer customer_answer(int status, db::Connection& connection, const customers::Person& person, const Site& site, int utc_offset_min) {
  Answer answer;
  answer.status = status;
  JsonWriter json{answer.body};
  append_customer(json, connection, person, site, utc_offset_min);
  if (status == 201) answer.headers.emplace_back("Location", "/v1/customers/" + to_string(person.id));
  answer.secret = true;  // what is kept for replays must not outlive an erasure
  return answer;
}

Result<Answer> list_customers(const Input& input, db::Connection& connection, const ReadContext& context) {
  const Page page = TRY(page_of(input));
  const std::string words = input.http.query_value("q").value_or("");
  const auto found = customers::search(connection, words, TRY(row_of(page)), page.limit + 1);
  return ok(page_json(
      found, page,
      [&](JsonWriter& json, const customers::Person& person) {
        append_customer(json, connection, person, context.site, context.utc_offset_min);
      },
      [](const customers::Person& person) { return person.row; }));
}
Result<Answer> get_customer(const Input& input, db::Connection& connection, const ReadContext& context) {
  const Uuid id = TRY(input.id(0));
  const auto person = customers::find(connection, id);
  if (!person) return refuse(ErrorCode::not_found, "no customer " + to_string(id));
  return customer_answer(200, connection, *person, context.site, context.utc_offset_min);
}

Result<commands::CreateCustomer> new_customer_of(const Input& input) {
  std::vector<FieldError> errors;
  JsonFields fields{input.body, errors};
  commands::CreateCustomer command;
  command.name = fields.text("name", 120);
  command.email = fields.maybe_text("email", 200);
  command.phone = fields.maybe_text("phone", 40);
  command.note = fields.maybe_text("note", 500).value_or("");
  command.account_limit = fields.maybe_integer("accountLimit", 0, most_money).value_or(0);
  read_buyer(fields, input.body, errors, command.buyer);
  fields.finish();
  TRY(accept_fields(std::move(errors)));
  return command;
}
namespace {
std::optional<std::optional<std::string>> change_of(JsonFields& fields, const Json& body, std::string_view name,
                                                    std::size_t max_length) {
  auto text = fields.maybe_text(name, max_length);
  if (text) return std::optional{std::move(text)};
  if (is_cleared(body, name)) return std::optional<std::string>{};
  return std::nullopt;
}
}  // namespace

Result<commands::ChangeCustomer> customer_change_of(const Input& input, db::Connection& connection) {
  std::vector<FieldError> errors;
  JsonFields fields{input.body, errors};
  commands::ChangeCustomer command;
  command.id = TRY(input.id(0));
  command.name = fields.maybe_text("name", 120);
  if (command.name && command.name->empty()) fields.complain("name", "must not be empty");
  command.email = change_of(fields, input.body, "email", 200);
  command.phone = change_of(fields, input.body, "phone", 40);
  command.note = fields.maybe_text("note", 500);
  command.account_limit = fields.maybe_integer("accountLimit", 0, most_money);
  const auto known = customers::find(connection, command.id);
  customers::Buyer buyer = known ? customers::load_buyer(connection, known->row) : customers::Buyer{};
  if (read_buyer(fields, input.body, errors, buyer)) command.buyer = std::move(buyer);
  fields.finish();
  TRY(accept_fields(std::move(errors)));
  return command;
}
namespace {
Result<Answer> erase_customer(const Input& input, db::Transaction& tx, commands::Context& context) {
  return customer_answer(200, tx.connection(), TRY(commands::erase_customer(tx, TRY(input.id(0)), context)), context.site,
                         context.utc_offset_min);
}
}  // namespace

void add_customer_routes(Api& api) {
  api.write(Method::post, "/v1/customers/{id}/erase", Access::session(Permission::customer_erase), &erase_customer);
}
}  // namespace holdfast::routes
