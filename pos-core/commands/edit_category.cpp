#include <algorithm>

#include "catalogue/search.h"
#include "commands/edit_catalogue.h"

namespace holdfast::commands {
namespace {
using catalogue::Category;

Result<> fill(db::Connection& connection, Category& category, const CategoryEdit& edit) {
  if (edit.name) category.name = *edit.name;
  if (edit.sort_order) category.sort_order = *edit.sort_order;
  if (edit.slug) {
    if (catalogue::slug_of(*edit.slug) != *edit.slug)
      return refuse(ErrorCode::invalid_argument, "a slug is small letters, digits and single hyphens",
                    {{"/slug", "is no slug"}});
    const auto other = catalogue::find_category(connection, std::string_view{*edit.slug});
    if (other && other->row != category.row)
      return refuse(ErrorCode::duplicate, "the slug `" + *edit.slug + "` is taken", {{"/slug", "is taken"}});
    category.slug = *edit.slug;
  }
  if (!edit.parent) return {};
  category.parent = *edit.parent;
  category.parent_row.reset();
  if (!category.parent) return {};
  const auto parent = catalogue::find_category(connection, *category.parent);
  if (!parent)
    return refuse(ErrorCode::not_found, "no category " + to_string(*category.parent),
                  {{"/parentId", "is not on file"}});
  category.parent_row = parent->row;
  if (category.row == 0) return {};
  const auto below = catalogue::with_descendants(connection, category.row);
  if (std::find(below.begin(), below.end(), parent->row) != below.end())
    return refuse(ErrorCode::conflict, "`" + category.name + "` would stand below itself",
                  {{"/parentId", "is the category or below it"}});
  return {};
}

void tell(db::Transaction& tx, Context& context, const Category& category, std::string_view action,
          const Consent& consent) {
  std::string payload;
  JsonWriter json{payload};
  json.begin_object()
      .member("name", category.name)
      .member("slug", category.slug)
      .nullable("parentId", category.parent)
      .end_object();
  context.emit(tx, "CatalogueChanged", "category", category.id, payload);
  audit(tx, context, action, category.slug, payload, consent);
}
}  // namespace

Result<Category> create_category(db::Transaction& tx, const CategoryEdit& edit, Context& context) {
  const Consent consent = TRY(require(tx, context, Permission::catalogue_edit));
  Category category;
  TRY(fill(tx.connection(), category, edit));
  if (category.name.empty()) return refuse(ErrorCode::invalid_body, "/name is required", {{"/name", "is required"}});
  category.id = context.ids.next(context.now);
  catalogue::insert(tx, category, context.now);
  tell(tx, context, category, "category_created", consent);
  return category;
}

Result<Category> change_category(db::Transaction& tx, const Uuid& id, const CategoryEdit& edit, Context& context) {
  const Consent consent = TRY(require(tx, context, Permission::catalogue_edit));
  const auto found = catalogue::find_category(tx.connection(), id);
  if (!found) return refuse(ErrorCode::not_found, "no category " + to_string(id));
  Category category = *found;
  TRY(fill(tx.connection(), category, edit));
  catalogue::update(tx, category, context.now);
  if (category.name != found->name) {
    std::vector<std::int64_t> products;
    db::Statement& rows = tx.prepare("SELECT product_id FROM product_category WHERE category_id = ?");
    rows.all(category.row);
    while (rows.step()) products.push_back(rows.integer(0));
    for (const std::int64_t product : products) catalogue::index_product(tx, product);
  }
  tell(tx, context, category, "category_changed", consent);
  return category;
}
}  // namespace holdfast::commands
