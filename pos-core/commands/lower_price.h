#pragma once
#include <string>

#include "catalogue/price_book.h"
#include "catalogue/price_down.h"
#include "commands/context.h"

namespace holdfast::commands {
struct LowerPrice {
  std::string sku;
  std::int64_t amount = 0;      ///< minor units, below what one costs at the start
  std::optional<Instant> from;  ///< none: now
  Instant to;                   ///< at most price_down_days after the start
  std::string reason;
};
inline constexpr int price_down_days = 31;
/// Takes one article's price down for a while: an emergency that cannot wait for whoever governs the prices, so the
/// capability matrix has it as an operation of its own (`price.down`). Takes catalogue_edit. Refuses not_found,
/// no_price, invalid_argument (not below, past, too long), conflict (down then already).
Result<catalogue::PriceDown> lower_price(db::Transaction& tx, const LowerPrice& command, Context& context);
/// The former price holds again from now on. Refuses not_found, and conflict when it is over.
Result<catalogue::PriceDown> end_price_down(db::Transaction& tx, const Uuid& id, Context& context);

/// One price of a book, without reading the others: adds it, or changes amount and end of the one of the same article,
/// quantity and start. Takes catalogue_edit. Refuses not_found (book, article), invalid_argument (an end before its
/// start), conflict for the book of price-downs.
Result<catalogue::BookPrice> put_price(db::Transaction& tx, std::string_view book, catalogue::BookPrice price,
                                       Context& context);
/// Of `price` the article, quantity and start are read. Refuses not_found too when there is none.
Result<> remove_price(db::Transaction& tx, std::string_view book, catalogue::BookPrice price, Context& context);
}  // namespace holdfast::commands
