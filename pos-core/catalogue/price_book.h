#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/id.h"
#include "db/transaction.h"
#include "money/quantity.h"

namespace holdfast::catalogue {
/// Prices that hold instead of the base prices: for a time, a sales channel, from a quantity on. Higher priority wins.
struct PriceBook {
  std::int64_t row = 0;
  Uuid id;
  std::string code;
  std::string name;
  std::optional<std::string> sales_channel_id;  ///< none: everywhere
  std::string currency;
  int priority = 0;
  std::optional<Instant> from, to;  ///< from <= now < to
  bool active = true;
};
std::vector<PriceBook> price_books(db::Connection& connection);  ///< by priority, highest first
std::optional<PriceBook> find_price_book(db::Connection& connection, std::string_view code);
void insert(db::Transaction& tx, PriceBook& book, Instant now);

/// What one article costs in a book, minor units.
struct BookPrice {
  std::string sku;
  std::int64_t amount = 0;
  Quantity min_quantity;  ///< from this quantity on; zero: always
  std::optional<Instant> from, to;
  std::int64_t variant_row = 0;
  Uuid variant = {};
};
/// Those of up to `variants` articles, in the order the articles came, after the article row `after`.
std::vector<BookPrice> book_prices(db::Connection& connection, std::int64_t book_row, std::int64_t after, int variants);
/// All of one article's, in every book, with the book each lies in: higher priority first, then by start.
std::vector<std::pair<PriceBook, BookPrice>> prices_of(db::Connection& connection, std::int64_t variant_row);
/// Puts one price into the book, or changes it: an article has one of a quantity and a start. `variant_row` has to be set.
void put_book_price(db::Transaction& tx, std::int64_t book_row, const BookPrice& price);
/// Whether there was one of that article, quantity and start.
bool remove_book_price(db::Transaction& tx, std::int64_t book_row, const BookPrice& price);
/// Makes these all prices of the book; rows that stay are not touched. `variant_row` has to be set.
void set_book_prices(db::Transaction& tx, std::int64_t book_row, const std::vector<BookPrice>& prices);
}  // namespace holdfast::catalogue
