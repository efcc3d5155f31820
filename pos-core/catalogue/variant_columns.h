#pragma once
// For this folder only: the columns of catalogue::Variant in one order, with `v` the variant and `p` its product.
#include "catalogue/variant.h"
#include "db/statement.h"

#define HF_VARIANT_COLUMNS                                                                                             \
  "v.id, v.product_id, p.tax_category_id, v.uuid, p.uuid, v.sku, v.name, v.title, v.unit, v.decimals, v.price_kind = " \
  "'open', "                                                                                                           \
  "v.price, v.min_price, v.max_price, v.currency, v.inventory_source = 'store', v.discountable, v.active AND "         \
  "p.active, p.min_age "

namespace holdfast::catalogue {
inline constexpr int variant_column_count = 19;
Variant read_variant(const db::Statement& row);
}  // namespace holdfast::catalogue
