#include "barcodes/digital_link.h"

#include <catch2/catch.hpp>

using namespace holdfast::barcodes;

TEST_CASE("a Digital Link gives its elements, whatever its domain", "[barcodes]") {
  for (const char* uri : {"https://id.gs1.org/01/09506000134352/10/LOT?17=261121",
                          "http://shop.example/p/x/01/09506000134352/10/LOT?utm=a&17=261121#top",
                          "https://shop.example:8443/01/9506000134352/10/LOT?17=261121&flag"}) {
    const auto message = parse_digital_link(uri);
    REQUIRE(message);
    CHECK(to_bracketed(*message) == "(01)09506000134352(10)LOT(17)261121");
  }
}

TEST_CASE("an address that is not quite a Digital Link is refused", "[barcodes]") {
  const char* wrong[] = {
      "",
      "https://",
      "https:///01/09506000134352",
      "ftp://id.gs1.org/01/09506000134352",
      "https://id.gs1.org/",
      "https://id.gs1.org/01/",
      "https://id.gs1.org/01",
      "https://id.gs1.org/01/09506000134353",            // check digit
      "https://id.gs1.org/gtin/09506000134352",          // names instead of identifiers
      "https://id.gs1.org/01/09506000134352/21/S/10/L",  // qualifiers out of order
      "https://id.gs1.org/01/09506000134352/17/261121",  // not a qualifier
      "https://id.gs1.org/01/09506000134352?21=S",       // a qualifier in the query
      "https://id.gs1.org/01/09506000134352?17=261121&17=261121",
      "https://id.gs1.org/01/09506000134352 ",
      "https://user@id.gs1.org/01/09506000134352",
      "https://id.gs1.org/AQnYUc1gmi",  // compressed
  };
  for (const char* uri : wrong) {
    INFO(uri);
    CHECK_FALSE(parse_digital_link(uri));
  }
}

TEST_CASE("a message becomes a canonical link and comes back", "[barcodes]") {
  const auto message = parse_bracketed("(01)09506000134352(3103)001234(17)261121(21)A/B?C(10)L&1");
  REQUIRE(message);
  const auto link = canonical_digital_link(*message);
  REQUIRE(link);
  CHECK(*link == "https://id.gs1.org/01/09506000134352/10/L%261/21/A%2FB%3FC?17=261121&3103=001234");
  const auto again = parse_digital_link(*link);
  REQUIRE(again);
  CHECK(canonical_digital_link(*again) == *link);
}

TEST_CASE("elements without a key, or broken ones, make no link", "[barcodes]") {
  CHECK_FALSE(canonical_digital_link(Gs1Message{{{"10", "LOT"}}}));
  CHECK_FALSE(canonical_digital_link(Gs1Message{{{"01", "123"}}}));
  CHECK_FALSE(canonical_digital_link(Gs1Message{{{"8888", "123"}}}));
  CHECK_FALSE(canonical_digital_link(Gs1Message{}));
}
