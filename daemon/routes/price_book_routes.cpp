#include "catalogue/price_book.h"
#include "routes/all_routes.h"
#include "routes/decode_catalogue.h"
#include "routes/list.h"

namespace holdfast::routes {
namespace {
using catalogue::BookPrice;
using catalogue::PriceBook;
using http::Method;

void append_book(JsonWriter& json, const PriceBook& book, int utc_offset_min) {
  json.begin_object()
      .member("id", book.id)
      .member("code", book.code)
      .member("name", book.name)
      .member("currency", book.currency);
  json.member("priority", book.priority).member("active", book.active);
  append_time(json, "from", book.from, utc_offset_min);
  append_time(json, "to", book.to, utc_offset_min);
  json.nullable("salesChannelId", book.sales_channel_id).end_object();
}
void append_price(JsonWriter& json, const BookPrice& price, int utc_offset_min) {
  json.begin_object().member("sku", price.sku).member("variantId", price.variant).member("amount", price.amount);
  json.member("minQuantity", to_string(price.min_quantity));
  append_time(json, "from", price.from, utc_offset_min);
  append_time(json, "to", price.to, utc_offset_min);
  json.end_object();
}

Result<Answer> list_books(const Input&, db::Connection& connection, const ReadContext& context) {
  return ok(list_json(catalogue::price_books(connection), [&](JsonWriter& json, const PriceBook& book) {
    append_book(json, book, context.utc_offset_min);
  }));
}
Result<Answer> create_book(const Input& input, db::Transaction& tx, commands::Context& context) {
  const PriceBook book =
      TRY(commands::create_price_book(tx, TRY(decode_price_book(input.body, context.site.currency)), context));
  return created(
      body_of(book, [&](JsonWriter& json, const PriceBook& each) { append_book(json, each, context.utc_offset_min); }),
      "/v1/price-books/" + http::percent_encode(book.code) + "/prices");
}

/// A page holds all prices of up to `limit` articles, so that steps of one are never torn apart.
Result<Answer> list_prices(const Input& input, db::Connection& connection, const ReadContext& context) {
  const Page page = TRY(page_of(input));
  const std::int64_t after = TRY(row_of(page));
  const auto book = catalogue::find_price_book(connection, input.param(0));
  if (!book) return refuse(ErrorCode::not_found, "no price book `" + input.param(0) + "`");
  std::string out;
  JsonWriter json{out};
  json.begin_object().key("items").begin_array();
  int articles = 0;
  std::int64_t last = 0;
  bool more = false;
  for (const BookPrice& price : catalogue::book_prices(connection, book->row, after, page.limit + 1)) {
    if (price.variant_row != last && ++articles > page.limit) {
      more = true;
      break;
    }
    last = price.variant_row;
    append_price(json, price, context.utc_offset_min);
  }
  json.end_array().key("next");
  if (more)
    json.value(std::to_string(last));
  else
    json.null();
  json.end_object();
  return ok(std::move(out));
}
Result<Answer> put_prices(const Input& input, db::Transaction& tx, commands::Context& context) {
  const auto prices = TRY(commands::set_prices(tx, input.param(0), TRY(decode_prices(input.body)), context));
  return ok(list_json(
      prices, [&](JsonWriter& json, const BookPrice& price) { append_price(json, price, context.utc_offset_min); }));
}
}  // namespace

void add_price_book_routes(Api& api) {
  const Access open = Access::session();
  const Access edit = Access::session(Permission::catalogue_edit);
  api.read(Method::get, "/v1/price-books", open, &list_books);
  api.write(Method::post, "/v1/price-books", edit, &create_book);
  api.read(Method::get, "/v1/price-books/{code}/prices", open, &list_prices);
  api.write(Method::put, "/v1/price-books/{code}/prices", edit, &put_prices);
}
}  // namespace holdfast::routes
