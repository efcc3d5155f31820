#include "commands/edit_price_book.h"

#include <set>
#include <tuple>

#include "catalogue/variant_rows.h"

namespace holdfast::commands {
Result<PriceBook> create_price_book(db::Transaction& tx, PriceBook book, Context& context) {
  const Consent consent = TRY(require(tx, context, Permission::catalogue_edit));
  if (book.from && book.to && *book.from >= *book.to)
    return refuse(ErrorCode::invalid_argument, "a price book ends after it begins", {{"/to", "must be after from"}});
  if (catalogue::find_price_book(tx.connection(), book.code))
    return refuse(ErrorCode::duplicate, "the price book `" + book.code + "` exists", {{"/code", "is taken"}});
  book.id = context.ids.next(context.now);
  book.currency = context.site.currency.code();
  catalogue::insert(tx, book, context.now);
  std::string payload;
  JsonWriter{payload}.begin_object().member("code", book.code).member("active", book.active).end_object();
  context.emit(tx, "PriceBookChanged", "price_book", book.id, payload);
  audit(tx, context, "price_book_created", book.code, payload, consent);
  return book;
}

namespace {
Result<> check_prices(db::Connection& connection, std::vector<BookPrice>& prices) {
  std::vector<FieldError> errors;
  std::set<std::tuple<std::int64_t, Quantity, std::optional<Instant>>> seen;
  for (std::size_t i = 0; i < prices.size(); ++i) {
    const std::string at = "/items/" + std::to_string(i);
    BookPrice& price = prices[i];
    if (price.from && price.to && *price.from >= *price.to) errors.push_back({at + "/to", "must be after from"});
    const auto variant = catalogue::find_variant_by_sku(connection, price.sku);
    if (!variant) {
      errors.push_back({at + "/sku", "`" + price.sku + "` is not on file"});
      continue;
    }
    price.variant_row = variant->id;
    price.variant = variant->uuid;
    if (!seen.emplace(variant->id, price.min_quantity, price.from).second)
      errors.push_back({at, "has the article, quantity and start of one before it"});
  }
  if (errors.empty()) return {};
  std::string detail = errors[0].pointer + " " + errors[0].detail;
  return refuse(ErrorCode::invalid_argument, std::move(detail), std::move(errors));
}
}  // namespace

Result<std::vector<BookPrice>> set_prices(db::Transaction& tx, std::string_view code, std::vector<BookPrice> prices,
                                          Context& context) {
  const Consent consent = TRY(require(tx, context, Permission::catalogue_edit));
  const auto book = catalogue::find_price_book(tx.connection(), code);
  if (!book) return refuse(ErrorCode::not_found, "no price book `" + std::string{code} + "`");
  TRY(check_prices(tx.connection(), prices));
  catalogue::set_book_prices(tx, book->row, prices);
  std::string payload;
  JsonWriter{payload}
      .begin_object()
      .member("code", book->code)
      .member("prices", static_cast<std::int64_t>(prices.size()))
      .end_object();
  context.emit(tx, "PriceBookChanged", "price_book", book->id, payload);
  audit(tx, context, "prices_set", book->code, payload, consent);
  return prices;
}
}  // namespace holdfast::commands
