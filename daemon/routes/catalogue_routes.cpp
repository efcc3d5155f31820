#include "base/utf8.h"
#include "catalogue/lookup.h"
#include "catalogue/product_rows.h"
#include "catalogue/search.h"
#include "commands/import_catalogue.h"
#include "queries/export_catalogue.h"
#include "queries/show_product.h"
#include "routes/all_routes.h"
#include "routes/decode_catalogue.h"
#include "routes/list.h"
#include "routes/till_prices.h"

namespace holdfast::routes {
namespace {
using http::Method;
using queries::ShowProduct;

Result<bool> flag_of(std::string_view name, const std::string& text) {
  if (text != "true" && text != "false")
    return refuse(ErrorCode::invalid_argument, std::string{name} + " is true or false");
  return text == "true";
}
ShowProduct show(db::Connection& connection, const ReadContext& context) {
  return {connection, context.site, context.now, context.utc_offset_min};
}
/// As the till sells it: for nobody in particular (`priceFor=till`), or for a customer.
Result<ShowProduct> show_as_asked(const Input& input, db::Connection& connection, const ReadContext& context) {
  const auto wanted = input.http.query_value("priceFor");
  if (!wanted) return show(connection, context);
  return show_for(*wanted, connection, context.site, context.now, context.utc_offset_min);
}
ShowProduct show(db::Transaction& tx, const commands::Context& context) {
  return {tx.connection(), context.site, context.now, context.utc_offset_min};
}
template <class T>
std::string shown(const ShowProduct& as, const T& value) {
  return body_of(value, [&as](JsonWriter& json, const T& each) { as.append(json, each); });
}
std::string shown(const catalogue::Category& category) { return body_of(category, &queries::append_category); }

Result<Answer> list_products(const Input& input, db::Connection& connection, const ReadContext& context) {
  const Page page = TRY(page_of(input));
  catalogue::ProductSearch search{
      .text = input.http.query_value("q").value_or(""), .limit = page.limit, .cursor = page.cursor};
  if (utf8_count(search.text) > 200) return refuse(ErrorCode::invalid_argument, "q is longer than 200 characters");
  if (const auto active = input.http.query_value("active")) search.active = TRY(flag_of("active", *active));
  if (const auto wanted = input.http.query_value("category")) {
    const auto category = catalogue::find_category(connection, std::string_view{*wanted});
    if (!category) return refuse(ErrorCode::not_found, "no category `" + *wanted + "`");
    search.category = category->row;
  }
  const catalogue::Found found = TRY(catalogue::find_products(connection, search, context.site));
  const ShowProduct as = TRY(show_as_asked(input, connection, context));
  std::string out;
  JsonWriter json{out};
  json.begin_object().key("items").begin_array();
  for (const std::int64_t row : found.products)
    if (const auto product = catalogue::load_product(connection, row)) as.append(json, *product);
  json.end_array().key("next");
  if (found.next.empty())
    json.null();
  else
    json.value(found.next);
  json.end_object();
  return ok(std::move(out));
}
Result<Answer> get_product(const Input& input, db::Connection& connection, const ReadContext& context) {
  const auto product = catalogue::load_product(connection, TRY(input.id(0)));
  if (!product) return refuse(ErrorCode::not_found, "no product " + input.param(0));
  return ok(shown(TRY(show_as_asked(input, connection, context)), *product));
}
Result<Answer> create_product(const Input& input, db::Transaction& tx, commands::Context& context) {
  const NewProduct made = TRY(decode_new_product(input.body));
  const catalogue::Product product = TRY(commands::create_product(tx, made.product, made.variants, context));
  return created(shown(show(tx, context), product), "/v1/products/" + to_string(product.id));
}
Result<Answer> change_product(const Input& input, db::Transaction& tx, commands::Context& context) {
  const Uuid id = TRY(input.id(0));
  return ok(
      shown(show(tx, context), TRY(commands::change_product(tx, id, TRY(decode_product_change(input.body)), context))));
}

Result<Answer> list_variants(const Input& input, db::Connection& connection, const ReadContext& context) {
  const auto product = catalogue::load_product(connection, TRY(input.id(0)));
  if (!product) return refuse(ErrorCode::not_found, "no product " + input.param(0));
  const ShowProduct as = show(connection, context);
  return ok(list_json(product->variants, [&as](JsonWriter& json, const auto& record) { as.append(json, record); }));
}
Result<Answer> create_variant(const Input& input, db::Transaction& tx, commands::Context& context) {
  const Uuid product = TRY(input.id(0));
  const auto record = TRY(commands::create_variant(tx, product, TRY(decode_new_variant(input.body)), context));
  return created(shown(show(tx, context), record), "/v1/variants/" + to_string(record.variant.uuid));
}
Result<Answer> change_variant(const Input& input, db::Transaction& tx, commands::Context& context) {
  const Uuid id = TRY(input.id(0));
  return ok(
      shown(show(tx, context), TRY(commands::change_variant(tx, id, TRY(decode_variant_change(input.body)), context))));
}

Result<Answer> list_categories(const Input&, db::Connection& connection, const ReadContext&) {
  return ok(list_json(catalogue::all_categories(connection), &queries::append_category));
}
Result<Answer> create_category(const Input& input, db::Transaction& tx, commands::Context& context) {
  const catalogue::Category category =
      TRY(commands::create_category(tx, TRY(decode_new_category(input.body)), context));
  return created(shown(category), "/v1/categories/" + to_string(category.id));
}
Result<Answer> change_category(const Input& input, db::Transaction& tx, commands::Context& context) {
  const Uuid id = TRY(input.id(0));
  return ok(shown(TRY(commands::change_category(tx, id, TRY(decode_category_change(input.body)), context))));
}

Result<Answer> look_up(const Input& input, db::Connection& connection, const ReadContext& context) {
  const catalogue::Lookup found = TRY(catalogue::look_up(connection, input.param(0), context.site));
  const auto record = catalogue::load_variant(connection, found.variant.id);
  std::string out;
  out.reserve(800);
  JsonWriter json{out};
  json.begin_object().member("code", found.code).key("variant");
  TRY(show_as_asked(input, connection, context)).append(json, *record);
  if (found.quantity) json.member("quantity", to_string(*found.quantity));
  json.optional("price", found.price);
  if (!found.gs1.empty()) {
    json.key("gs1").begin_object();
    for (const auto& [identifier, value] : found.gs1) json.member(identifier, value);
    json.end_object();
  }
  json.end_object();
  return ok(std::move(out));
}

bool is_csv(const Input& input) {
  const std::string_view type = input.http.header("Content-Type");
  return http::equal_ignoring_case(type.substr(0, type.find(';')), "text/csv");
}
Result<Answer> import(const Input& input, db::Transaction& tx, commands::Context& context) {
  const bool dry = TRY(flag_of("dryRun", input.http.query_value("dryRun").value_or("false")));
  const auto mode = dry ? commands::ImportMode::dry_run : commands::ImportMode::apply;
  const auto report = TRY(commands::import_at_once(tx, input.http.body, !is_csv(input), mode, context));
  std::string out;
  commands::append_json(out, report);
  return ok(std::move(out));
}
/// CSV unless JSON is asked for.
Result<Answer> export_all(const Input& input, db::Connection& connection, const ReadContext& context) {
  if (input.http.headers.lists("Accept", "application/json"))
    return ok(queries::export_catalogue_json(connection, context.site));
  Answer answer = ok(queries::export_catalogue_csv(connection, context.site));
  answer.content_type = "text/csv; charset=utf-8";
  return answer;
}
}  // namespace

void add_catalogue_routes(Api& api) {
  const Access open = Access::session();
  const Access edit = Access::session(Permission::catalogue_edit);
  api.read(Method::get, "/v1/products", open, &list_products);
  api.write(Method::post, "/v1/products", edit, &create_product);
  api.read(Method::get, "/v1/products/{id}", open, &get_product);
  api.write(Method::patch, "/v1/products/{id}", edit, &change_product);
  api.read(Method::get, "/v1/products/{id}/variants", open, &list_variants);
  api.write(Method::post, "/v1/products/{id}/variants", edit, &create_variant);
  api.write(Method::patch, "/v1/variants/{id}", edit, &change_variant);
  api.read(Method::get, "/v1/categories", open, &list_categories);
  api.write(Method::post, "/v1/categories", edit, &create_category);
  api.write(Method::patch, "/v1/categories/{id}", edit, &change_category);
  api.read_inline(Method::get, "/v1/lookup/{code}", open, &look_up);
  api.write_raw(Method::post, "/v1/catalogue/imports", edit, &import);
  api.read(Method::get, "/v1/catalogue/export", edit, &export_all);
}
}  // namespace holdfast::routes
