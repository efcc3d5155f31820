#include <array>

#include "commands/move_stock.h"
#include "layaways/layaway.h"
#include "routes/all_routes.h"
#include "routes/decode_sale.h"
#include "routes/list.h"

namespace holdfast::routes {
namespace {
using http::Method;

void append_level(JsonWriter& json, const stock::Level& level) {
  json.begin_object()
      .member("variantId", level.article.id)
      .member("sku", level.article.sku)
      .member("name", level.article.name);
  json.member("unit", level.article.unit).member("quantity", to_string(level.quantity));
  json.member("reserved", to_string(level.reserved)).end_object();
}

Result<stock::Article> article_of(const std::optional<stock::Article>& found, const std::string& name) {
  if (!found) return refuse(ErrorCode::not_found, "no article `" + name + "`");
  return *found;
}
/// The one article that `?sku=` or `?variantId=` names, if either is there.
Result<std::optional<stock::Article>> asked_for(const Input& input, db::Connection& connection) {
  if (const auto sku = input.http.query_value("sku"))
    return TRY(article_of(stock::find_article(connection, *sku), *sku));
  const auto text = input.http.query_value("variantId");
  if (!text) return std::nullopt;
  const auto id = parse_uuid(*text);
  if (!id) return refuse(ErrorCode::invalid_argument, "variantId is a UUID");
  return TRY(article_of(stock::find_article(connection, *id), *text));
}
Result<Answer> list_stock(const Input& input, db::Connection& connection, const ReadContext&) {
  const Page page = TRY(page_of(input));
  const std::int64_t location = stock::main_location(connection);
  std::optional<Quantity> at_most;
  if (const auto text = input.http.query_value("atMost")) {
    at_most = parse_quantity(*text);
    if (!at_most || at_most->micro() < 0) return refuse(ErrorCode::invalid_argument, "atMost is a quantity, 0 or more");
  }
  std::vector<stock::Level> levels;
  if (const auto article = TRY(asked_for(input, connection)))
    levels.push_back({*article, stock::level(connection, article->row, location), {}});
  else
    levels = stock::levels(connection, location, TRY(row_of(page)), page.limit + 1, at_most);
  for (stock::Level& level : levels) level.reserved = layaways::reserved(connection, level.article.row);
  return ok(page_json(levels, page, append_level, [](const stock::Level& level) { return level.article.row; }));
}
Result<Answer> list_moves(const Input& input, db::Connection& connection, const ReadContext& context) {
  const Page page = TRY(page_of(input));
  const stock::Article article = TRY(article_of(stock::find_article(connection, TRY(input.id(0))), input.param(0)));
  const auto moves = stock::moves(connection, article.row, TRY(row_of(page)), page.limit + 1);
  return ok(page_json(
      moves, page,
      [&](JsonWriter& json, const stock::Entry& entry) {
        json.begin_object()
            .member("id", entry.id)
            .member("variantId", article.id)
            .member("sku", article.sku)
            .member("kind", entry.kind);
        json.member("quantity", to_string(entry.quantity)).nullable("orderId", entry.order);
        json.nullable("reason", entry.reason.empty() ? std::nullopt : std::optional{entry.reason});
        json.nullable("staffCode", entry.staff_code);
        json.key("createdAt").time(entry.at, context.utc_offset_min).end_object();
      },
      [](const stock::Entry& entry) { return entry.id; }));
}

commands::MoveStock::Item item_of(const Json& entry, std::vector<FieldError>& errors, std::string pointer) {
  JsonFields fields{entry, errors, std::move(pointer)};
  commands::MoveStock::Item item;
  item.variant_id = fields.maybe_uuid("variantId");
  const auto sku = fields.maybe_text("sku", 64);
  if (item.variant_id.has_value() == sku.has_value()) fields.complain("sku", "name the article by variantId or by sku");
  item.sku = sku.value_or("");
  const auto quantity = quantity_of(fields, "quantity", errors);
  if (quantity)
    item.quantity = *quantity;
  else if (errors.empty())
    fields.complain("quantity", "is required");
  fields.finish();
  return item;
}
Result<Answer> move_stock(const Input& input, db::Transaction& tx, commands::Context& context) {
  static constexpr std::array<std::string_view, 3> kinds{"receipt", "adjustment", "count"};
  using Kind = commands::MoveStock::Kind;
  std::vector<FieldError> errors;
  JsonFields fields{input.body, errors};
  commands::MoveStock command;
  const std::string kind = fields.word("kind", kinds);
  command.kind = kind == "count" ? Kind::count : kind == "adjustment" ? Kind::adjustment : Kind::receipt;
  for (const Json& entry : fields.array("items", true, 1000))
    command.items.push_back(item_of(entry, errors, "/items/" + std::to_string(command.items.size())));
  if (command.items.empty() && errors.empty()) fields.complain("items", "must have at least one item");
  command.reason = fields.text("reason", 200);
  fields.finish();
  TRY(accept_fields(std::move(errors)));
  const auto moved = TRY(commands::move_stock(tx, command, context));
  std::string out;
  JsonWriter json{out};
  json.begin_object().key("items").begin_array();
  for (const commands::MovedStock& each : moved)
    json.begin_object()
        .member("variantId", each.article.id)
        .member("sku", each.article.sku)
        .member("moved", to_string(each.moved))
        .member("quantity", to_string(each.level))
        .end_object();
  json.end_array().end_object();
  return created(std::move(out), {});
}
}  // namespace

void add_stock_routes(Api& api) {
  api.read(Method::get, "/v1/stock", Access::session(), &list_stock);
  api.read(Method::get, "/v1/stock/{variantId}/moves", Access::session(), &list_moves);
  api.write(Method::post, "/v1/stock/moves", Access::session(Permission::stock_adjust), &move_stock);
}
}  // namespace holdfast::routes
