// The plan of the tables with the checks that are open on them, and what may be given instead of a line.
#include <map>

#include "checks/course.h"
#include "commands/show_cart.h"
#include "commands/substitute_item.h"
#include "layouts/layout_rows.h"
#include "routes/all_routes.h"
#include "routes/cart_answer.h"
#include "routes/decode_sale.h"
#include "routes/list.h"
#include "staff/terminal_rows.h"

namespace holdfast::routes {
namespace {
using http::Method;

/// One open check, as the plan shows it.
struct OpenCheck {
  commands::CartView view;
  std::optional<std::string> terminal;
  std::int64_t unfired = 0;
};

std::map<std::string, std::vector<OpenCheck>> open_checks(db::Connection& connection, const ReadContext& context) {
  std::vector<Uuid> carts;
  db::Statement& rows = connection.prepare(
      "SELECT c.uuid FROM cart c JOIN cart_terms t ON t.cart_id = c.id WHERE c.status IN ('ACTIVE', 'SUSPENDED') AND "
      "t.document ->> '$.table' <> '' ORDER BY c.id LIMIT 1000");
  while (rows.step()) carts.push_back(rows.uuid(0));
  std::map<std::string, std::vector<OpenCheck>> found;
  for (const Uuid& cart : carts) {
    auto view = commands::view_cart(connection, cart, context.site, context.now, context.utc_offset_min);
    if (!view) continue;
    OpenCheck check{*std::move(view), {}, 0};
    for (const carts::Item& item : check.view.cart.items) check.unfired += checks::unfired(item).is_zero() ? 0 : 1;
    if (check.view.cart.terminal)
      if (const auto terminal = staff::find_terminal(connection, *check.view.cart.terminal))
        check.terminal = terminal->name;
    std::string table = check.view.cart.terms.table;
    found[std::move(table)].push_back(std::move(check));
  }
  return found;
}

void append_checks(JsonWriter& json, const std::vector<OpenCheck>& checks, int utc_offset_min) {
  json.key("checks").begin_array();
  for (const OpenCheck& check : checks) {
    const carts::Cart& cart = check.view.cart;
    json.begin_object().member("cartId", cart.id).member("version", cart.version);
    json.member("status", carts::name_of(cart.status)).member("total", check.view.priced.total);
    json.member("guests", cart.terms.guests).member("staff", cart.staff_code).nullable("terminalId", cart.terminal);
    json.nullable("terminalName", check.terminal);
    json.member("lines", static_cast<std::int64_t>(cart.items.size())).member("unfired", check.unfired);
    json.key("since").time(cart.created_at, utc_offset_min).end_object();
  }
  json.end_array();
}

Result<Answer> list_tables(const Input&, db::Connection& connection, const ReadContext& context) {
  const auto stored = layouts::find(connection);
  auto open = open_checks(connection, context);
  std::string out;
  JsonWriter json{out};
  json.begin_object().member("layoutVersion", stored ? stored->version : 0);
  json.member("currency", context.site.currency.code()).member("columns", layouts::room_columns);
  json.member("rows", layouts::room_rows).key("rooms").begin_array();
  for (const layouts::Room& room : stored ? stored->layout.rooms : std::vector<layouts::Room>{}) {
    json.begin_object().member("label", room.label).key("tables").begin_array();
    for (const layouts::Table& table : room.tables) {
      json.begin_object();
      layouts::append_members(json, table);
      append_checks(json, open[table.code], context.utc_offset_min);
      json.end_object();
      open.erase(table.code);
    }
    json.end_array().end_object();
  }
  json.end_array().key("elsewhere").begin_array();  // tables that no plan shows
  for (const auto& [table, checks] : open) {
    json.begin_object().member("code", table);
    append_checks(json, checks, context.utc_offset_min);
    json.end_object();
  }
  json.end_array().end_object();
  return ok(std::move(out));
}

Result<Answer> list_substitutes(const Input& input, db::Connection& connection, const ReadContext& context) {
  const Uuid item = TRY(input.id(1));
  if (whole_of(item) != TRY(input.id(0))) return refuse(ErrorCode::not_found, "no such line in this cart");
  const auto offers =
      TRY(commands::substitutes_of(connection, item, context.site, context.now, context.utc_offset_min));
  return ok(list_json(offers, [](JsonWriter& json, const commands::Offer& offer) {
    json.begin_object().member("variantId", offer.variant).member("sku", offer.sku).member("name", offer.name);
    json.member("unit", offer.unit).member("price", commands::name_of(offer.price));
    json.member("ownPrice", offer.own_price).member("unitPrice", offer.unit_price).key("inStock");
    if (offer.in_stock)
      json.value(to_string(*offer.in_stock));
    else
      json.null();
    json.end_object();
  }));
}

Result<Answer> substitute(const Input& input, db::Transaction& tx, commands::Context& context) {
  std::vector<FieldError> errors;
  JsonFields fields{input.body, errors};
  commands::SubstituteItem command;
  command.item_id = TRY(input.id(1));
  command.article.variant = fields.maybe_uuid("variantId");
  command.article.sku = fields.maybe_text("sku", 100);
  command.article.code = fields.maybe_text("code", 200);
  if (command.article.variant.has_value() + command.article.sku.has_value() + command.article.code.has_value() != 1)
    fields.complain("variantId", "or sku or code: exactly one names the article");
  fields.finish();
  TRY(accept_fields(std::move(errors)));
  return cart_answer(commands::substitute_item(tx, TRY(target_of(input)), command, context), 200, context);
}
}  // namespace

void add_table_routes(Api& api) {
  api.read(Method::get, "/v1/tables", Access::session(), &list_tables);
  api.read(Method::get, "/v1/carts/{id}/items/{itemId}/substitutes", Access::session(), &list_substitutes);
  api.write(Method::post, "/v1/carts/{id}/items/{itemId}/substitute", Access::session(Permission::sell), &substitute);
}
}  // namespace holdfast::routes
