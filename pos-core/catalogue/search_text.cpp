#include "catalogue/product_rows.h"
#include "catalogue/search.h"

namespace holdfast::catalogue {
namespace {
/// People type the digits they see on the pack: without the zeros that make fourteen of them.
std::string_view searchable(const Barcode& barcode) {
  std::string_view code = barcode.code;
  if (barcode.kind == Barcode::Kind::gtin)
    while (code.size() > 8 && code.starts_with('0')) code.remove_prefix(1);
  if (barcode.kind == Barcode::Kind::in_store) code.remove_prefix(code.find(':') + 1);
  return code;
}
}  // namespace

std::string search_terms(const Product& product) {
  std::string terms;
  const auto add = [&terms](std::string_view text) {
    if (text.empty()) return;
    if (!terms.empty()) terms += ' ';
    terms += text;
  };
  for (const VariantRecord& record : product.variants) {
    add(record.variant.sku);
    add(record.variant.title);
    if (record.variant.name != product.name) add(record.variant.name);
    for (const Barcode& barcode : record.barcodes) add(searchable(barcode));
  }
  for (const CategoryRef& category : product.categories) add(category.name);
  add(product.description);
  return terms;
}

void index_product(db::Transaction& tx, std::int64_t product_row) {
  const auto product = load_product(tx.connection(), product_row);
  if (!product) return;
  tx.prepare(
        "INSERT INTO product_text(product_id, name, terms) VALUES (?, ?, ?) ON CONFLICT(product_id) DO UPDATE "
        "SET name = excluded.name, terms = excluded.terms WHERE name <> excluded.name OR terms <> excluded.terms")
      .exec(product_row, product->name, search_terms(*product));
}
}  // namespace holdfast::catalogue
