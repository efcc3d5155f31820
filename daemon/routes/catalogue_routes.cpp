#include "catalogue/lookup.h"
#include "catalogue/product_rows.h"
#include "catalogue/search.h"
#include "catalogue/category.h"
#include "commands/import_catalogue.h"
#include "routes/all_routes.h"
#include "routes/list.h"

namespace holdfast::routes {
namespace {
using http::Method;

void variant_json(JsonWriter& json, const catalogue::VariantRecord& record) {
  const catalogue::Variant& variant = record.variant;
  json.begin_object().member("id", variant.uuid).member("productId", variant.product_uuid).member("sku", variant.sku);
  json.member("name", variant.name).member("title", variant.title).member("unit", variant.unit).member("decimals", variant.decimals);
  json.member("priceKind", variant.open_price ? "open" : "fixed").nullable("price", variant.price).member("currency", variant.currency);
  json.nullable("minPrice", variant.min_price).nullable("maxPrice", variant.max_price).key("barcodes").begin_array();
  for (const catalogue::Barcode& code : record.barcodes) json.value(written(code));
  json.end_array().member("inventorySource", variant.tracks_stock ? "store" : "none");
  if (record.stock && variant.tracks_stock) json.member("stock", to_string(*record.stock));
  else if (variant.tracks_stock) json.member("stock", "0");
  else json.key("stock").null();
  json.member("active", variant.active).member("discountable", variant.discountable).member("taxCategory", record.tax_category);
  if (variant.min_age) json.member("minAge", *variant.min_age);
  else json.key("minAge").null();
  json.end_object();
}

void product_json(JsonWriter& json, const catalogue::Product& product, int utc_offset_min) {
  json.begin_object().member("id", product.id).member("name", product.name).member("description", product.description);
  json.member("active", product.active);
  if (product.min_age) json.member("minAge", *product.min_age);
  else json.key("minAge").null();
  json.member("taxCategory", product.tax_category).key("categories").begin_array();
  for (const catalogue::CategoryRef& category : product.categories)
    json.begin_object().member("id", category.id).member("name", category.name).member("slug", category.slug).end_object();
  json.end_array().key("images").begin_array();
  for (const catalogue::Image& image : product.images)
    json.begin_object().member("id", image.id).member("url", image.url).member("altText", image.alt_text)
        .member("sortOrder", image.sort_order).end_object();
  json.end_array().key("variants").begin_array();
  for (const catalogue::VariantRecord& variant : product.variants) variant_json(json, variant);
  json.end_array().key("createdAt").time(product.created, utc_offset_min);
  json.key("updatedAt").time(product.updated, utc_offset_min).end_object();
}

Result<Answer> list_products(const Input& input, db::Connection& connection, const ReadContext& context) {
  const Page page = TRY(page_of(input));
  catalogue::ProductSearch query;
  query.text = input.http.query_value("q").value_or("");
  query.cursor = page.cursor;
  query.limit = page.limit;
  if (const auto active = input.http.query_value("active")) query.active = *active == "true";
  if (const auto category = input.http.query_value("category")) {
    const auto found = catalogue::find_category(connection, *category);
    if (!found) return refuse(ErrorCode::not_found, "no category " + *category);
    query.category = found->row;
  }
  const catalogue::Found found = TRY(catalogue::find_products(connection, query, context.site));
  std::string out;
  JsonWriter json{out};
  json.begin_object().key("items").begin_array();
  for (const std::int64_t row : found.products)
    if (const auto product = catalogue::load_product(connection, row)) product_json(json, *product, context.utc_offset_min);
  json.end_array();
  if (found.next.empty()) json.key("next").null();
  else json.member("next", found.next);
  json.end_object();
  return ok(std::move(out));
}

Result<Answer> get_product(const Input& input, db::Connection& connection, const ReadContext& context) {
  const auto product = catalogue::load_product(connection, TRY(input.id(0)));
  if (!product) return refuse(ErrorCode::not_found, "no product " + input.param(0));
  std::string out;
  JsonWriter json{out};
  product_json(json, *product, context.utc_offset_min);
  return ok(std::move(out));
}

Result<Answer> look_up(const Input& input, db::Connection& connection, const ReadContext& context) {
  const catalogue::Lookup found = TRY(catalogue::look_up(connection, input.param(0), context.site));
  const auto record = catalogue::load_variant(connection, found.variant.id);
  check(record.has_value());
  Answer answer;
  answer.body.reserve(700);
  JsonWriter json{answer.body};
  json.begin_object().key("variant");
  std::string variant;
  JsonWriter inner{variant};
  variant_json(inner, *record);
  json.raw(variant);
  if (found.quantity) json.member("quantity", to_string(*found.quantity));
  if (found.price) json.member("price", *found.price).member("currency", context.site.currency.code());
  if (!found.gs1.empty()) {
    json.key("gs1").begin_object();
    for (const auto& [ai, value] : found.gs1) json.member(ai, value);
    json.end_object();
  }
  json.member("code", found.code).end_object();
  return answer;
}
}  // namespace

void add_catalogue_routes(Api& api) {
  const Access open = Access::session();
  api.read(Method::get, "/v1/products", open, &list_products);
  api.read(Method::get, "/v1/products/{id}", open, &get_product);
  api.read_inline(Method::get, "/v1/lookup/{code}", open, &look_up);
}
}  // namespace holdfast::routes
