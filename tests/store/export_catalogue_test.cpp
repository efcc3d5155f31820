#include "queries/export_catalogue.h"

#include <catch2/catch.hpp>

#include "commands/import_catalogue.h"
#include "support/test_store.h"

using namespace holdfast;

namespace {
constexpr std::string_view goods =
    "sku,name,price,barcode,category,taxCategory,unit,stock,description,product,variant,priceKind,minPrice,maxPrice,"
    "minAge,active,discountable,"
    "tracksStock\n"
    "MILK,\"Milk, whole\",1.19,9501101530003|4011,Dairy > Milk|Offers,reduced,,12,\"From the\nvalley\",,,,,,,,,\n"
    "TEE-S,T-shirt S,19.90,,Clothes,,piece,,,T-shirt,S,,,,,,,\n"
    "TEE-M,T-shirt M,19.90,,Clothes,,piece,,,T-shirt,M,,,,,,,\n"
    "BANANA,Bananas,1.79,instore:21:04011,Fruit,reduced,kg,3.5,,Bananas,,,,,,,,\n"
    "GIFT,\"Gift, \"\"large\"\"\",,,,,,,,,,open,5,50,18,false,false,false\n"
    "HOLLOW,No price,none,,,,,,,,,,,,,,,\n";

struct Shop : test::TestStore {
  Shop() { acting = &manager; }
  commands::ImportReport import(const std::string& text) {
    auto report = run([&](auto& tx, auto& ctx) {
      return commands::import_at_once(tx, text, text.starts_with('['), commands::ImportMode::apply, ctx);
    });
    REQUIRE(report);
    CHECK(report->rejected.empty());
    return *report;
  }
};
}  // namespace

TEST_CASE("an export reads back as nothing new, as CSV and as JSON", "[catalogue]") {
  Shop shop;
  CHECK(shop.import(std::string{goods}).added == 6);
  const std::string csv = queries::export_catalogue_csv(shop.db, shop.site);
  const std::string json = queries::export_catalogue_json(shop.db, shop.site);
  CHECK(csv.find("MILK,\"Milk, whole\",1.19,9501101530003|4011,Dairy > Milk|Offers,reduced,piece,0,EUR") !=
        std::string::npos);
  for (const std::string& file : {csv, json}) {
    CHECK(shop.import(file).unchanged == 6);
    Shop other;
    CHECK(other.import(file).added == 6);
    CHECK(queries::export_catalogue_csv(other.db, other.site) == csv);
  }
}
