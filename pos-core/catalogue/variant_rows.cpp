#include "catalogue/variant_rows.h"

#include "catalogue/variant_columns.h"

namespace holdfast::catalogue {
Variant read_variant(const db::Statement& row, int first) {
  Variant variant;
  variant.id = row.integer(first);
  variant.product_id = row.integer(first + 1);
  variant.tax_category_id = row.integer(first + 2);
  variant.uuid = row.uuid(first + 3);
  variant.product_uuid = row.uuid(first + 4);
  variant.sku = row.string(first + 5);
  variant.name = row.string(first + 6);
  variant.title = row.string(first + 7);
  variant.unit = row.string(first + 8);
  variant.decimals = row.small(first + 9);
  variant.open_price = row.flag(first + 10);
  variant.price = row.maybe_integer(first + 11);
  variant.min_price = row.maybe_integer(first + 12);
  variant.max_price = row.maybe_integer(first + 13);
  variant.currency = row.string(first + 14);
  variant.tracks_stock = row.flag(first + 15);
  variant.discountable = row.flag(first + 16);
  variant.active = row.flag(first + 17);
  if (!row.is_null(first + 18)) variant.min_age = row.small(first + 18);
  return variant;
}

namespace {
#define FIND_VARIANT "SELECT " HF_VARIANT_COLUMNS

std::optional<Variant> read_one(db::Statement& row) {
  if (!row.step()) return std::nullopt;
  Variant variant = read_variant(row);
  row.reset();
  return variant;
}
}  // namespace

std::optional<Variant> find_variant(db::Connection& connection, std::int64_t row) {
  return read_one(
      connection.prepare(FIND_VARIANT "FROM product_variant v JOIN product p ON p.id = v.product_id " HF_JOIN_FORMER "WHERE v.id = ?" HF_IS_SHOWN)
          .all(row));
}
std::optional<Variant> find_variant(db::Connection& connection, VariantId id) {
  return read_one(
      connection.prepare(FIND_VARIANT "FROM product_variant v JOIN product p ON p.id = v.product_id " HF_JOIN_FORMER "WHERE v.uuid = ?" HF_IS_SHOWN)
          .all(id));
}
std::optional<Variant> find_variant_by_sku(db::Connection& connection, std::string_view sku) {
  return read_one(
      connection.prepare(FIND_VARIANT "FROM product_variant v JOIN product p ON p.id = v.product_id " HF_JOIN_FORMER "WHERE v.sku = ?" HF_IS_SHOWN)
          .all(sku));
}
std::optional<Variant> find_variant_by_code(db::Connection& connection, std::string_view code) {
  return read_one(
      connection
          .prepare(FIND_VARIANT
                   "FROM (SELECT ?1 AS code) asked LEFT JOIN barcode b ON b.code = asked.code LEFT JOIN barcode_former c "
                   "ON c.code = asked.code AND c.generation > (SELECT generation FROM masters_shown) JOIN "
                   "product_variant v ON v.id = iif(c.code IS NULL, b.variant_id, c.variant_id) JOIN product p ON p.id "
                   "= v.product_id " HF_JOIN_FORMER "WHERE 1 = 1" HF_IS_SHOWN)
          .all(code));
}
}  // namespace holdfast::catalogue
