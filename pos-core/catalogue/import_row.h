#pragma once
#include <array>
#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/json.h"
#include "catalogue/barcode.h"
#include "money/quantity.h"

namespace holdfast::catalogue {
/// The columns of a catalogue file, in the order an export writes them. sku, name and price are required.
enum class Column : std::uint8_t {
  sku,
  name,
  price,
  barcode,
  category,
  tax_category,
  unit,
  decimals,
  currency,
  product,
  variant,
  min_age,
  price_kind,
  min_price,
  max_price,
  tracks_stock,
  stock,
  description,
  image_url,
  active,
  discountable,
};
inline constexpr std::size_t column_count = static_cast<std::size_t>(Column::discountable) + 1;
std::string_view name_of(Column column);  ///< `taxCategory`
std::optional<Column> parse_column(std::string_view name);

/// One row's cells; a column that the file does not have is empty and leaves what is on file as it is.
using ImportCells = std::array<std::optional<std::string_view>, column_count>;

/// One article, read and checked by itself. Amounts are minor units of the store's currency. What is not set stays as
/// it is on file, or becomes what is usual for a new article.
struct ImportRow {
  std::int64_t line = 0;  ///< of the file; of a JSON array the place in it, from 1
  std::string sku;
  std::string name;
  std::optional<std::int64_t> price;                                ///< none: it has no base price
  std::optional<std::vector<Barcode>> barcodes;                     ///< all of them
  std::optional<std::vector<std::vector<std::string>>> categories;  ///< paths, all of them
  std::optional<std::string> tax_category;                          ///< code; empty: the store's default
  std::optional<std::string> unit, product, title, description, image_url;
  std::optional<int> decimals;
  std::optional<std::optional<int>> min_age;
  std::optional<bool> open_price, tracks_stock, active, discountable;
  std::optional<std::optional<std::int64_t>> min_price, max_price;
  std::optional<Quantity> stock;  ///< what there is at first; only counts while nothing was ever counted
};
/// A row that was not taken, and everything that is wrong with it.
struct RejectedRow {
  std::int64_t line = 0;
  std::string sku;
  std::vector<std::string> reasons;
};

/// Empty when something is wrong; then `rejected` says what.
std::optional<ImportRow> parse_import_row(const ImportCells& cells, std::int64_t line, Currency currency,
                                          RejectedRow& rejected);
/// A member of the JSON array: the same names; numbers, texts and booleans as their text. `line` may say where it came
/// from.
enum class StrangeMembers { refused, passed_over };
std::optional<ImportRow> parse_import_row(const Json& item, std::int64_t line, Currency currency,
                                          RejectedRow& rejected,
                                          StrangeMembers strange = StrangeMembers::refused);

/// Which column each cell of a CSV record belongs to.
class ImportHeader {
 public:
  /// Refuses (invalid_argument) a column nobody knows, one that comes twice, and a missing required one.
  static Result<ImportHeader> parse(std::span<const std::string_view> cells);
  std::optional<ImportRow> row(std::span<const std::string_view> cells, std::int64_t line, Currency currency,
                               RejectedRow& rejected) const;

 private:
  std::vector<Column> columns_;
};
/// The row as a member of the JSON array, with its line: how a file is sent to another machine in slices.
void append_json(std::string& out, const ImportRow& row, Currency currency);

/// Reads a whole file, CSV or JSON (an array, or an object with `items`). A SKU that comes twice is rejected the second
/// time. Refuses (invalid_argument, invalid_body) what cannot be read as a file at all.
struct ImportReader {
  std::function<void(ImportRow&&)> good;
  std::function<void(RejectedRow&&)> bad;
};
Result<> read_import(std::string_view text, bool json, Currency currency, const ImportReader& reader);

/// Decimals of a quantity in this unit, when the file does not say: 3 for kg, l, m and the like, 0 for pieces.
int usual_decimals(std::string_view unit);
}  // namespace holdfast::catalogue
