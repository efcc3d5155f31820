#pragma once
#include "catalogue/price_book.h"
#include "commands/context.h"

namespace holdfast::commands {
using catalogue::BookPrice;
using catalogue::PriceBook;

/// `row`, `id` and `currency` are not read: books are in the store's currency. Takes catalogue_edit. Refuses duplicate.
Result<PriceBook> create_price_book(db::Transaction& tx, PriceBook book, Context& context);
/// Replaces all prices of the book; of each, only what a request says is read. Refuses not_found (book),
/// invalid_argument with pointers (`/items/3/sku`): an article not on file, an end before its start, the same article,
/// quantity and start twice. Gives the prices with their articles.
Result<std::vector<BookPrice>> set_prices(db::Transaction& tx, std::string_view code, std::vector<BookPrice> prices,
                                          Context& context);
}  // namespace holdfast::commands
