#include "catalogue/product_rows.h"

#include <algorithm>

#include "catalogue/variant_columns.h"

namespace holdfast::catalogue {
namespace {
// The codes come as one text, each with the first letter of its kind in front: a statement of their own would double
// the cost.
#define RECORD_COLUMNS                                                                                         \
  "SELECT " HF_VARIANT_COLUMNS                                                                                 \
  ", " HF_SHOWN("v.active", "f.active") ", " HF_SHOWN("p.active", "f.product_active") ", t.code, "                                                                             \
  "(SELECT group_concat(substr(b.kind, 1, 1) || b.code, char(31)) FROM barcode b WHERE b.variant_id = v.id), " \
  "(SELECT sum(s.quantity_micro) FROM stock_level s WHERE s.variant_id = v.id) "                               \
  "FROM product_variant v JOIN product p ON p.id = v.product_id " HF_JOIN_FORMER "JOIN tax_category t ON t.id = " HF_SHOWN("p.tax_category_id", "f.tax_category_id") " "

Barcode::Kind kind_of(char letter) {
  return letter == 'g' ? Barcode::Kind::gtin : letter == 'i' ? Barcode::Kind::in_store : Barcode::Kind::plain;
}
std::vector<Barcode> split_codes(std::string_view text) {
  std::vector<Barcode> codes;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\x1f'), text.size());
    codes.push_back({std::string{text.substr(1, end - 1)}, kind_of(text[0])});
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  std::sort(codes.begin(), codes.end(), [](const Barcode& a, const Barcode& b) { return a.code < b.code; });
  return codes;
}
VariantRecord read_record(const db::Statement& row) {
  VariantRecord record;
  record.variant = read_variant(row);
  constexpr int at = variant_column_count;
  record.variant.active = row.flag(at);
  record.product_active = row.flag(at + 1);
  record.tax_category = row.string(at + 2);
  record.barcodes = split_codes(row.text(at + 3));
  if (const auto stock = row.maybe_integer(at + 4)) record.stock = Quantity::from_micro(*stock);
  return record;
}
std::optional<VariantRecord> one(db::Statement& row) {
  if (!row.step()) return std::nullopt;
  VariantRecord record = read_record(row);
  row.reset();
  return record;
}

#define SHOWN(column) "iif(f.product_id IS NULL, p." column ", f." column ")"
#define PRODUCT_COLUMNS                                                                                               \
  "SELECT p.id, p.uuid, " SHOWN("name") ", " SHOWN("description") ", " SHOWN("active") ", t.id, t.code, " SHOWN(      \
      "min_age") ", p.created_us, p.updated_us FROM product p LEFT JOIN product_former f ON f.product_id = p.id AND " \
                 "f.generation > (SELECT generation FROM masters_shown) JOIN tax_category t ON t.id = " SHOWN("tax_category_id") " "
std::optional<Product> read_product(db::Statement& row) {
  if (!row.step()) return std::nullopt;
  Product product{row.integer(0),
                  row.uuid(1),
                  row.string(2),
                  row.string(3),
                  row.flag(4),
                  row.integer(5),
                  row.string(6),
                  std::nullopt,
                  row.instant(8),
                  row.instant(9),
                  {},
                  {},
                  {}};
  if (!row.is_null(7)) product.min_age = row.small(7);
  row.reset();
  return product;
}
std::optional<Product> with_parts(db::Connection& connection, std::optional<Product> product) {
  if (!product) return product;
  db::Statement& categories = connection.prepare(
      "SELECT c.id, c.uuid, c.name, c.slug FROM category c JOIN (SELECT category_id FROM product_category WHERE "
      "product_id = ?1 AND NOT EXISTS (SELECT 1 FROM product_former WHERE product_id = ?1 AND generation > (SELECT "
      "generation FROM masters_shown)) UNION ALL SELECT category_id FROM product_category_former WHERE product_id = ?1 "
      "AND EXISTS (SELECT 1 FROM product_former WHERE product_id = ?1 AND generation > (SELECT generation FROM "
      "masters_shown))) pc ON c.id = pc.category_id ORDER BY c.id");
  categories.all(product->row);
  while (categories.step())
    product->categories.push_back(
        {categories.integer(0), categories.uuid(1), categories.string(2), categories.string(3)});
  db::Statement& images = connection.prepare(
      "SELECT uuid, url, alt_text, sort_order FROM product_image WHERE product_id = ? ORDER BY sort_order, id");
  images.all(product->row);
  while (images.step())
    product->images.push_back({images.uuid(0), images.string(1), images.string(2), images.small(3)});
  product->variants = load_variants(connection, product->row);
  return product;
}
std::optional<std::int64_t> one_row(db::Statement& row) {
  std::optional<std::int64_t> found;
  if (row.step()) found = row.integer(0);
  row.reset();
  return found;
}
}  // namespace

std::optional<VariantRecord> load_variant(db::Connection& connection, std::int64_t row) {
  return one(connection.prepare(RECORD_COLUMNS "WHERE v.id = ?" HF_IS_SHOWN).all(row));
}
std::optional<VariantRecord> load_variant(db::Connection& connection, const Uuid& id) {
  return one(connection.prepare(RECORD_COLUMNS "WHERE v.uuid = ?" HF_IS_SHOWN).all(id));
}
std::vector<VariantRecord> load_variants(db::Connection& connection, std::int64_t product_row) {
  std::vector<VariantRecord> records;
  db::Statement& rows = connection.prepare(RECORD_COLUMNS "WHERE v.product_id = ?" HF_IS_SHOWN "ORDER BY v.id");
  rows.all(product_row);
  while (rows.step()) records.push_back(read_record(rows));
  return records;
}
std::optional<Product> load_product_row(db::Connection& connection, std::int64_t row) {
  return read_product(connection.prepare(PRODUCT_COLUMNS "WHERE p.id = ?" HF_PRODUCT_IS_SHOWN).all(row));
}
std::optional<Product> load_product(db::Connection& connection, std::int64_t row) {
  return with_parts(connection, load_product_row(connection, row));
}
std::optional<Product> load_product(db::Connection& connection, const Uuid& id) {
  return with_parts(connection, read_product(connection.prepare(PRODUCT_COLUMNS "WHERE p.uuid = ?" HF_PRODUCT_IS_SHOWN).all(id)));
}
std::optional<std::int64_t> find_tax_category(db::Connection& connection, std::string_view code) {
  return one_row(connection.prepare("SELECT id FROM tax_category WHERE code = ?").all(code));
}
std::int64_t default_tax_category(db::Connection& connection) {
  return one_row(connection.prepare("SELECT id FROM tax_category ORDER BY id LIMIT 1")).value_or(0);
}
std::optional<std::int64_t> owner_of_code(db::Connection& connection, std::string_view code) {
  return one_row(connection.prepare("SELECT variant_id FROM barcode WHERE code = ?").all(code));
}

void insert(db::Transaction& tx, Product& product, Instant now) {
  tx.prepare(
        "INSERT INTO product(uuid, name, description, active, tax_category_id, min_age, created_us, updated_us) VALUES "
        "(?, ?, ?, ?, ?, ?, ?, ?)")
      .exec(product.id, product.name, product.description, product.active, product.tax_category_id, product.min_age,
            now, now);
  product.row = tx.last_rowid();
  product.created = product.updated = now;
}
void update(db::Transaction& tx, const Product& product, Instant now) {
  tx.prepare(
        "UPDATE product SET name = ?, description = ?, active = ?, tax_category_id = ?, min_age = ?, updated_us = ? "
        "WHERE id = ?")
      .exec(product.name, product.description, product.active, product.tax_category_id, product.min_age, now,
            product.row);
}
void insert(db::Transaction& tx, Variant& variant, Instant now) {
  tx.prepare(
        "INSERT INTO product_variant(uuid, product_id, sku, title, name, unit, decimals, price_kind, price, currency, "
        "min_price, max_price, "
        "inventory_source, discountable, active, created_us, updated_us) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, "
        "?, ?, ?, ?, ?)")
      .exec(variant.uuid, variant.product_id, variant.sku, variant.title, variant.name, variant.unit, variant.decimals,
            variant.open_price ? "open" : "fixed", variant.price, variant.currency, variant.min_price,
            variant.max_price, variant.tracks_stock ? "store" : "none", variant.discountable, variant.active, now, now);
  variant.id = tx.last_rowid();
}
void update(db::Transaction& tx, const Variant& variant, Instant now) {
  tx.prepare(
        "UPDATE product_variant SET sku = ?, title = ?, name = ?, unit = ?, decimals = ?, price_kind = ?, price = ?, "
        "currency = ?, "
        "min_price = ?, max_price = ?, inventory_source = ?, discountable = ?, active = ?, updated_us = ? WHERE id = ?")
      .exec(variant.sku, variant.title, variant.name, variant.unit, variant.decimals,
            variant.open_price ? "open" : "fixed", variant.price, variant.currency, variant.min_price,
            variant.max_price, variant.tracks_stock ? "store" : "none", variant.discountable, variant.active, now,
            variant.id);
}
void set_barcodes(db::Transaction& tx, std::int64_t variant_row, std::span<const Barcode> barcodes) {
  tx.prepare("DELETE FROM barcode WHERE variant_id = ?").exec(variant_row);
  add_barcodes(tx, variant_row, barcodes);
}
void add_barcodes(db::Transaction& tx, std::int64_t variant_row, std::span<const Barcode> barcodes) {
  for (const Barcode& barcode : barcodes)
    tx.prepare("INSERT INTO barcode(code, variant_id, kind) VALUES (?, ?, ?)")
        .exec(barcode.code, variant_row, name_of(barcode.kind));
}
void set_categories(db::Transaction& tx, std::int64_t product_row, std::span<const std::int64_t> category_rows,
                    Instant now) {
  tx.prepare("DELETE FROM product_category WHERE product_id = ?").exec(product_row);
  for (const std::int64_t category : category_rows)
    tx.prepare("INSERT OR IGNORE INTO product_category(product_id, category_id, created_us) VALUES (?, ?, ?)")
        .exec(product_row, category, now);
}
void set_images(db::Transaction& tx, std::int64_t product_row, std::span<const Image> images, Instant now) {
  tx.prepare("DELETE FROM product_image WHERE product_id = ?").exec(product_row);
  for (const Image& image : images)
    tx.prepare(
          "INSERT INTO product_image(uuid, product_id, url, alt_text, sort_order, created_us) VALUES (?, ?, ?, ?, ?, "
          "?)")
        .exec(image.id, product_row, image.url, image.alt_text, image.sort_order, now);
}
}  // namespace holdfast::catalogue
