#include "catalogue/variant_rows.h"

#include "catalogue/variant_columns.h"

namespace holdfast::catalogue {
Variant read_variant(const db::Statement& row) {
  Variant variant;
  variant.id = row.integer(0);
  variant.product_id = row.integer(1);
  variant.tax_category_id = row.integer(2);
  variant.uuid = row.uuid(3);
  variant.product_uuid = row.uuid(4);
  variant.sku = row.string(5);
  variant.name = row.string(6);
  variant.title = row.string(7);
  variant.unit = row.string(8);
  variant.decimals = row.small(9);
  variant.open_price = row.flag(10);
  variant.price = row.maybe_integer(11);
  variant.min_price = row.maybe_integer(12);
  variant.max_price = row.maybe_integer(13);
  variant.currency = row.string(14);
  variant.tracks_stock = row.flag(15);
  variant.discountable = row.flag(16);
  variant.active = row.flag(17);
  if (!row.is_null(18)) variant.min_age = row.small(18);
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
      connection.prepare(FIND_VARIANT "FROM product_variant v JOIN product p ON p.id = v.product_id WHERE v.id = ?")
          .all(row));
}
std::optional<Variant> find_variant(db::Connection& connection, VariantId id) {
  return read_one(
      connection.prepare(FIND_VARIANT "FROM product_variant v JOIN product p ON p.id = v.product_id WHERE v.uuid = ?")
          .all(id));
}
std::optional<Variant> find_variant_by_sku(db::Connection& connection, std::string_view sku) {
  return read_one(
      connection.prepare(FIND_VARIANT "FROM product_variant v JOIN product p ON p.id = v.product_id WHERE v.sku = ?")
          .all(sku));
}
std::optional<Variant> find_variant_by_code(db::Connection& connection, std::string_view code) {
  return read_one(connection
                      .prepare(FIND_VARIANT "FROM barcode b JOIN product_variant v ON v.id = b.variant_id JOIN product "
                                            "p ON p.id = v.product_id WHERE b.code = ?")
                      .all(code));
}
}  // namespace holdfast::catalogue
