#pragma once
#include <vector>

#include "base/instant.h"
#include "catalogue/barcode.h"
#include "catalogue/variant.h"
#include "money/quantity.h"

namespace holdfast::catalogue {
/// A variant as the catalogue shows and edits it: `variant.active` is its own flag here, whatever its product's says.
struct VariantRecord {
  Variant variant;
  bool product_active = true;
  std::string tax_category;       ///< code
  std::vector<Barcode> barcodes;  ///< by code
  std::optional<Quantity> stock;  ///< none: never counted
};

struct CategoryRef {
  std::int64_t row = 0;
  Uuid id;
  std::string name;
  std::string slug;
};
struct Image {
  Uuid id;
  std::string url;
  std::string alt_text;
  int sort_order = 0;
};
/// What its variants share.
struct Product {
  std::int64_t row = 0;
  Uuid id;
  std::string name;
  std::string description;
  bool active = true;
  std::int64_t tax_category_id = 0;  ///< row
  std::string tax_category;          ///< code
  std::optional<int> min_age;
  Instant created, updated;
  std::vector<CategoryRef> categories;
  std::vector<Image> images;
  std::vector<VariantRecord> variants;  ///< oldest first
};
}  // namespace holdfast::catalogue
