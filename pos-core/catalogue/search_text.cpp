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

namespace {
bool step_once(db::Statement& row) {
  const bool any = row.step();
  row.reset();
  return any;
}
/// Each a statement of its own and without trigger: with a savepoint around it, full-text search would write the words
/// that wait in memory out at every product.
void add_to_index(db::Transaction& tx, std::int64_t row, std::string_view name, std::string_view terms) {
  tx.prepare("INSERT INTO product_search(rowid, name, terms) VALUES (?, ?, ?)").exec(row, name, terms);
}
bool is_indexed(db::Transaction& tx, std::int64_t row) {
  return step_once(tx.prepare("SELECT 1 FROM product_search_docsize WHERE id = ?").all(row));
}
}  // namespace

void index_product(db::Transaction& tx, std::int64_t product_row, Indexing new_text) {
  const auto product = load_product(tx.connection(), product_row);
  if (!product) return;
  const std::string terms = search_terms(*product);
  db::Statement& known = tx.prepare("SELECT name, terms FROM product_text WHERE product_id = ?");
  if (!known.all(product_row).step()) return index_new_product(tx, *product, new_text);
  const std::string old_name = known.string(0), old_terms = known.string(1);
  known.reset();
  if (old_name == product->name && old_terms == terms) return;
  const bool indexed = is_indexed(tx, product_row);
  if (indexed)
    tx.prepare("INSERT INTO product_search(product_search, rowid, name, terms) VALUES ('delete', ?, ?, ?)")
        .exec(product_row, old_name, old_terms);
  tx.prepare("UPDATE product_text SET name = ?, terms = ? WHERE product_id = ?")
      .exec(product->name, terms, product_row);
  if (indexed) add_to_index(tx, product_row, product->name, terms);
}

void index_new_product(db::Transaction& tx, const Product& product, Indexing when) {
  const std::string terms = search_terms(product);
  tx.prepare("INSERT INTO product_text(product_id, name, terms) VALUES (?, ?, ?)")
      .exec(product.row, product.name, terms);
  if (when == Indexing::at_once) add_to_index(tx, product.row, product.name, terms);
}

int index_waiting(db::Transaction& tx, int most) {
  db::Statement& last = tx.prepare("SELECT max(id) FROM product_search_docsize");
  const std::int64_t from = last.step() ? last.integer(0) : 0;
  last.reset();
  db::Statement& rows =
      tx.prepare("SELECT product_id, name, terms FROM product_text WHERE product_id > ? ORDER BY product_id LIMIT ?");
  rows.all(from, most);
  int count = 0;
  for (; rows.step(); ++count) add_to_index(tx, rows.integer(0), rows.text(1), rows.text(2));
  return count;
}

}  // namespace holdfast::catalogue
