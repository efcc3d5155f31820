#include "commands/import_catalogue.h"

#include <catch2/catch.hpp>
#include <fstream>
#include <sstream>

#include "catalogue/in_store_rules.h"
#include "catalogue/lookup.h"
#include "catalogue/price_rows.h"
#include "catalogue/search.h"
#include "catalogue/variant_rows.h"
#include "commands/edit_price_book.h"
#include "support/test_store.h"

using namespace holdfast;
using commands::ImportMode;
using commands::ImportReport;

namespace {
struct Shop : test::TestStore {
  Shop() { acting = &manager; }
  ImportReport import(std::string_view text, ImportMode mode = ImportMode::apply) {
    const bool json = text.starts_with('[') || text.starts_with('{');
    auto report = run([&](auto& tx, auto& ctx) { return commands::import_at_once(tx, text, json, mode, ctx); });
    REQUIRE(report);
    return *report;
  }
  /// Through the slices even when the catalogue is empty.
  ImportReport import_slices(std::string_view text) {
    ImportReport report;
    const auto apply = [&](std::vector<catalogue::ImportRow>&& rows) {
      (void)run([&](auto& tx, auto& ctx) -> Result<> {
        commands::apply_import(tx, rows, ctx, report);
        return {};
      });
    };
    REQUIRE(commands::import_catalogue(text, false, site, 500, apply, report));
    return report;
  }
  std::vector<std::string> search(std::string_view words) {
    const auto found = catalogue::find_products(db, {.text = std::string{words}}, site);
    REQUIRE(found);
    std::vector<std::string> names;
    for (const std::int64_t row : found->products)
      names.push_back(text("SELECT name FROM product WHERE id = " + std::to_string(row)));
    return names;
  }
  std::int64_t history() {
    return number(
        "SELECT (SELECT count(*) FROM ztracking_product) + (SELECT count(*) FROM ztracking_product_variant) + "
        "(SELECT count(*) FROM ztracking_product_image) + (SELECT count(*) FROM ztracking_category)");
  }
};
using Words = std::vector<std::string>;

constexpr std::string_view small_file =
    "sku,name,price,barcode,category,taxCategory,unit,stock,description,imageUrl,product,variant\r\n"
    "MILK,\"Milk, whole\",1.19,9501101530003,Dairy > Milk,reduced,,12,\"From "
    "the\nvalley\",https://example.com/milk.png,,\r\n"
    "TEE-S,T-shirt S,19.90,,Clothes,,piece,,,,T-shirt,S\r\n"
    "TEE-M,T-shirt M,19.90,,Clothes,,piece,,,,T-shirt,M\r\n"
    "BANANA,Bananas,1.79,4011,Fruit,reduced,kg,3.5,,,Bananas,\r\n";
}  // namespace

TEST_CASE("a first load and an import in slices leave the same catalogue", "[catalogue]") {
  Shop loaded;
  Shop sliced;
  CHECK(loaded.import(small_file).added == 4);
  CHECK(sliced.import_slices(small_file).added == 4);
  for (Shop* shop : {&loaded, &sliced}) {
    CHECK(shop->number("SELECT count(*) FROM product") == 3);
    CHECK(shop->number("SELECT count(*) FROM product_variant WHERE product_id = (SELECT id FROM product WHERE name = "
                       "'T-shirt')") == 2);
    CHECK(shop->text("SELECT description FROM product WHERE name = 'Milk, whole'") == "From the\nvalley");
    CHECK(shop->number("SELECT quantity_micro FROM stock_level WHERE variant_id = (SELECT id FROM product_variant "
                       "WHERE sku = 'BANANA')") == 3'500'000);
    CHECK(shop->number("SELECT decimals FROM product_variant WHERE sku = 'BANANA'") == 3);
    CHECK(shop->search("val") == Words{"Milk, whole"});
    CHECK(shop->search("tee-m") == Words{"T-shirt"});
    CHECK(shop->search("dairy") == Words{});
    CHECK(shop->search("clothes shirt") == Words{"T-shirt"});
    CHECK(shop->text("SELECT group_concat(slug) FROM (SELECT slug FROM category ORDER BY slug)") ==
          "clothes,dairy,fruit,milk");
    CHECK(shop->event_types() == "CatalogueChanged StockMoved");
    CHECK(shop->number(
              "SELECT count(*) FROM sqlite_schema WHERE name IN ('product_variant_sku', 'product_variant_by_product', "
              "'barcode_by_variant', 'product_category_by_category')") == 4);
    CHECK(shop->text("PRAGMA integrity_check") == "ok");
  }
  CHECK(loaded.text("SELECT group_concat(terms) FROM (SELECT terms FROM product_text ORDER BY product_id)") ==
        sliced.text("SELECT group_concat(terms) FROM (SELECT terms FROM product_text ORDER BY product_id)"));
}

TEST_CASE("importing the same file again changes nothing", "[catalogue]") {
  Shop shop;
  shop.import(small_file);
  const std::int64_t history = shop.history();
  shop.advance(60);
  const ImportReport again = shop.import(small_file);
  CHECK(again.unchanged == 4);
  CHECK(again.added + again.changed == 0);
  CHECK(again.rejected.empty());
  CHECK(shop.history() == history);
  CHECK(shop.event_types() == "CatalogueChanged StockMoved");
  CHECK(shop.number("SELECT count(*) FROM stock_move") == 2);
}

TEST_CASE("an import changes what its columns say and leaves the rest", "[catalogue]") {
  Shop shop;
  shop.import(small_file);
  const ImportReport report =
      shop.import("sku,name,price\nMILK,\"Milk, whole\",1.29\nBANANA,Ripe bananas,1.79\nTEE-S,T-shirt S,19.90\n");
  CHECK(report.changed == 2);
  CHECK(report.unchanged == 1);
  CHECK(shop.number("SELECT price FROM product_variant WHERE sku = 'MILK'") == 129);
  CHECK(shop.text("SELECT description FROM product WHERE name = 'Milk, whole'") == "From the\nvalley");
  CHECK(shop.text("SELECT code FROM barcode WHERE kind = 'gtin'") == "09501101530003");
  CHECK(shop.search("ripe") == Words{"Ripe bananas"});
  CHECK(shop.search("bananas") == Words{"Ripe bananas"});
  CHECK(shop.number("SELECT price FROM ztracking_product_variant") == 119);
  CHECK(shop.event_types() == "CatalogueChanged StockMoved CatalogueChanged");
  CHECK(shop.import("sku,name,price,variant,product\nTEE-L,T-shirt L,19.90,L,T-shirt\n").added == 1);
  CHECK(shop.number("SELECT count(*) FROM product") == 3);
}

TEST_CASE("a dry run counts and leaves nothing", "[catalogue]") {
  Shop shop;
  CHECK(shop.import(small_file, ImportMode::dry_run).added == 4);
  CHECK(shop.number("SELECT count(*) FROM product") == 0);
  CHECK(shop.number("SELECT count(*) FROM sqlite_schema WHERE name = 'product_variant_sku'") == 1);
  CHECK(shop.event_types().empty());
  shop.import(small_file);
  CHECK(shop.import("sku,name,price\nMILK,Milk,9\nNEW,New,1\n", ImportMode::dry_run).changed == 1);
  CHECK(shop.number("SELECT price FROM product_variant WHERE sku = 'MILK'") == 119);
  CHECK(shop.event_types() == "CatalogueChanged StockMoved");
  CHECK(shop.number("SELECT count(*) FROM event_log") == shop.log.head().seq);
}

TEST_CASE("every rejected row is told by line with all that is wrong", "[catalogue]") {
  Shop shop;
  constexpr std::string_view file =
      "sku,name,price,barcode,taxCategory,priceKind\n"
      "A,Good,1.00,,,\n"
      ",,x,123456789013,nothing,loose\n"
      "\n"
      "B,\"Two\nlines\",1.005,,,\n"
      "C,Tax,1,,luxury,\n"
      "A,Again,1,,,\n"
      "D,Few,1\n"
      "E,Code,1,9501101530003,,\n"
      "F,Code,1,09501101530003,,\n"
      "G,Open,,,,open\n"
      "H,Nothing,none,,,\n";
  for (const bool sliced : {false, true}) {
    Shop fresh;
    const ImportReport report = sliced ? fresh.import_slices(file) : fresh.import(file);
    CHECK(report.added == 4);
    std::ostringstream told;
    auto rejected = report.rejected;
    std::sort(rejected.begin(), rejected.end(), [](const auto& a, const auto& b) { return a.line < b.line; });
    for (const auto& row : rejected) told << row.line << ':' << row.sku << ':' << row.reasons.size() << ' ';
    CHECK(told.str() == "3::5 5:B:1 7:C:1 8:A:1 9:D:1 11:F:1 ");
    CHECK(fresh.number("SELECT price IS NULL FROM product_variant WHERE sku = 'H'") == 1);
  }
  auto broken = [&](std::string_view text) {
    return shop.run(
        [&](auto& tx, auto& ctx) { return commands::import_at_once(tx, text, false, ImportMode::apply, ctx); });
  };
  CHECK(broken("sku,name\nA,B\n").error().detail == "the file has no column `price`; its first line names the columns");
  CHECK(broken("sku,name,price,colour\n").error().detail == "the column `colour` is not known");
  CHECK(broken("sku,name,price\nA,\"B,1\n").error().detail.find("never closed") != std::string::npos);
  CHECK(broken("sku,name,price\nA,B\"C,1\n").error().detail.find("line 2") != std::string::npos);
  CHECK(broken("").error().code == ErrorCode::invalid_argument);
  CHECK(shop.number("SELECT count(*) FROM sqlite_schema WHERE name = 'product_variant_sku'") == 1);
  shop.acting = &shop.cashier;
  CHECK(broken(small_file).error().code == ErrorCode::approval_required);
}

TEST_CASE("variants of one product cannot differ in tax", "[catalogue]") {
  Shop shop;
  const auto report =
      shop.import("sku,name,price,product,variant,taxCategory\nS,Tee S,1,Tee,S,standard\nM,Tee M,1,Tee,M,reduced\n");
  CHECK(report.added == 1);
  CHECK(report.rejected.at(0).reasons.at(0).find("differs") != std::string::npos);
}

TEST_CASE("the demo catalogue loads whole, and its codes find their articles", "[catalogue]") {
  std::ifstream file{HOLDFAST_SOURCE_DIR "/packaging/demo/catalogue.csv"};
  REQUIRE(file);
  std::stringstream text;
  text << file.rdbuf();
  Shop shop;
  shop.change([](db::Transaction& tx) {
    tx.prepare("INSERT INTO tax_category(code, name) VALUES ('zero', 'Zero')").run();
    REQUIRE(catalogue::save_in_store_rule(tx, {"21", 5, 5, barcodes::InStoreRule::Value::weight, 3, false}));
  });
  const ImportReport report = shop.import(text.str());
  for (const auto& row : report.rejected) UNSCOPED_INFO(row.line << ' ' << row.sku << ' ' << row.reasons[0]);
  CHECK(report.rejected.empty());
  CHECK(report.added > 500);
  CHECK(shop.import(text.str()).unchanged == report.added);
  int checked = 0;
  db::Statement& codes = shop.db.prepare(
      "SELECT b.code, v.sku FROM barcode b JOIN product_variant v ON v.id = b.variant_id WHERE b.kind <> 'in_store'");
  std::vector<std::pair<std::string, std::string>> expected;
  while (codes.step()) expected.emplace_back(codes.string(0), codes.string(1));
  for (const auto& [code, sku] : expected) {
    const auto found = catalogue::look_up(shop.db, code, shop.site);
    INFO(code);
    REQUIRE(found);
    CHECK(found->variant.sku == sku);
    ++checked;
  }
  CHECK(checked > 400);
  CHECK(catalogue::look_up(
            shop.db,
            *barcodes::make_in_store({"21", 5, 5, barcodes::InStoreRule::Value::weight, 3, false}, "04011", 482),
            shop.site)
            ->quantity == Quantity::from_micro(482'000));
  CHECK(shop.search("bana")[0].find("ananas") != std::string::npos);
}

TEST_CASE("search takes all words, the last as a beginning, and nothing in it as an operator", "[catalogue]") {
  Shop shop;
  shop.import(
      "sku,name,price,description,category\nA,Crème brûlée,1,Dessert,Food\nB,Milk chocolate,1,,Food > Sweets\nC,Dark "
      "chocolate,1,with milk,Food > Sweets\n"
      "D,\"Coca-Cola, 1 l\",1,,Drinks\n");
  CHECK(shop.search("creme bru") == Words{"Crème brûlée"});
  CHECK(shop.search("milk choc") == Words{"Milk chocolate", "Dark chocolate"});  // a name counts for more
  CHECK(shop.search("coca-c") == Words{"Coca-Cola, 1 l"});
  CHECK(shop.search("milk NOT").empty());
  CHECK(shop.search("\"milk") == Words{"Milk chocolate", "Dark chocolate"});
  CHECK(shop.search("* ^ ( AND").empty());
  CHECK(shop.search("***").empty());
  CHECK(shop.search("d") == Words{"Coca-Cola, 1 l"});  // a whole word, or the SKU
  const auto food = shop.number("SELECT id FROM category WHERE slug = 'food'");
  auto first = catalogue::find_products(shop.db, {.category = food, .limit = 2}, shop.site);
  REQUIRE(first);
  CHECK(first->products.size() == 2);
  auto rest = catalogue::find_products(shop.db, {.category = food, .limit = 2, .cursor = first->next}, shop.site);
  REQUIRE(rest);
  CHECK(rest->products.size() == 1);
  CHECK(rest->next.empty());
  auto ranked = catalogue::find_products(shop.db, {.text = "choc", .category = food, .limit = 1}, shop.site);
  CHECK(ranked->next == "o1");
  CHECK(catalogue::find_products(shop.db, {.text = "choc", .category = food, .limit = 1, .cursor = "o1"}, shop.site)
            ->next.empty());
  CHECK_FALSE(catalogue::find_products(shop.db, {.cursor = "x1"}, shop.site));
}

TEST_CASE("price books answer by priority, quantity and date, and cost nothing when there are none", "[catalogue]") {
  Shop shop;
  shop.import(small_file);
  const auto milk = [&] { return *catalogue::find_variant_by_sku(shop.db, "MILK"); };
  const auto price = [&](std::int64_t pieces) {
    return catalogue::price_of(shop.db, milk(), Quantity::pieces(pieces), shop.now, shop.site)->amount;
  };
  CHECK(price(1) == 119);
  commands::PriceBook book;
  book.code = "week";
  book.name = "This week";
  book.priority = 5;
  CHECK(shop.run([&](auto& tx, auto& ctx) { return commands::create_price_book(tx, book, ctx); }));
  CHECK_FALSE(shop.run([&](auto& tx, auto& ctx) { return commands::create_price_book(tx, book, ctx); }));
  const std::vector<commands::BookPrice> prices{
      {"MILK", 109, {}, std::nullopt, std::nullopt},
      {"MILK", 99, Quantity::pieces(3), std::nullopt, std::nullopt},
      {"MILK", 79, {}, shop.now.plus_seconds(3600), shop.now.plus_seconds(7200)}};
  CHECK(shop.run([&](auto& tx, auto& ctx) { return commands::set_prices(tx, "week", prices, ctx); }));
  CHECK(price(1) == 109);
  CHECK(price(3) == 99);
  CHECK(price(-3) == 99);
  shop.advance(3600);
  CHECK(price(1) == 79);
  shop.advance(3600);
  CHECK(price(1) == 109);
  const auto again = shop.history();
  CHECK(shop.run([&](auto& tx, auto& ctx) { return commands::set_prices(tx, "week", prices, ctx); }));
  CHECK(shop.number("SELECT count(*) FROM ztracking_price") == 0);
  CHECK(shop.history() == again);
  const auto unknown = shop.run([&](auto& tx, auto& ctx) {
    return commands::set_prices(tx, "week",
                                std::vector<commands::BookPrice>{{"NONE", 1, {}, std::nullopt, std::nullopt}}, ctx);
  });
  CHECK(unknown.error().fields.at(0).pointer == "/items/0/sku");
}
