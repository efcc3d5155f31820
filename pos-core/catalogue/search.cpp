#include "catalogue/search.h"

#include <algorithm>
#include <charconv>

#include "base/utf8.h"
#include "catalogue/category.h"
#include "catalogue/lookup.h"
#include "catalogue/variant_columns.h"

namespace holdfast::catalogue {
namespace {
constexpr int rankable = 5'000;  // products that fit a search, at most, for it to be ranked
constexpr int most_words = 12;
// What a product was before a version of masters that is not shown yet (former.h).
#define JOIN_FORMER \
  "LEFT JOIN product_former f ON f.product_id = p.id AND f.generation > (SELECT generation FROM masters_shown) "
#define IS_ACTIVE "iif(f.product_id IS NULL, p.active, f.active)"

/// Where a list goes on: after a product (`i`), or after so many of a ranked list (`o`).
struct Cursor {
  bool ranked = false;
  std::int64_t at = 0;
};
std::optional<Cursor> parse_cursor(std::string_view text) {
  if (text.empty()) return Cursor{};
  Cursor cursor{text[0] == 'o', 0};
  const char* end = text.data() + text.size();
  const auto [stop, error] = std::from_chars(text.data() + 1, end, cursor.at);
  if ((text[0] != 'o' && text[0] != 'i') || error != std::errc{} || stop != end || cursor.at < 0) return std::nullopt;
  return cursor;
}

/// One more than fits was asked for: it tells that there is a next page.
Found page_of(std::vector<std::int64_t> products, const ProductSearch& search, const Cursor& cursor) {
  Found found;
  const auto limit = static_cast<std::size_t>(search.limit);
  const bool more = products.size() > limit;
  if (more) products.resize(limit);
  if (more)
    found.next = cursor.ranked ? "o" + std::to_string(cursor.at + search.limit) : "i" + std::to_string(products.back());
  found.products = std::move(products);
  return found;
}

std::vector<std::int64_t> first_column(db::Statement& rows) {
  std::vector<std::int64_t> values;
  while (rows.step()) values.push_back(rows.integer(0));
  return values;
}

/// The next products of each category by its index, merged: a page costs a page for each category, however many
/// products they hold.
std::vector<std::int64_t> browse_categories(db::Connection& connection, const ProductSearch& search,
                                            std::int64_t after) {
  std::vector<std::int64_t> products;
  for (const std::int64_t category : with_descendants(connection, *search.category)) {
    db::Statement& rows = connection.prepare(
        "SELECT pc.product_id FROM product_category pc JOIN product p ON p.id = pc.product_id " JOIN_FORMER
        "WHERE pc.category_id = ?1 AND pc.product_id > ?2 AND (?3 IS NULL OR " IS_ACTIVE
        " = ?3)" HF_PRODUCT_IS_SHOWN "ORDER BY pc.product_id LIMIT ?4");
    rows.all(category, after, search.active, search.limit + 1);
    while (rows.step()) products.push_back(rows.integer(0));
  }
  std::sort(products.begin(), products.end());
  products.erase(std::unique(products.begin(), products.end()), products.end());
  return products;
}

std::vector<std::int64_t> browse(db::Connection& connection, const ProductSearch& search, std::int64_t after) {
  if (search.category) return browse_categories(connection, search, after);
  db::Statement& rows =
      connection.prepare("SELECT p.id FROM product p " JOIN_FORMER "WHERE p.id > ?1 AND (?2 IS NULL OR " IS_ACTIVE " = ?2)" HF_PRODUCT_IS_SHOWN "ORDER BY p.id LIMIT ?3");
  return first_column(rows.all(after, search.active, search.limit + 1));
}

bool is_broad(db::Connection& connection, const std::string& expression) {
  db::Statement& row = connection.prepare(
      "SELECT count(*) FROM (SELECT rowid FROM product_search WHERE product_search MATCH ? LIMIT ?)");
  const bool broad = row.all(expression, rankable + 1).step() && row.integer(0) > rankable;
  row.reset();
  return broad;
}

#define MATCHING                                                                                                       \
  "SELECT p.id FROM product_search s JOIN product p ON p.id = s.rowid " JOIN_FORMER                                    \
  "WHERE product_search MATCH ?1 AND s.rowid > ?2" HF_PRODUCT_IS_SHOWN                                             \
  "AND (?3 IS NULL OR " IS_ACTIVE " = ?3) AND (?4 IS NULL OR EXISTS (SELECT 1 FROM product_category pc WHERE "              \
  "pc.product_id = p.id "                                                                                              \
  "AND pc.category_id IN (SELECT value FROM json_each(?4)))) "

std::vector<std::int64_t> matching(db::Connection& connection, const ProductSearch& search,
                                   const std::string& expression, const Cursor& cursor) {
  std::optional<std::string> categories;
  if (search.category) {
    categories = "[";
    for (const std::int64_t row : with_descendants(connection, *search.category)) {
      if (categories->size() > 1) *categories += ',';
      *categories += std::to_string(row);
    }
    *categories += ']';
  }
  db::Statement& rows =
      cursor.ranked
          ? connection.prepare(MATCHING "ORDER BY bm25(product_search, 10.0, 1.0), p.name, p.id LIMIT ?5 OFFSET ?6")
          : connection.prepare(MATCHING "ORDER BY s.rowid LIMIT ?5");
  rows.all(expression, cursor.ranked ? std::int64_t{0} : cursor.at, search.active, categories, search.limit + 1);
  if (cursor.ranked) rows.bind(6, cursor.at);
  return first_column(rows);
}

std::vector<std::int64_t> by_code(db::Connection& connection, const ProductSearch& search, const Site& site) {
  const auto found = look_up(connection, search.text, site);
  if (!found || (search.active && *search.active != found->variant.active)) return {};
  return {found->variant.product_id};
}
}  // namespace

std::string match_expression(std::string_view text) {
  const auto is_word = [](char c) {
    return (c >= '0' && c <= '9') || ((c | 0x20) >= 'a' && (c | 0x20) <= 'z') || static_cast<unsigned char>(c) >= 0x80;
  };
  std::string expression;
  std::string_view last;
  int words = 0;
  for (std::size_t at = 0; at < text.size() && words < most_words;) {
    const std::size_t end = std::min(text.find_first_of(" \t\r\n", at), text.size());
    const std::string_view word = text.substr(at, end - at);
    at = end + 1;
    if (std::none_of(word.begin(), word.end(), is_word)) continue;
    expression += words++ == 0 ? "\"" : " \"";
    for (const char c : word) expression.append(c == '"' ? 2 : 1, c);
    expression += '"';
    last = word;
  }
  // One letter would begin half of all words.
  if (utf8_count(last) > 1) expression += '*';
  return expression;
}

Result<Found> find_products(db::Connection& connection, const ProductSearch& search, const Site& site) {
  const auto cursor = parse_cursor(search.cursor);
  if (!cursor || !is_utf8(search.text))
    return refuse(ErrorCode::invalid_argument, cursor ? "q is not UTF-8" : "cursor is none of ours");
  if (search.text.empty()) return page_of(browse(connection, search, cursor->at), search, *cursor);
  const std::string expression = match_expression(search.text);
  Cursor from = *cursor;
  if (search.cursor.empty()) from.ranked = !expression.empty() && !is_broad(connection, expression);
  auto products = expression.empty() ? std::vector<std::int64_t>{} : matching(connection, search, expression, from);
  if (products.empty() && search.cursor.empty()) products = by_code(connection, search, site);
  return page_of(std::move(products), search, from);
}
}  // namespace holdfast::catalogue
