#include <catch2/catch.hpp>

#include "server/import.h"

using namespace holdfast;
using namespace holdfast::server;

TEST_CASE("a file of prices gives a row for each, with its dates", "[hub]") {
  const auto rows = rows_of_csv(
      "book,sku,priceMinor,validFrom,validTo\n"
      "winter,TEA,350,,\n"
      "winter,TEA,390,2026-12-01T00:00:00+01:00,2027-01-01T00:00:00Z\n");
  REQUIRE(rows);
  REQUIRE(rows->rows.size() == 2);
  CHECK(rows->rows[0].key == "winter/TEA");
  CHECK(rows->rows[0].body == R"({"book":"winter","sku":"TEA","price":350})");
  CHECK(rows->rows[1].key == "winter/TEA@2026-11-30T23:00:00.000Z");
  CHECK(
      rows->rows[1].body ==
      R"({"book":"winter","sku":"TEA","price":390,"validFrom":"2026-11-30T23:00:00.000Z","validTo":"2027-01-01T00:00:00.000Z"})");
  CHECK(rows->rows[1].dataset == "price");
}

TEST_CASE("a price from so many pieces on stands beside the one for a single piece", "[hub]") {
  const auto rows = rows_of_csv("book,sku,minQuantity,priceMinor\nshop,TEA,,400\nshop,TEA,6,350\n");
  REQUIRE(rows);
  REQUIRE(rows->rows.size() == 2);
  CHECK(rows->rows[1].key == "shop/TEA*6");
  CHECK(rows->rows[1].body == R"({"book":"shop","sku":"TEA","price":350,"minQuantity":"6"})");
}

TEST_CASE("a file of prices that is wrong is refused by its line, and a column that nobody knows too", "[hub]") {
  const auto why = [](std::string_view text) { return rows_of_csv(text).error().detail; };
  CHECK(why("book,sku,priceMinor,validform\nb,s,1,\n") == "line 1: column validform is not one of a file of prices");
  CHECK(why("book,priceMinor\nb,1\n") == "line 1: there is no column sku");
  CHECK(why("book,sku,priceMinor\nb,s,1.50\n") == "line 2: priceMinor is a whole number of minor units");
  CHECK(why("book,sku,priceMinor\nb,s,-1\n") == "line 2: priceMinor is a whole number of minor units");
  CHECK(why("book,sku,priceMinor\nb,,1\n") == "line 2: a price needs its book and its sku");
  CHECK(why("book,sku,priceMinor,validFrom\nb,s,1,tomorrow\n") ==
        "line 2: validFrom is no time like 2026-12-01T00:00:00+01:00");
  CHECK(why("book,sku,priceMinor,validFrom,validTo\nb,s,1,2027-01-01T00:00:00Z,2026-01-01T00:00:00Z\n") ==
        "line 2: validTo is not after validFrom");
  CHECK(why("book,sku,priceMinor\nb,s,1\nb,s,2\n") == "line 3: b/s comes twice");
  CHECK(why("book,sku,priceMinor\nb,s\n") == "line 2: 2 cells, the header has 3");
}

TEST_CASE("a row with a card's number is left out of a file, and an article's number of 14 digits is none", "[hub]") {
  const auto articles = rows_of_csv(
      "sku,name,price,barcode\nA,Soap,1,30000000000087\nB,Soap 4111 1111 1111 1111,1,\nC,Soap,1,30569309025904\n"
      "36000000000081,Box,1,\nE,36000000000081,1,\n");
  REQUIRE(articles);
  REQUIRE(articles->rows.size() == 2);
  CHECK(articles->rows[0].key == "A");
  CHECK(articles->rows[1].key == "36000000000081");
  REQUIRE(articles->rejected.size() == 3);
  CHECK(articles->rejected[0].line == 3);
  CHECK(articles->rejected[0].reason.find("`name`") != std::string::npos);
  CHECK(articles->rejected[0].reason.find("4111") == std::string::npos);
  CHECK(articles->rejected[1].line == 4);
  CHECK(articles->rejected[2].line == 6);
  const auto prices = rows_of_csv("book,sku,priceMinor\nshop,36000000000081,100\nshop,4111111111111111,100\n");
  REQUIRE(prices);
  CHECK(prices->rows.size() == 1);
  CHECK(prices->rejected.size() == 1);
  CHECK(rows_of_csv("sku,name,price,4111111111111111\nA,B,1,x\n").error().detail ==
        "line 1: a column is named by the number of a payment card");
  CHECK(rows_of_csv("book,sku,priceMinor,4111111111111111\n").error().detail ==
        "line 1: a column is named by the number of a payment card");
}
