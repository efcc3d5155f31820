#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "catalogue/product.h"
#include "db/transaction.h"
#include "site/site.h"

namespace holdfast::catalogue {
/// The words a product is found by, besides its name: SKUs, titles, codes without leading zeros, categories,
/// description.
std::string search_terms(const Product& product);
/// When full-text search hears of a product: with its text, or by index_waiting() later, as a large load wants it.
enum class Indexing { at_once, later };
/// Brings the search text of a product up to what its rows say.
void index_product(db::Transaction& tx, std::int64_t product_row, Indexing new_text = Indexing::at_once);
/// The same of a product that has no text yet, from what the caller knows of it.
void index_new_product(db::Transaction& tx, const Product& product, Indexing when);
/// Up to `most` products whose text waits, in the order of their rows; how many there were.
int index_waiting(db::Transaction& tx, int most);

struct ProductSearch {
  std::string text = {};                                ///< empty: everything
  std::optional<std::int64_t> category = std::nullopt;  ///< row; those below it count, too
  std::optional<bool> active = std::nullopt;
  int limit = 50;
  std::string cursor = {};  ///< of the page before; empty at the start
};
struct Found {
  std::vector<std::int64_t> products;  ///< rows
  std::string next;                    ///< empty: that was all
};
/// All words have to occur, the last one as the beginning of a word. Best first (bm25, then name); a search that fits
/// thousands of products comes by age instead, because ranking them all would cost more than it tells. What no word
/// finds is tried as a code and as a SKU. Refuses (invalid_argument) a cursor that is none.
Result<Found> find_products(db::Connection& connection, const ProductSearch& search, const Site& site);

/// The text as a query of FTS5: every word in quotes, so that none of it is an operator. Empty when it has no word.
std::string match_expression(std::string_view text);
}  // namespace holdfast::catalogue
