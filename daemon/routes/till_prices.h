#pragma once
#include <optional>
#include <string>

#include "queries/show_product.h"

namespace holdfast::routes {
/// Articles as the till sells them at one moment, by price books and price lists: for nobody in particular (`till`), or
/// for the customer of this id (`priceFor` of a request).
Result<queries::ShowProduct> show_for(const std::string& wanted, db::Connection& connection, const Site& site,
                                      Instant now, int utc_offset_min);
}  // namespace holdfast::routes
