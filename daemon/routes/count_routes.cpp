// Counts of the shelves.
#include <array>

#include "commands/count_stock.h"
#include "routes/all_routes.h"
#include "routes/list.h"

namespace holdfast::routes {
namespace {
using http::Method;
using stock::Count;
using stock::CountLine;

void append_members(JsonWriter& json, const Count& count, int offset) {
  json.member("id", count.id).member("name", count.name).member("status", count.status);
  json.nullable("staffCode", count.staff_code).key("openedAt").time(count.opened, offset);
  append_time(json, "closedAt", count.closed, offset);
  json.member("lines", count.lines).member("differing", count.differing);
}
void append_count(JsonWriter& json, const Count& count, int offset) {
  json.begin_object();
  append_members(json, count, offset);
  json.end_object();
}
void append_line(JsonWriter& json, const CountLine& line, int offset) {
  json.begin_object().member("variantId", line.article.id).member("sku", line.article.sku);
  json.member("name", line.article.name).member("unit", line.article.unit);
  json.member("counted", to_string(line.counted)).member("level", to_string(line.level));
  json.member("difference", to_string(line.difference())).nullable("staffCode", line.staff_code);
  json.key("at").time(line.at, offset).end_object();
}
std::string whole(const Count& count, const std::vector<CountLine>& lines, int offset) {
  std::string out;
  JsonWriter json{out};
  json.begin_object();
  append_members(json, count, offset);
  json.key("items").begin_array();
  for (const CountLine& line : lines) append_line(json, line, offset);
  json.end_array().end_object();
  return out;
}

Result<Answer> list(const Input& input, db::Connection& connection, const ReadContext& context) {
  const Page page = TRY(page_of(input));
  const auto status = input.http.query_value("status");
  if (status && *status != "open" && *status != "posted" && *status != "dropped")
    return refuse(ErrorCode::invalid_argument, "status is open, posted or dropped");
  return ok(page_json(
      stock::counts(connection, status, TRY(row_of(page)), page.limit + 1), page,
      [&](JsonWriter& json, const Count& count) { append_count(json, count, context.utc_offset_min); },
      [](const Count& count) { return count.row; }));
}
Result<Answer> show(const Input& input, db::Connection& connection, const ReadContext& context) {
  const auto count = stock::find_count(connection, TRY(input.id(0)));
  if (!count) return refuse(ErrorCode::not_found, "no count " + input.param(0));
  return ok(whole(*count, stock::lines(connection, count->row), context.utc_offset_min));
}
Result<Answer> open(const Input& input, db::Transaction& tx, commands::Context& context) {
  std::vector<FieldError> errors;
  JsonFields fields{input.body, errors};
  std::string name = fields.text("name", 100);
  fields.finish();
  TRY(accept_fields(std::move(errors)));
  const Count count = TRY(commands::open_count(tx, std::move(name), context));
  return created(whole(count, {}, context.utc_offset_min), "/v1/stock/counts/" + to_string(count.id));
}

Result<Answer> count_one(const Input& input, db::Transaction& tx, commands::Context& context) {
  static constexpr std::array<std::string_view, 2> ways{"add", "set"};
  const Uuid id = TRY(input.id(0));
  std::vector<FieldError> errors;
  JsonFields fields{input.body, errors};
  commands::CountArticle command;
  command.variant_id = fields.maybe_uuid("variantId");
  command.sku = fields.maybe_text("sku", 100).value_or("");
  command.code = fields.maybe_text("code", 200).value_or("");
  if (command.variant_id.has_value() + !command.sku.empty() + !command.code.empty() != 1 && errors.empty())
    fields.complain("sku", "name the article by variantId, by sku or by code");
  const auto quantity = fields.maybe_decimal("quantity");
  const auto micro = quantity ? parse_scaled(*quantity, 6) : std::optional<std::int64_t>{1'000'000};
  if (!micro) fields.complain("quantity", "must have at most 6 decimals");
  command.quantity = Quantity::from_micro(micro.value_or(0));
  if (fields.maybe_word("how", ways).value_or("add") == "set") command.how = commands::CountArticle::How::set;
  fields.finish();
  TRY(accept_fields(std::move(errors)));
  const CountLine line = TRY(commands::count_article(tx, id, command, context));
  return ok(
      body_of(line, [&](JsonWriter& json, const CountLine& each) { append_line(json, each, context.utc_offset_min); }));
}
Result<Answer> uncount(const Input& input, db::Transaction& tx, commands::Context& context) {
  TRY(commands::uncount_article(tx, TRY(input.id(0)), TRY(input.id(1)), context));
  Answer answer;
  answer.status = 204;
  return answer;
}
Result<Answer> post(const Input& input, db::Transaction& tx, commands::Context& context) {
  const commands::PostedCount posted = TRY(commands::post_count(tx, TRY(input.id(0)), context));
  return ok(whole(posted.count, posted.moved, context.utc_offset_min));
}
Result<Answer> drop(const Input& input, db::Transaction& tx, commands::Context& context) {
  const Count count = TRY(commands::drop_count(tx, TRY(input.id(0)), context));
  return ok(whole(count, {}, context.utc_offset_min));
}
}  // namespace

void add_count_routes(Api& api) {
  const Access move = Access::session(Permission::stock_adjust);
  api.read(Method::get, "/v1/stock/counts", Access::session(), &list);
  api.read(Method::get, "/v1/stock/counts/{id}", Access::session(), &show);
  api.write(Method::post, "/v1/stock/counts", move, &open);
  api.write(Method::post, "/v1/stock/counts/{id}/lines", move, &count_one);
  api.write(Method::delete_, "/v1/stock/counts/{id}/lines/{variantId}", move, &uncount);
  api.write(Method::post, "/v1/stock/counts/{id}/post", move, &post);
  api.write(Method::post, "/v1/stock/counts/{id}/drop", move, &drop);
}
}  // namespace holdfast::routes
