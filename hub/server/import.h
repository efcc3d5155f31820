#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "base/json.h"
#include "server/csv.h"
#include "engine/publishing.h"

namespace holdfast::server {
/// A file's rows, and what was left out of it: a row with what looks like the number of a payment card, of which
/// nothing is told but where it was.
struct Imported {
  struct Rejected {
    std::int64_t line;
    std::string reason;
  };
  std::vector<engine::MasterRow> rows;
  std::vector<Rejected> rejected;
};
/// The same files that `holdfast catalog import` takes: CSV with a header (`sku,name,price` and more), or a JSON array
/// of such articles. One `article` row a SKU; the body has the columns that are not empty, by their names, as text.
/// What a column means is the store's to judge. Refuses invalid_argument naming the line.
Result<Imported> articles_of_csv(std::string_view text);
Result<Imported> articles_of_json(const Json& items);
/// Prices of books with their dates: `book`, `sku`, `priceMinor`, and if wanted `validFrom`, `validTo`, `minQuantity`;
/// a row each, as `PUT /v1/channels/{id}/price-books/{code}` keys them. Refuses invalid_argument naming the line.
Result<Imported> prices_of_csv(std::string_view text);
/// Either, by whether the header has `priceMinor`.
Result<Imported> rows_of_csv(std::string_view text);
/// The document that `holdfast init` takes: tax categories, tenders, roles, staff, registers, in-store rules,
/// promotions, plans. A PIN is left out: it is set in the store and never leaves it. Refuses invalid_body for a card's
/// number anywhere in it.
Result<Imported> rows_of_store(const Json& document);

/// Why a record of a table with this header is left out; nothing when it is taken.
std::optional<Imported::Rejected> card_in(const CsvRecord& record, const std::vector<std::string>& header);

/// A value as compact JSON, members in their order.
std::string to_text(const Json& value);
}  // namespace holdfast::server
