#include "commands/edit_catalogue.h"

#include <catch2/catch.hpp>

#include "catalogue/lookup.h"
#include "catalogue/search.h"
#include "support/test_store.h"

using namespace holdfast;
using commands::CategoryEdit;
using commands::ProductEdit;
using commands::VariantEdit;

namespace {
struct Shop : test::TestStore {
  Shop() { acting = &manager; }
  auto add(std::string name, std::string sku) {
    ProductEdit product;
    product.name = std::move(name);
    VariantEdit variant;
    variant.sku = std::move(sku);
    variant.price.emplace(199);
    return run([&](auto& tx, auto& ctx) { return commands::create_product(tx, product, {variant}, ctx); });
  }
  auto category(std::string name, std::optional<Uuid> parent = std::nullopt) {
    CategoryEdit edit;
    edit.name = std::move(name);
    edit.parent = parent;
    return run([&](auto& tx, auto& ctx) { return commands::create_category(tx, edit, ctx); });
  }
  auto change(const Uuid& id, const VariantEdit& edit) {
    return run([&](auto& tx, auto& ctx) { return commands::change_variant(tx, id, edit, ctx); });
  }
};
}  // namespace

TEST_CASE("a new product can be looked up, found and changed", "[catalogue]") {
  Shop shop;
  const auto product = shop.add("Oat biscuits", "OAT");
  REQUIRE(product);
  CHECK(product->tax_category == "standard");
  REQUIRE(product->variants.size() == 1);
  CHECK(product->variants[0].variant.name == "Oat biscuits");
  VariantEdit edit;
  edit.barcodes = *catalogue::parse_barcodes("9501101530003");
  edit.unit = "kg";
  edit.max_price.emplace(500);
  const auto changed = shop.change(product->variants[0].variant.uuid, edit);
  REQUIRE(changed);
  CHECK(changed->variant.decimals == 3);
  CHECK(changed->variant.price == 199);
  CHECK(catalogue::look_up(shop.db, "9501101530003", shop.site)->variant.sku == "OAT");
  CHECK(catalogue::find_products(shop.db, {.text = "biscuits 95011"}, shop.site)->products.size() == 1);
  CHECK(shop.event_types() == "CatalogueChanged CatalogueChanged");
  CHECK(shop.number("SELECT count(*) FROM audit_entry") == 2);
  CHECK(shop.number("SELECT count(*) FROM ztracking_product_variant") == 1);
}

TEST_CASE("SKUs, codes and slugs are taken once", "[catalogue]") {
  Shop shop;
  const auto first = shop.add("One", "A");
  const auto second = shop.add("Two", "B");
  REQUIRE(second);
  CHECK(shop.add("Three", "A").error().code == ErrorCode::duplicate);
  CHECK(shop.number("SELECT count(*) FROM product") == 2);
  VariantEdit edit;
  edit.sku = "A";
  CHECK(shop.change(second->variants[0].variant.uuid, edit).error().code == ErrorCode::duplicate);
  edit = {};
  edit.barcodes = *catalogue::parse_barcodes("4011");
  CHECK(shop.change(first->variants[0].variant.uuid, edit));
  CHECK(shop.change(first->variants[0].variant.uuid, edit));
  const auto taken = shop.change(second->variants[0].variant.uuid, edit);
  CHECK(taken.error().fields.at(0).pointer == "/barcodes/0");
  edit = {};
  edit.min_price.emplace(5);
  edit.max_price.emplace(4);
  CHECK(shop.change(second->variants[0].variant.uuid, edit).error().code == ErrorCode::invalid_argument);
  CHECK(shop.change(Uuid{}, edit).error().code == ErrorCode::not_found);
}

TEST_CASE("categories get a slug, form a tree without circles, and rename what their products are found by",
          "[catalogue]") {
  Shop shop;
  const auto food = shop.category("Käse & Brot");
  REQUIRE(food);
  CHECK(food->slug == "kaese-brot");
  CHECK(shop.category("Käse, Brot")->slug == "kaese-brot-2");
  CHECK(catalogue::slug_of("日本") == "category");
  const auto below = shop.category("Hard", food->id);
  REQUIRE(below);
  CategoryEdit edit;
  edit.parent.emplace(below->id);
  const auto circle = shop.run([&](auto& tx, auto& ctx) { return commands::change_category(tx, food->id, edit, ctx); });
  CHECK(circle.error().code == ErrorCode::conflict);
  const auto product = shop.add("Gouda", "G");
  ProductEdit where;
  where.categories = {to_string(below->id)};
  CHECK(shop.run([&](auto& tx, auto& ctx) { return commands::change_product(tx, product->id, where, ctx); }));
  CHECK(catalogue::find_products(shop.db, {.category = food->row}, shop.site)->products.size() == 1);
  edit = {};
  edit.name = "Mature";
  CHECK(shop.run([&](auto& tx, auto& ctx) { return commands::change_category(tx, below->id, edit, ctx); }));
  CHECK(catalogue::find_products(shop.db, {.text = "mature"}, shop.site)->products.size() == 1);
  edit = {};
  edit.parent.emplace();
  CHECK(shop.run([&](auto& tx, auto& ctx) { return commands::change_category(tx, below->id, edit, ctx); })->parent ==
        std::nullopt);
  edit.slug = "kaese-brot";
  CHECK(
      shop.run([&](auto& tx, auto& ctx) { return commands::change_category(tx, below->id, edit, ctx); }).error().code ==
      ErrorCode::duplicate);
  where.categories = {"nowhere"};
  CHECK(shop.run([&](auto& tx, auto& ctx) { return commands::change_product(tx, product->id, where, ctx); })
            .error()
            .code == ErrorCode::not_found);
}
