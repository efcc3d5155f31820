// What an article costs, cost and will cost; one price of a book; prices taken down for a while.
#include "catalogue/price_rows.h"
#include "catalogue/variant_rows.h"
#include "commands/lower_price.h"
#include "money/most_money.h"
#include "routes/all_routes.h"
#include "routes/list.h"

namespace holdfast::routes {
namespace {
using catalogue::BookPrice;
using catalogue::PriceBook;
using catalogue::PriceDown;
using http::Method;
constexpr int shown_changes = 200;

std::string_view standing_of(Instant from, std::optional<Instant> to, Instant now) {
  if (to && *to <= now) return "ended";
  return now < from ? "planned" : "running";
}

void append_down(JsonWriter& json, const PriceDown& down, Instant now, int offset) {
  json.begin_object().member("id", down.id).member("variantId", down.variant).member("sku", down.sku);
  json.member("name", down.name).member("amount", down.amount).member("former", down.former);
  json.key("from").time(down.from, offset).key("to").time(down.to, offset);
  json.member("reason", down.reason).member("state", standing_of(down.from, down.to, now));
  json.nullable("staffCode", down.staff_code).key("createdAt").time(down.created, offset);
  append_time(json, "endedAt", down.ended, offset);
  json.end_object();
}
std::string shown(const PriceDown& down, const commands::Context& context) {
  return body_of(down, [&](JsonWriter& json, const PriceDown& each) {
    append_down(json, each, context.now, context.utc_offset_min);
  });
}

void append_book_price(JsonWriter& json, const PriceBook& book, const BookPrice& price, const ReadContext& context) {
  const int offset = context.utc_offset_min;
  // The tighter of the two, as price_of() reads them.
  std::optional<Instant> from = book.from, to = book.to;
  if (price.from && (!from || *from < *price.from)) from = price.from;
  if (price.to && (!to || *price.to < *to)) to = price.to;
  json.begin_object().member("book", book.code).member("bookName", book.name).member("priority", book.priority);
  json.member("amount", price.amount).member("minQuantity", to_string(price.min_quantity));
  append_time(json, "from", price.from, offset);
  append_time(json, "to", price.to, offset);
  json.member("state", book.active ? standing_of(from.value_or(Instant{0}), to, context.now) : "ended").end_object();
}

Result<Answer> show_prices(const Input& input, db::Connection& connection, const ReadContext& context) {
  const auto variant = catalogue::find_variant(connection, VariantId{TRY(input.id(0))});
  if (!variant) return refuse(ErrorCode::not_found, "no article " + input.param(0));
  const auto now = catalogue::price_of(connection, *variant, Quantity::pieces(1), context.now, context.site);
  std::string out;
  JsonWriter json{out};
  json.begin_object().member("variantId", variant->uuid).member("sku", variant->sku).member("name", variant->name);
  json.member("currency", variant->currency).nullable("base", variant->price).key("now");
  if (now)
    json.value(now->amount);
  else
    json.null();
  json.key("prices").begin_array();
  const auto prices = catalogue::prices_of(connection, variant->id);
  for (const auto& [book, price] : prices)
    if (book.code != catalogue::price_down_book) append_book_price(json, book, price, context);
  json.end_array().key("downs").begin_array();
  for (const PriceDown& down : catalogue::price_downs(connection, {.variant_row = variant->id}))
    append_down(json, down, context.now, context.utc_offset_min);
  json.end_array().key("changes").begin_array();
  for (const catalogue::PriceChange& change : catalogue::price_changes(connection, variant->id, shown_changes)) {
    json.begin_object().key("at").time(change.at, context.utc_offset_min);
    json.nullable("former", change.former).nullable("amount", change.amount).end_object();
  }
  json.end_array().end_object();
  return ok(std::move(out));
}

BookPrice price_from(JsonFields& fields) {
  BookPrice price;
  price.sku = fields.text("sku", 100);
  price.from = fields.maybe_time("from");
  if (const auto least = fields.maybe_decimal("minQuantity")) {
    const auto micro = parse_scaled(*least, 6);
    if (!micro || *micro < 0) fields.complain("minQuantity", "must be a quantity with at most 6 decimals");
    price.min_quantity = Quantity::from_micro(micro.value_or(0));
  }
  return price;
}
Result<Answer> add_price(const Input& input, db::Transaction& tx, commands::Context& context) {
  std::vector<FieldError> errors;
  JsonFields fields{input.body, errors};
  BookPrice price = price_from(fields);
  price.amount = fields.integer("amount", 0, most_money);
  price.to = fields.maybe_time("to");
  fields.finish();
  TRY(accept_fields(std::move(errors)));
  const BookPrice stored = TRY(commands::put_price(tx, input.param(0), std::move(price), context));
  return created(body_of(stored,
                         [&](JsonWriter& json, const BookPrice& each) {
                           json.begin_object().member("sku", each.sku).member("variantId", each.variant);
                           json.member("amount", each.amount).member("minQuantity", to_string(each.min_quantity));
                           append_time(json, "from", each.from, context.utc_offset_min);
                           append_time(json, "to", each.to, context.utc_offset_min);
                           json.end_object();
                         }),
                 "");
}
Result<Answer> remove_price(const Input& input, db::Transaction& tx, commands::Context& context) {
  std::vector<FieldError> errors;
  JsonFields fields{input.body, errors};
  BookPrice price = price_from(fields);
  fields.finish();
  TRY(accept_fields(std::move(errors)));
  TRY(commands::remove_price(tx, input.param(0), std::move(price), context));
  Answer answer;
  answer.status = 204;
  return answer;
}

Result<Answer> list_downs(const Input& input, db::Connection& connection, const ReadContext& context) {
  const Page page = TRY(page_of(input));
  catalogue::PriceDownFilter filter{.before = TRY(row_of(page)), .limit = page.limit + 1};
  if (const auto state = input.http.query_value("state")) {
    if (*state != "open") return refuse(ErrorCode::invalid_argument, "state is open, or left out");
    filter.open_at = context.now;
  }
  return ok(page_json(
      catalogue::price_downs(connection, filter), page,
      [&](JsonWriter& json, const PriceDown& down) { append_down(json, down, context.now, context.utc_offset_min); },
      [](const PriceDown& down) { return down.row; }));
}
Result<Answer> lower(const Input& input, db::Transaction& tx, commands::Context& context) {
  std::vector<FieldError> errors;
  JsonFields fields{input.body, errors};
  commands::LowerPrice command;
  command.sku = fields.text("sku", 100);
  command.amount = fields.integer("amount", 0, most_money);
  command.from = fields.maybe_time("from");
  const auto to = fields.maybe_time("to");
  if (!to && errors.empty()) fields.complain("to", "is required");
  command.to = to.value_or(Instant{});
  command.reason = fields.text("reason", 200);
  fields.finish();
  TRY(accept_fields(std::move(errors)));
  return created(shown(TRY(commands::lower_price(tx, command, context)), context), "/v1/price-downs");
}
Result<Answer> end(const Input& input, db::Transaction& tx, commands::Context& context) {
  return ok(shown(TRY(commands::end_price_down(tx, TRY(input.id(0)), context)), context));
}
}  // namespace

void add_price_down_routes(Api& api) {
  const Access edit = Access::session(Permission::catalogue_edit);
  api.read(Method::get, "/v1/variants/{id}/prices", Access::session(), &show_prices);
  api.write(Method::post, "/v1/price-books/{code}/prices", edit, &add_price);
  api.write(Method::post, "/v1/price-books/{code}/prices/removals", edit, &remove_price);
  api.read(Method::get, "/v1/price-downs", Access::session(), &list_downs);
  api.write(Method::post, "/v1/price-downs", edit, &lower);
  api.write(Method::post, "/v1/price-downs/{id}/end", edit, &end);
}
}  // namespace holdfast::routes
