#include "queries/show_product.h"

#include "catalogue/price_rows.h"

namespace holdfast::queries {
void ShowProduct::append(JsonWriter& json, const catalogue::VariantRecord& record) const {
  const catalogue::Variant& variant = record.variant;
  const auto by_books = catalogue::price_of(connection_, variant, Quantity::pieces(1), now_, site_);
  std::optional<std::int64_t> price;
  if (by_books) price = by_books->amount;
  if (other_) price = other_(variant, price);
  json.begin_object().member("id", variant.uuid).member("productId", variant.product_uuid).member("sku", variant.sku);
  json.member("name", variant.name)
      .member("title", variant.title)
      .member("unit", variant.unit)
      .member("decimals", variant.decimals);
  json.member("priceKind", variant.open_price ? "open" : "fixed");
  json.nullable("price", price).member("currency", variant.currency);
  json.nullable("minPrice", variant.min_price).nullable("maxPrice", variant.max_price).key("barcodes").begin_array();
  for (const catalogue::Barcode& barcode : record.barcodes) json.value(catalogue::written(barcode));
  json.end_array().member("inventorySource", variant.tracks_stock ? "store" : "none").key("stock");
  if (record.stock && variant.tracks_stock)
    json.value(to_string(*record.stock));
  else
    json.null();
  json.member("active", variant.active && record.product_active).member("discountable", variant.discountable);
  json.member("taxCategory", record.tax_category).nullable("minAge", variant.min_age).end_object();
}

void ShowProduct::append(JsonWriter& json, const catalogue::Product& product) const {
  json.begin_object().member("id", product.id).member("name", product.name).member("description", product.description);
  json.member("active", product.active).nullable("minAge", product.min_age).member("taxCategory", product.tax_category);
  json.key("categories").begin_array();
  for (const catalogue::CategoryRef& category : product.categories)
    json.begin_object()
        .member("id", category.id)
        .member("name", category.name)
        .member("slug", category.slug)
        .end_object();
  json.end_array().key("images").begin_array();
  for (const catalogue::Image& image : product.images)
    json.begin_object()
        .member("id", image.id)
        .member("url", image.url)
        .member("altText", image.alt_text)
        .member("sortOrder", image.sort_order)
        .end_object();
  json.end_array().key("variants").begin_array();
  for (const catalogue::VariantRecord& record : product.variants) append(json, record);
  json.end_array().key("createdAt").time(product.created, utc_offset_min_);
  json.key("updatedAt").time(product.updated, utc_offset_min_).end_object();
}

void append_category(JsonWriter& json, const catalogue::Category& category) {
  json.begin_object().member("id", category.id).member("name", category.name).member("slug", category.slug);
  json.nullable("parentId", category.parent).member("sortOrder", category.sort_order).end_object();
}
}  // namespace holdfast::queries
