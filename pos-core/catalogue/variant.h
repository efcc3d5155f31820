#pragma once
#include <cstdint>
#include <optional>
#include <string>

#include "base/id.h"

namespace holdfast::catalogue {
/// What is sold: one size or colour of a product, with what the till has to know of it. Prices in minor units.
struct Variant {
  std::int64_t id = 0;               ///< row
  std::int64_t product_id = 0;       ///< row
  std::int64_t tax_category_id = 0;  ///< row
  Uuid uuid;
  Uuid product_uuid;
  std::string sku;
  std::string name;   ///< what the receipt prints
  std::string title;  ///< "M / blue"; empty for a single one
  std::string unit;
  int decimals = 0;  ///< of a quantity
  bool open_price = false;
  std::optional<std::int64_t> price;  ///< none: no base price
  std::optional<std::int64_t> min_price, max_price;
  std::string currency;
  bool tracks_stock = true;
  bool discountable = true;
  bool active = true;  ///< the variant and its product
  std::optional<int> min_age;
  friend bool operator==(const Variant&, const Variant&) = default;
};
}  // namespace holdfast::catalogue
