#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "base/json.h"
#include "engine/publishing.h"

namespace holdfast::server {
/// The same files that `holdfast catalog import` takes: CSV with a header (`sku,name,price` and more), or a JSON array
/// of such articles. One `article` row a SKU; the body has the columns that are not empty, by their names, as text.
/// What a column means is the store's to judge. Refuses invalid_argument naming the line.
Result<std::vector<engine::MasterRow>> articles_of_csv(std::string_view text);
Result<std::vector<engine::MasterRow>> articles_of_json(const Json& items);
/// Prices of books with their dates: `book`, `sku`, `priceMinor`, and if wanted `validFrom`, `validTo`, `minQuantity`;
/// a row each, as `PUT /v1/channels/{id}/price-books/{code}` keys them. Refuses invalid_argument naming the line.
Result<std::vector<engine::MasterRow>> prices_of_csv(std::string_view text);
/// Either, by whether the header has `priceMinor`.
Result<std::vector<engine::MasterRow>> rows_of_csv(std::string_view text);
/// The document that `holdfast init` takes: tax categories, tenders, roles, staff, registers, in-store rules,
/// promotions, plans. A PIN is left out: it is set in the store and never leaves it.
Result<std::vector<engine::MasterRow>> rows_of_store(const Json& document);

/// A value as compact JSON, members in their order.
std::string to_text(const Json& value);
}  // namespace holdfast::server
