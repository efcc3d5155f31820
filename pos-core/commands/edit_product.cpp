#include <algorithm>

#include "catalogue/import_row.h"
#include "catalogue/product_rows.h"
#include "catalogue/search.h"
#include "catalogue/variant_rows.h"
#include "commands/catalogue_event.h"
#include "commands/edit_catalogue.h"

namespace holdfast::commands {
namespace {
using catalogue::Product;
using catalogue::Variant;
using catalogue::VariantRecord;

template <class T, class U>
void take(T& value, const std::optional<U>& given) {
  if (given) value = *given;
}
/// A variant in a body stands below `at`: "" or "/variants/3".
tl::unexpected<Error> wrong(ErrorCode code, const std::string& pointer, std::string detail) {
  return refuse(code, detail, {{pointer, std::move(detail)}});
}

Result<> check_variant(db::Connection& connection, const Variant& variant, const VariantEdit& edit,
                       const std::string& at) {
  if (variant.min_price && variant.max_price && *variant.min_price > *variant.max_price)
    return wrong(ErrorCode::invalid_argument, at + "/minPrice", "is above maxPrice");
  const auto same_sku = catalogue::find_variant_by_sku(connection, variant.sku);
  if (same_sku && same_sku->id != variant.id)
    return wrong(ErrorCode::duplicate, at + "/sku", "`" + variant.sku + "` is taken");
  if (!edit.barcodes) return {};
  for (std::size_t i = 0; i < edit.barcodes->size(); ++i) {
    const auto owner = catalogue::owner_of_code(connection, (*edit.barcodes)[i].code);
    if (owner && *owner != variant.id)
      return wrong(ErrorCode::duplicate, at + "/barcodes/" + std::to_string(i),
                   "`" + catalogue::written((*edit.barcodes)[i]) + "` belongs to another article");
  }
  return {};
}

void fill(Variant& variant, const VariantEdit& edit) {
  take(variant.sku, edit.sku);
  take(variant.name, edit.name);
  take(variant.title, edit.title);
  if (edit.unit && !edit.decimals && *edit.unit != variant.unit)
    variant.decimals = catalogue::usual_decimals(*edit.unit);
  take(variant.unit, edit.unit);
  take(variant.decimals, edit.decimals);
  take(variant.open_price, edit.open_price);
  take(variant.price, edit.price);
  take(variant.min_price, edit.min_price);
  take(variant.max_price, edit.max_price);
  take(variant.tracks_stock, edit.tracks_stock);
  take(variant.active, edit.active);
  take(variant.discountable, edit.discountable);
}

Result<std::int64_t> add_variant(db::Transaction& tx, const Product& product, const VariantEdit& edit, Context& context,
                                 const std::string& at) {
  Variant variant;
  variant.uuid = context.ids.next(context.now);
  variant.product_id = product.row;
  variant.unit = "piece";
  variant.currency = context.site.currency.code();
  variant.name = product.name;
  if (edit.title && !edit.title->empty()) variant.name += " " + *edit.title;
  fill(variant, edit);
  if (variant.sku.empty()) return wrong(ErrorCode::invalid_body, at + "/sku", "is required");
  TRY(check_variant(tx.connection(), variant, edit, at));
  catalogue::insert(tx, variant, context.now);
  if (edit.barcodes) catalogue::set_barcodes(tx, variant.id, *edit.barcodes);
  return variant.id;
}

Result<> fill(db::Connection& connection, Product& product, const ProductEdit& edit) {
  take(product.name, edit.name);
  take(product.description, edit.description);
  take(product.active, edit.active);
  take(product.min_age, edit.min_age);
  if (product.name.empty()) return wrong(ErrorCode::invalid_body, "/name", "is required");
  if (edit.tax_category) {
    const auto found = catalogue::find_tax_category(connection, *edit.tax_category);
    if (!found) return wrong(ErrorCode::not_found, "/taxCategory", "no tax category `" + *edit.tax_category + "`");
    product.tax_category_id = *found;
  }
  return {};
}
Result<> set_parts(db::Transaction& tx, const Product& product, const ProductEdit& edit, Context& context) {
  if (edit.categories) {
    std::vector<std::int64_t> rows;
    for (std::size_t i = 0; i < edit.categories->size(); ++i) {
      const auto category = catalogue::find_category(tx.connection(), (*edit.categories)[i]);
      if (!category)
        return wrong(ErrorCode::not_found, "/categories/" + std::to_string(i),
                     "no category `" + (*edit.categories)[i] + "`");
      rows.push_back(category->row);
    }
    catalogue::set_categories(tx, product.row, rows, context.now);
  }
  if (edit.images) {
    std::vector<catalogue::Image> images;
    for (const ProductEdit::NewImage& image : *edit.images) {
      // An image that stays keeps its id.
      const auto known = std::find_if(product.images.begin(), product.images.end(),
                                      [&](const auto& each) { return each.url == image.url; });
      images.push_back({known != product.images.end() ? known->id : context.ids.next(context.now), image.url,
                        image.alt_text, image.sort_order});
    }
    catalogue::set_images(tx, product.row, images, context.now);
  }
  return {};
}

enum class Change { added, changed };
/// Search text, event and audit of one product; `subject` is what people know it by.
void tell(db::Transaction& tx, Context& context, std::int64_t product_row, std::string_view action,
          std::string_view subject, const std::vector<std::string>& skus, Change change, const Consent& consent) {
  catalogue::index_product(tx, product_row);
  CatalogueEvent event{tx, context};
  for (const std::string& sku : skus) change == Change::added ? event.added(sku) : event.changed(sku);
  event.emit();
  std::string detail;
  JsonWriter json{detail};
  json.begin_object().key("skus").begin_array();
  for (const std::string& sku : skus) json.value(sku);
  json.end_array().end_object();
  audit(tx, context, action, subject, detail, consent);
}
std::vector<std::string> skus_of(const Product& product) {
  std::vector<std::string> skus;
  for (const VariantRecord& record : product.variants) skus.push_back(record.variant.sku);
  return skus;
}
}  // namespace

Result<Product> create_product(db::Transaction& tx, const ProductEdit& edit, const std::vector<VariantEdit>& variants,
                               Context& context) {
  const Consent consent = TRY(require(tx, context, Permission::catalogue_edit));
  Product product;
  product.id = context.ids.next(context.now);
  product.tax_category_id = catalogue::default_tax_category(tx.connection());
  TRY(fill(tx.connection(), product, edit));
  if (product.tax_category_id == 0) return refuse(ErrorCode::not_configured, "the store has no tax category");
  catalogue::insert(tx, product, context.now);
  TRY(set_parts(tx, product, edit, context));
  for (std::size_t i = 0; i < variants.size(); ++i)
    TRY(add_variant(tx, product, variants[i], context, "/variants/" + std::to_string(i)));
  product = *catalogue::load_product(tx.connection(), product.row);
  tell(tx, context, product.row, "product_created", product.name, skus_of(product), Change::added, consent);
  return product;
}

Result<Product> change_product(db::Transaction& tx, const Uuid& id, const ProductEdit& edit, Context& context) {
  const Consent consent = TRY(require(tx, context, Permission::catalogue_edit));
  auto found = catalogue::load_product(tx.connection(), id);
  if (!found) return refuse(ErrorCode::not_found, "no product " + to_string(id));
  Product product = *std::move(found);
  TRY(fill(tx.connection(), product, edit));
  catalogue::update(tx, product, context.now);
  TRY(set_parts(tx, product, edit, context));
  product = *catalogue::load_product(tx.connection(), product.row);
  tell(tx, context, product.row, "product_changed", product.name, skus_of(product), Change::changed, consent);
  return product;
}

Result<VariantRecord> create_variant(db::Transaction& tx, const Uuid& product_id, const VariantEdit& edit,
                                     Context& context) {
  const Consent consent = TRY(require(tx, context, Permission::catalogue_edit));
  const auto product = catalogue::load_product(tx.connection(), product_id);
  if (!product) return refuse(ErrorCode::not_found, "no product " + to_string(product_id));
  const std::int64_t row = TRY(add_variant(tx, *product, edit, context, ""));
  tell(tx, context, product->row, "variant_created", *edit.sku, {*edit.sku}, Change::added, consent);
  return *catalogue::load_variant(tx.connection(), row);
}

Result<VariantRecord> change_variant(db::Transaction& tx, const Uuid& id, const VariantEdit& edit, Context& context) {
  const Consent consent = TRY(require(tx, context, Permission::catalogue_edit));
  const auto found = catalogue::load_variant(tx.connection(), id);
  if (!found) return refuse(ErrorCode::not_found, "no variant " + to_string(id));
  Variant variant = found->variant;
  fill(variant, edit);
  TRY(check_variant(tx.connection(), variant, edit, ""));
  catalogue::update(tx, variant, context.now);
  if (edit.barcodes) catalogue::set_barcodes(tx, variant.id, *edit.barcodes);
  tell(tx, context, variant.product_id, "variant_changed", variant.sku, {variant.sku}, Change::changed, consent);
  return *catalogue::load_variant(tx.connection(), variant.id);
}
}  // namespace holdfast::commands
