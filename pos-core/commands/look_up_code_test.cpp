#include "catalogue/lookup.h"

#include <catch2/catch.hpp>
#include <algorithm>
#include <ctime>
#include <iostream>
#include <sstream>

#include "barcodes/check_digit.h"
#include "barcodes/in_store.h"
#include "catalogue/in_store_rules.h"
#include "catalogue/search.h"
#include "commands/import_catalogue.h"
#include "support/test_store.h"

using namespace holdfast;
using catalogue::look_up;

namespace {
/// A shop with weight labels 21, price labels 23 and verified price labels 02.
struct Shop : test::TestStore {
  Shop() {
    acting = &manager;
    using Value = barcodes::InStoreRule::Value;
    change([](db::Transaction& tx) {
      REQUIRE(catalogue::save_in_store_rule(tx, {"21", 5, 5, Value::weight, 3, false}));
      REQUIRE(catalogue::save_in_store_rule(tx, {"23", 5, 5, Value::price, 2, false}));
      REQUIRE(catalogue::save_in_store_rule(tx, {"02", 5, 4, Value::price, 2, true}));
    });
    import(
        "sku,name,price,barcode,unit\n"
        "BANANA,Bananas,1.79,4011|instore:21:04011,kg\n"
        "HAM,Ham,0,instore:23:00017,piece\n"
        "BEANS,Beans,0.89,9501101530003|95012346|012345000058,piece\n"
        "5000,Numbered,1.00,,piece\n"
        "CHEESE,Cheese,12.50,09506000134352,kg\n"
        "SODA,Soda,2.00,04252614,piece\n");
  }
  commands::ImportReport import(std::string_view csv) {
    auto report = run([&](auto& tx, auto& ctx) {
      return commands::import_at_once(tx, csv, false, commands::ImportMode::apply, ctx);
    });
    REQUIRE(report);
    for (const auto& row : report->rejected)
      for (const auto& reason : row.reasons) UNSCOPED_INFO(row.line << " " << reason);
    return *report;
  }
  std::string found(std::string_view code) {
    const auto hit = look_up(db, code, site);
    if (!hit) return std::string{"! "} + (hit.error().code == ErrorCode::unknown_code ? "unknown" : hit.error().detail);
    std::string text = hit->variant.sku;
    if (hit->quantity) text += " x" + to_string(*hit->quantity);
    if (hit->price) text += " =" + std::to_string(*hit->price);
    return text;
  }
};
std::string with_check_digit(std::string digits) { return digits + barcodes::check_digit(digits); }
}  // namespace

TEST_CASE("a scanned or typed code finds its article in every spelling", "[catalogue]") {
  Shop shop;
  CHECK(shop.found("9501101530003") == "BEANS");
  CHECK(shop.found("09501101530003") == "BEANS");
  CHECK(shop.found("]E09501101530003\r\n") == "BEANS");
  CHECK(shop.found("95012346") == "BEANS");
  CHECK(shop.found("0012345000058") == "BEANS");
  CHECK(shop.found("01234558") == "BEANS");  // the UPC-E of 012345000058
  CHECK(shop.found("4011") == "BANANA");
  CHECK(shop.found("BANANA") == "BANANA");
  CHECK(shop.found("5000") == "5000");                // the SKU comes last, but it comes
  CHECK(shop.found("9501101530004") == "! unknown");  // wrong check digit
  CHECK(shop.found("") == "! unknown");
  CHECK(shop.found("nothing like it") == "! unknown");
}

TEST_CASE("labels printed in the store carry weight or price", "[catalogue]") {
  Shop shop;
  CHECK(shop.found(with_check_digit("210401100482")) == "BANANA x0.482");
  CHECK(shop.found(with_check_digit("230001700349")) == "HAM =349");
  CHECK(shop.found(with_check_digit("219999900482")) == "! unknown");
  CHECK(shop.found(with_check_digit("210401100000")) == "BANANA");  // nothing on the scale is no quantity
}

TEST_CASE("GS1 elements and Digital Links find the GTIN and tell the rest", "[catalogue]") {
  Shop shop;
  CHECK(shop.found("(01)09506000134352(3103)001250") == "CHEESE x1.25");
  CHECK(shop.found("0109506000134352310300125039221563") == "CHEESE x1.25 =1563");
  CHECK(shop.found("(01)09506000134352(3932)9781563") == "CHEESE =1563");           // 978: euro
  CHECK(shop.found("(01)09506000134352(3932)8401563").starts_with("! the price"));  // 840: dollars
  CHECK(shop.found("https://id.gs1.org/01/09506000134352?3103=000500") == "CHEESE x0.5");
  CHECK(shop.found("(01)09506000134352(3202)000100") == "CHEESE x0.454");  // pounds, sold by the kilogram
  CHECK(shop.found("(01)09501101530003(3103)001250") == "BEANS");          // sold by the piece
  CHECK(shop.found("(01)09501101530003(30)6") == "BEANS x6");
  const auto hit = look_up(shop.db, "(01)09506000134352(10)LOT7", shop.site);
  REQUIRE(hit);
  CHECK(hit->code == "09506000134352");
  REQUIRE(hit->gs1.size() == 2);
  CHECK(hit->gs1[1] == std::pair<std::string, std::string>{"10", "LOT7"});
}

TEST_CASE("changed in-store rules count at once", "[catalogue]") {
  Shop shop;
  const std::string label = with_check_digit("240401100482");
  CHECK(shop.found(label) == "! unknown");
  shop.change([](db::Transaction& tx) {
    REQUIRE(catalogue::save_in_store_rule(tx, {"24", 5, 5, barcodes::InStoreRule::Value::weight, 2, false}));
    CHECK_FALSE(catalogue::save_in_store_rule(tx, {"24", 5, 4, barcodes::InStoreRule::Value::weight, 2, false}));
  });
  shop.import("sku,name,price,barcode,unit\nBANANA,Bananas,1.79,instore:24:04011,kg\n");
  CHECK(shop.found(label) == "BANANA x4.82");
}

TEST_CASE("looking up stays quick in a large catalogue", "[.][bench]") {
  Shop shop;
  test::TestStore large;
  large.acting = &large.manager;
  std::ostringstream csv;
  csv << "sku,name,price,barcode,category\n";
  const int count = std::getenv("HF_ROWS") ? std::atoi(std::getenv("HF_ROWS")) : 100'000;
  const char* words[] = {"Milk",   "Bread", "Butter", "Apple", "Soap", "Candle",
                         "Coffee", "Tea",   "Rice",   "Juice", "Salt", "Honey"};
  const char* kinds[] = {"organic", "fresh", "family", "small", "large", "classic", "light", "dark", "sweet", "white"};
  for (int i = 0; i < count; ++i)
    csv << "SKU" << i << ',' << kinds[i % 10] << ' ' << words[i % 12] << " no " << i << ",1." << 10 + i % 90 << ','
        << with_check_digit("5" + std::to_string(10'000'000'000 + i * 7919LL % 9'999'999'999)) << ",Food > Aisle "
        << i % 50 << '\n';
  const std::string text = csv.str();
  // Processor time: machines that build have other things to do.
  const auto us = [](std::clock_t from) { return std::max<std::int64_t>((std::clock() - from) * 1'000'000 / CLOCKS_PER_SEC, 1); };
  auto start = std::clock();
  auto report = large.run(
      [&](auto& tx, auto& ctx) { return commands::import_at_once(tx, text, false, commands::ImportMode::apply, ctx); });
  REQUIRE(report);
  CHECK(report->added == count);
  const std::int64_t load = us(start);
  std::cout << "first load: " << count * 1'000'000LL / load << " rows/s, " << load / 1000 << " ms\n";
  start = std::clock();
  constexpr int rounds = 50'000;
  int hits = 0;
  for (int i = 0; i < rounds; ++i) {
    const long long n = (i * 104'729LL) % count;
    hits += look_up(large.db, with_check_digit("5" + std::to_string(10'000'000'000 + n * 7919LL % 9'999'999'999)),
                    large.site)
                ? 1
                : 0;
  }
  CHECK(hits == rounds);
  std::cout << "look_up: " << us(start) * 1000 / rounds << " ns\n";
  const auto time_search = [&](const char* what, catalogue::ProductSearch search) {
    const auto from = std::clock();
    const auto found = catalogue::find_products(large.db, search, large.site);
    std::cout << what << ": " << us(from) << " us, " << (found ? found->products.size() : 0) << " products\n";
  };
  time_search("search milk", {.text = "milk"});
  time_search("search organic milk no 12", {.text = "organic milk no 12"});
  time_search("search sku", {.text = "SKU4321"});
  time_search("browse", {});
  time_search("browse category", {.category = 1});
  start = std::clock();
  std::string_view part{text};
  part = part.substr(0, part.find("SKU2000,"));
  auto second = large.run(
      [&](auto& tx, auto& ctx) { return commands::import_at_once(tx, part, false, commands::ImportMode::apply, ctx); });
  REQUIRE(second);
  CHECK(second->unchanged == 2000);
  std::cout << "unchanged rows again: " << us(start) / 2000 << " us a row\n";
}
