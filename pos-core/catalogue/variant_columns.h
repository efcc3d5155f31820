#pragma once
// The columns of catalogue::Variant in one order, with `v` the variant and `p` its product, for queries that join them.
#include "catalogue/variant.h"
#include "db/statement.h"

#define HF_VARIANT_COLUMNS                                                                                             \
  "v.id, v.product_id, p.tax_category_id, v.uuid, p.uuid, v.sku, v.name, v.title, v.unit, v.decimals, v.price_kind = " \
  "'open', "                                                                                                           \
  "v.price, v.min_price, v.max_price, v.currency, v.inventory_source = 'store', v.discountable, v.active AND "         \
  "p.active, p.min_age "

namespace holdfast::catalogue {
inline constexpr int variant_column_count = 19;
/// From column `first` on.
Variant read_variant(const db::Statement& row, int first = 0);
}  // namespace holdfast::catalogue
