#pragma once
#include <span>

#include "catalogue/product.h"
#include "db/transaction.h"

namespace holdfast::catalogue {
std::optional<VariantRecord> load_variant(db::Connection& connection, std::int64_t row);
std::optional<VariantRecord> load_variant(db::Connection& connection, const Uuid& id);
std::vector<VariantRecord> load_variants(db::Connection& connection, std::int64_t product_row);
/// With categories, images and variants.
std::optional<Product> load_product(db::Connection& connection, std::int64_t row);
std::optional<Product> load_product(db::Connection& connection, const Uuid& id);
/// Only its own row.
std::optional<Product> load_product_row(db::Connection& connection, std::int64_t row);
std::optional<std::int64_t> find_tax_category(db::Connection& connection, std::string_view code);
/// The first one: what an article is taxed by when nobody said otherwise. 0 when there is none.
std::int64_t default_tax_category(db::Connection& connection);
/// Row of the variant that has this code.
std::optional<std::int64_t> owner_of_code(db::Connection& connection, std::string_view code);

// Writing. These set no search text: index_product() does, once all of a product is written.
void insert(db::Transaction& tx, Product& product, Instant now);
void update(db::Transaction& tx, const Product& product, Instant now);
void insert(db::Transaction& tx, Variant& variant, Instant now);
void update(db::Transaction& tx, const Variant& variant, Instant now);
/// Of a variant that has none.
void add_barcodes(db::Transaction& tx, std::int64_t variant_row, std::span<const Barcode> barcodes);
void set_barcodes(db::Transaction& tx, std::int64_t variant_row, std::span<const Barcode> barcodes);
void set_categories(db::Transaction& tx, std::int64_t product_row, std::span<const std::int64_t> category_rows,
                    Instant now);
/// Replaces them all.
void set_images(db::Transaction& tx, std::int64_t product_row, std::span<const Image> images, Instant now);
}  // namespace holdfast::catalogue
