#include <array>

#include "commands/work_shift.h"
#include "money/most_money.h"
#include "queries/shift_report.h"
#include "routes/all_routes.h"

namespace holdfast::routes {
namespace {
using http::Method;

Answer shift_answer(int status, const shifts::Shift& shift, const Site& site, int utc_offset_min) {
  Answer answer;
  answer.status = status;
  queries::append_shift_json(answer.body, shift, site, utc_offset_min);
  if (status == 201) answer.headers.emplace_back("Location", "/v1/shifts/" + to_string(shift.id));
  return answer;
}

Result<Answer> open_shift(const Input& input, db::Transaction& tx, commands::Context& context) {
  std::vector<FieldError> errors;
  JsonFields fields{input.body, errors};
  commands::OpenShift command;
  command.register_id = TRY(input.id(0));
  command.opening_cash = fields.integer("openingCash", 0, most_money);
  fields.finish();
  TRY(accept_fields(std::move(errors)));
  return shift_answer(201, TRY(commands::open_shift(tx, command, context)), context.site, context.utc_offset_min);
}

Result<Answer> move_cash(const Input& input, db::Transaction& tx, commands::Context& context) {
  static constexpr std::array<std::string_view, 4> kinds{"payIn", "payOut", "drop", "noSale"};
  std::vector<FieldError> errors;
  JsonFields fields{input.body, errors};
  commands::MoveCash command;
  command.shift_id = TRY(input.id(0));
  command.kind = fields.word("kind", kinds);
  command.amount = fields.maybe_integer("amount", 0, most_money).value_or(0);
  command.reason = fields.text("reason", 200);
  fields.finish();
  TRY(accept_fields(std::move(errors)));
  const commands::CashMovement movement = TRY(commands::move_cash(tx, command, context));
  std::string out;
  JsonWriter json{out};
  json.begin_object().member("movementId", movement.id).member("shiftId", command.shift_id).member("kind", command.kind);
  json.member("amount", command.amount).member("currency", context.site.currency.code()).member("reason", command.reason);
  if (context.site.policy.blind_close) json.key("expectedCash").null();
  else json.member("expectedCash", movement.expected_cash);
  json.end_object();
  return created(std::move(out), "/v1/shifts/" + to_string(command.shift_id));
}

Result<Answer> close_shift(const Input& input, db::Transaction& tx, commands::Context& context) {
  std::vector<FieldError> errors;
  JsonFields fields{input.body, errors};
  commands::CloseShift command;
  command.shift_id = TRY(input.id(0));
  command.counted_cash = fields.maybe_integer("countedCash", 0, most_money);
  for (const Json& entry : fields.array("denominations", false, 100)) {
    JsonFields denomination{entry, errors, "/denominations/" + std::to_string(command.denominations.size())};
    command.denominations.push_back({denomination.integer("value", 1, most_money), denomination.integer("count", 0, 1'000'000)});
    denomination.finish();
  }
  command.variance_reason = fields.maybe_text("varianceReason", 300).value_or("");
  fields.finish();
  TRY(accept_fields(std::move(errors)));
  const shifts::Shift shift = TRY(commands::close_shift(tx, command, context));
  Answer answer = shift_answer(200, shift, context.site, context.utc_offset_min);
  answer.body.pop_back();  // the object goes on with its Z report
  answer.body += ",\"report\":";
  queries::append_report_json(answer.body, tx.connection(), shift, context.site, context.utc_offset_min);
  answer.body += '}';
  return answer;
}

Result<Answer> get_shift(const Input& input, db::Connection& connection, const ReadContext& context) {
  return shift_answer(200, TRY(shifts::load(connection, TRY(input.id(0)))), context.site, context.utc_offset_min);
}

Result<Answer> list_shifts(const Input& input, db::Connection& connection, const ReadContext& context) {
  const Page page = TRY(page_of(input));
  const Uuid id = TRY(input.id(0));
  db::Statement& reg = connection.prepare("SELECT id FROM register WHERE uuid = ?");
  const std::int64_t register_row = reg.all(id).step() ? reg.integer(0) : 0;
  reg.reset();
  if (register_row == 0) return refuse(ErrorCode::not_found, "no register " + to_string(id));
  std::optional<bool> open;
  if (const auto status = input.http.query_value("status")) {
    if (*status != "OPEN" && *status != "CLOSED") return refuse(ErrorCode::invalid_argument, "a shift is OPEN or CLOSED");
    open = *status == "OPEN";
  }
  const std::int64_t before = page.cursor.empty() ? 0 : parse_scaled(page.cursor, 0).value_or(0);
  auto found = shifts::list(connection, register_row, open, before, page.limit + 1);
  const bool more = found.size() > static_cast<std::size_t>(page.limit);
  if (more) found.pop_back();
  std::string out;
  JsonWriter json{out};
  json.begin_object().key("items").begin_array();
  for (const shifts::Shift& shift : found) {
    std::string one;
    queries::append_shift_json(one, shift, context.site, context.utc_offset_min);
    json.raw(one);
  }
  json.end_array();
  if (more) json.member("next", std::to_string(found.back().row));
  else json.key("next").null();
  json.end_object();
  return ok(std::move(out));
}

Result<Answer> report(const Input& input, db::Connection& connection, const ReadContext& context) {
  const shifts::Shift shift = TRY(shifts::load(connection, TRY(input.id(0))));
  std::string out;
  queries::append_report_json(out, connection, shift, context.site, context.utc_offset_min);
  return ok(std::move(out));
}
}  // namespace

void add_shift_routes(Api& api) {
  const Access open = Access::session();  // the command judges: an approval may stand in
  api.write(Method::post, "/v1/registers/{id}/shifts", open, &open_shift);
  api.read(Method::get, "/v1/registers/{id}/shifts", open, &list_shifts);
  api.read(Method::get, "/v1/shifts/{id}", open, &get_shift);
  api.write(Method::post, "/v1/shifts/{id}/cash-movements", open, &move_cash);
  api.write(Method::post, "/v1/shifts/{id}/close", open, &close_shift);
  api.read(Method::get, "/v1/shifts/{id}/report", Access::session(Permission::x_report), &report);
}
}  // namespace holdfast::routes
