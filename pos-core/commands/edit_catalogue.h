#pragma once
#include "catalogue/category.h"
#include "catalogue/product.h"
#include "commands/context.h"

namespace holdfast::commands {
// Changes that people make to the catalogue. All take catalogue_edit, write the audit trail and tell the log. What is
// not set stays as it is, or becomes what is usual for something new.

struct VariantEdit {
  std::optional<std::string> sku, name, title, unit;
  std::optional<int> decimals;
  std::optional<bool> open_price, tracks_stock, active, discountable;
  std::optional<std::optional<std::int64_t>> price, min_price, max_price;  ///< minor units
  std::optional<std::vector<catalogue::Barcode>> barcodes;                 ///< all of them
};
struct ProductEdit {
  struct NewImage {
    std::string url, alt_text;
    int sort_order = 0;
  };
  std::optional<std::string> name, description, tax_category;  ///< code
  std::optional<bool> active;
  std::optional<std::optional<int>> min_age;
  std::optional<std::vector<std::string>> categories;  ///< ids or slugs, all of them
  std::optional<std::vector<NewImage>> images;         ///< all of them
};
/// A name and, for each variant, a SKU are needed. Refuses duplicate (SKU or code taken), not_found (tax category,
/// category).
Result<catalogue::Product> create_product(db::Transaction& tx, const ProductEdit& edit,
                                          const std::vector<VariantEdit>& variants, Context& context);
Result<catalogue::Product> change_product(db::Transaction& tx, const Uuid& id, const ProductEdit& edit,
                                          Context& context);
Result<catalogue::VariantRecord> create_variant(db::Transaction& tx, const Uuid& product, const VariantEdit& edit,
                                                Context& context);
Result<catalogue::VariantRecord> change_variant(db::Transaction& tx, const Uuid& id, const VariantEdit& edit,
                                                Context& context);

struct CategoryEdit {
  std::optional<std::string> name, slug;
  std::optional<std::optional<Uuid>> parent;
  std::optional<int> sort_order;
};
/// The slug is made from the name unless it is given. Refuses duplicate (slug taken), not_found (parent).
Result<catalogue::Category> create_category(db::Transaction& tx, const CategoryEdit& edit, Context& context);
/// Refuses conflict when the category would come to stand below itself. Products of a renamed one are indexed anew.
Result<catalogue::Category> change_category(db::Transaction& tx, const Uuid& id, const CategoryEdit& edit,
                                            Context& context);
}  // namespace holdfast::commands
