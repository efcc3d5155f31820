#include "commands/lower_price.h"

#include "catalogue/price_rows.h"
#include "catalogue/variant_rows.h"
#include "commands/permit.h"

namespace holdfast::commands {
namespace {
using catalogue::BookPrice;
using catalogue::PriceBook;
using catalogue::PriceDown;
constexpr std::int64_t day_s = 86'400;

tl::unexpected<Error> wrong(const char* pointer, std::string why) {
  return refuse(ErrorCode::invalid_argument, why, {{pointer, why}});
}
PriceBook book_of_downs(db::Transaction& tx, Context& context) {
  if (auto known = catalogue::find_price_book(tx.connection(), catalogue::price_down_book)) return *std::move(known);
  PriceBook book;
  book.id = context.ids.next(context.now);
  book.code = catalogue::price_down_book;
  book.name = "Price-downs";
  book.currency = context.site.currency.code();
  book.priority = catalogue::price_down_priority;
  catalogue::insert(tx, book, context.now);
  return book;
}
BookPrice price_of(const PriceDown& down) {
  return {down.sku, down.amount, {}, down.from, down.to, down.variant_row, down.variant};
}
void tell(db::Transaction& tx, const PriceBook& book, Context& context) {
  std::string payload;
  JsonWriter{payload}.begin_object().member("code", book.code).end_object();
  context.emit(tx, "PriceBookChanged", "price_book", book.id, std::move(payload));
}
std::string detail_of(const PriceDown& down, const Context& context) {
  std::string detail;
  JsonWriter json{detail};
  json.begin_object().member("priceDownId", down.id).member("former", down.former).member("amount", down.amount);
  json.key("from").time(down.from, context.utc_offset_min).key("to").time(down.to, context.utc_offset_min);
  json.member("reason", down.reason).end_object();
  return detail;
}
Result<> check_times(const PriceDown& down, const Context& context) {
  if (down.from < context.now) return wrong("/from", "from is over already");
  if (down.to <= down.from) return wrong("/to", "to must be after from");
  if (down.from.plus_seconds(price_down_days * day_s) < down.to)
    return wrong("/to", "a price is taken down for at most " + std::to_string(price_down_days) + " days");
  return {};
}
}  // namespace

Result<PriceDown> lower_price(db::Transaction& tx, const LowerPrice& command, Context& context) {
  const Consent consent = TRY(require(tx, context, Permission::catalogue_edit));
  TRY(permit(tx, context, "price.down"));
  const auto variant = catalogue::find_variant_by_sku(tx.connection(), command.sku);
  if (!variant) return refuse(ErrorCode::not_found, "no article `" + command.sku + "`");
  PriceDown down;
  down.id = context.ids.next(context.now);
  down.variant_row = variant->id;
  down.variant = variant->uuid;
  down.sku = variant->sku;
  down.name = variant->name;
  down.amount = command.amount;
  down.from = command.from.value_or(context.now);
  down.to = command.to;
  down.reason = command.reason;
  down.staff_row = context.actor_id();
  if (context.actor != nullptr) down.staff_code = context.actor->staff_code;
  down.approver_row = consent.approver_id;
  down.created = context.now;
  TRY(check_times(down, context));
  const auto former = catalogue::price_of(tx.connection(), *variant, Quantity::pieces(1), down.from, context.site);
  if (!former) return refuse(ErrorCode::no_price, "`" + down.sku + "` has no price that could be taken down");
  if (down.amount >= former->amount) return wrong("/amount", "amount must be below what the article costs then");
  down.former = former->amount;
  if (catalogue::price_down_within(tx.connection(), down.variant_row, down.from, down.to))
    return refuse(ErrorCode::conflict, "the price of `" + down.sku + "` is down within that time already");
  catalogue::insert(tx, down);
  const PriceBook book = book_of_downs(tx, context);
  catalogue::put_book_price(tx, book.row, price_of(down));
  tell(tx, book, context);
  audit(tx, context, "price_down", down.sku, detail_of(down, context), consent);
  return down;
}

Result<PriceDown> end_price_down(db::Transaction& tx, const Uuid& id, Context& context) {
  const Consent consent = TRY(require(tx, context, Permission::catalogue_edit));
  auto down = catalogue::find_price_down(tx.connection(), id);
  if (!down) return refuse(ErrorCode::not_found, "no price-down " + to_string(id));
  if (down->to <= context.now || down->ended) return refuse(ErrorCode::conflict, "it is over already");
  const PriceBook book = book_of_downs(tx, context);
  if (down->from < context.now) {
    down->to = context.now;
    catalogue::put_book_price(tx, book.row, price_of(*down));
  } else {  // never began
    catalogue::remove_book_price(tx, book.row, price_of(*down));
    down->to = down->from;
  }
  down->ended = context.now;
  catalogue::end(tx, *down, context.actor_id());
  tell(tx, book, context);
  audit(tx, context, "price_down_ended", down->sku, detail_of(*down, context), consent);
  return *std::move(down);
}

namespace {
Result<PriceBook> book_for(db::Transaction& tx, std::string_view code, BookPrice& price) {
  auto book = catalogue::find_price_book(tx.connection(), code);
  if (!book) return refuse(ErrorCode::not_found, "no price book `" + std::string{code} + "`");
  if (book->code == catalogue::price_down_book)
    return refuse(ErrorCode::conflict, "prices are taken down, and ended, with a reason: see /v1/price-downs");
  const auto variant = catalogue::find_variant_by_sku(tx.connection(), price.sku);
  if (!variant) return refuse(ErrorCode::not_found, "`" + price.sku + "` is not on file", {{"/sku", "is not on file"}});
  price.variant_row = variant->id;
  price.variant = variant->uuid;
  return *std::move(book);
}
void record(db::Transaction& tx, const PriceBook& book, const BookPrice& price, std::string_view action,
            const Consent& consent, Context& context) {
  tell(tx, book, context);
  std::string detail;
  JsonWriter json{detail};
  json.begin_object().member("code", book.code).member("sku", price.sku).member("amount", price.amount);
  if (price.from) json.key("from").time(*price.from, context.utc_offset_min);
  if (price.to) json.key("to").time(*price.to, context.utc_offset_min);
  json.end_object();
  audit(tx, context, action, book.code, detail, consent);
}
}  // namespace

Result<BookPrice> put_price(db::Transaction& tx, std::string_view code, BookPrice price, Context& context) {
  const Consent consent = TRY(require(tx, context, Permission::catalogue_edit));
  if (price.from && price.to && *price.from >= *price.to) return wrong("/to", "to must be after from");
  const PriceBook book = TRY(book_for(tx, code, price));
  catalogue::put_book_price(tx, book.row, price);
  record(tx, book, price, "price_set", consent, context);
  return price;
}

Result<> remove_price(db::Transaction& tx, std::string_view code, BookPrice price, Context& context) {
  const Consent consent = TRY(require(tx, context, Permission::catalogue_edit));
  const PriceBook book = TRY(book_for(tx, code, price));
  if (!catalogue::remove_book_price(tx, book.row, price))
    return refuse(ErrorCode::not_found, "`" + book.code + "` has no such price of `" + price.sku + "`");
  record(tx, book, price, "price_removed", consent, context);
  return {};
}
}  // namespace holdfast::commands
