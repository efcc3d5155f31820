#pragma once
// The columns of catalogue::Variant in one order, with `v` the variant, `p` its product, and `f` what they were before
// a version of masters that is not shown yet (former.h), for queries that join them.
#include "catalogue/variant.h"
#include "db/statement.h"

#define HF_SHOWN(present, former) "iif(f.variant_id IS NULL, " present ", " former ")"
// clang-format off
#define HF_VARIANT_COLUMNS \
  "v.id" ", " \
  "v.product_id" ", " \
  HF_SHOWN("p.tax_category_id", "f.tax_category_id") ", " \
  "v.uuid" ", " \
  "p.uuid" ", " \
  "v.sku" ", " \
  HF_SHOWN("v.name", "f.name") ", " \
  HF_SHOWN("v.title", "f.title") ", " \
  HF_SHOWN("v.unit", "f.unit") ", " \
  HF_SHOWN("v.decimals", "f.decimals") ", " \
  HF_SHOWN("v.price_kind = 'open'", "f.price_kind = 'open'") ", " \
  HF_SHOWN("v.price", "f.price") ", " \
  HF_SHOWN("v.min_price", "f.min_price") ", " \
  HF_SHOWN("v.max_price", "f.max_price") ", " \
  "v.currency" ", " \
  HF_SHOWN("v.inventory_source = 'store'", "f.inventory_source = 'store'") ", " \
  HF_SHOWN("v.discountable", "f.discountable") ", " \
  HF_SHOWN("v.active AND p.active", "f.active AND f.product_active") ", " \
  HF_SHOWN("p.min_age", "f.min_age") " "
// clang-format on
/// After the joins of `v` and `p`; what was not there before is not to be found either: HF_IS_SHOWN.
#define HF_JOIN_FORMER \
  "LEFT JOIN variant_former f ON f.variant_id = v.id AND f.generation > (SELECT generation FROM masters_shown) "
/// And of `p` with `f` of product_former.
#define HF_PRODUCT_IS_SHOWN " AND f.existed IS NOT 0 AND p.id <= (SELECT last_product FROM masters_shown) "
#define HF_IS_SHOWN " AND f.existed IS NOT 0 AND v.id <= (SELECT last_variant FROM masters_shown) "

namespace holdfast::catalogue {
inline constexpr int variant_column_count = 19;
/// From column `first` on.
Variant read_variant(const db::Statement& row, int first = 0);
}  // namespace holdfast::catalogue
