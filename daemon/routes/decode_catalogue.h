#pragma once
#include "commands/edit_catalogue.h"
#include "commands/edit_price_book.h"
#include "routes/api.h"

namespace holdfast::routes {
// Bodies of the catalogue's routes as commands. A member that is not there stays as it is.
struct NewProduct {
  commands::ProductEdit product;
  std::vector<commands::VariantEdit> variants;
};
Result<NewProduct> decode_new_product(const Json& body);
Result<commands::ProductEdit> decode_product_change(const Json& body);
Result<commands::VariantEdit> decode_new_variant(const Json& body);
Result<commands::VariantEdit> decode_variant_change(const Json& body);
Result<commands::CategoryEdit> decode_new_category(const Json& body);
Result<commands::CategoryEdit> decode_category_change(const Json& body);
Result<commands::PriceBook> decode_price_book(const Json& body, Currency currency);
Result<std::vector<commands::BookPrice>> decode_prices(const Json& body);
}  // namespace holdfast::routes
