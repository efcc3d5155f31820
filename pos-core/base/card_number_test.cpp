#include "base/card_number.h"

#include "base/no_cards.h"

#include <catch2/catch.hpp>

using holdfast::holds_card_number;

TEST_CASE("the test numbers of the card schemes are seen wherever they stand", "[base]") {
  for (const char* text :
       {"4111111111111111", "4111 1111 1111 1111", "4111-1111-1111-1111", "5555555555554444", "2223003122003222",
        "378282246310005", "3782 822463 10005", "6011111111111117", "3530111333300000", "30569309025904",
        "paid with 4242 4242 4242 4242 today", "(4012888888881881)", "12 4111111111111111"})
    CHECK(holds_card_number(text));
}

TEST_CASE("other numbers are not taken for cards", "[base]") {
  for (const char* text :
       {"", "4111111111111112", "411111111111111", "4006381333931", "5901234123457", "356938035643809", "9524873033558",
        "550e8400-e29b-41d4-a716-446655440000", "2026-11-21 10:00:00", "+43 664 1234567", "41111111111111111111",
        "4111 1111  1111 1111", "x4012888888881881x", "41111111-1111-1111-9111-111111111111", "e34111111111111111aa",
        "11111111-4111-4111-1111-111111111111", "89014103211118510720", "****1111"})
    CHECK_FALSE(holds_card_number(text));
}

TEST_CASE("a number is refused wherever it stands in a document or in lines, and the place is told", "[base]") {
  const auto place = [](const holdfast::Result<>& refused) {
    REQUIRE_FALSE(refused);
    REQUIRE(refused.error().fields.size() == 1);
    return refused.error().fields[0].pointer;
  };
  CHECK(place(holdfast::refuse_cards(*holdfast::parse_json(R"({"a":[{"b":"x"},{"b":"4111 1111 1111 1111"}]})"))) ==
        "/a/1/b");
  CHECK(place(holdfast::refuse_cards(*holdfast::parse_json(R"({"a":5555555555554444})"))) == "/a");
  CHECK(holdfast::refuse_cards(*holdfast::parse_json(R"({"a":"4006381333931"})")));
}

TEST_CASE("a trade item number of 14 digits is taken where articles are named, and nowhere else", "[base]") {
  using holdfast::holds_card_besides_gtins;
  const std::string gtin = "36000000000081";  // right by Luhn as well, in Diners' range
  REQUIRE(holds_card_number(gtin));
  for (const std::string& text :
       {gtin, "(01)" + gtin + "(10)A1", "https://id.gs1.org/01/" + gtin, gtin + "|4006381333931"})
    CHECK_FALSE(holds_card_besides_gtins(text));
  for (const std::string& text :
       {std::string{"30569309025904"}, std::string{"4111111111111111"}, gtin + " 4111111111111111",
        std::string{"3600 000000 0081"}, std::string{"3600 0000 0000 81"}})
    CHECK(holds_card_besides_gtins(text) == holds_card_number(text));
  using holdfast::Codes;
  const auto refused = [](const std::string& body, Codes codes = Codes::of_ours) {
    return !holdfast::refuse_cards(*holdfast::parse_json(body), codes);
  };
  for (const char* member : {"sku", "barcode"})
    CHECK_FALSE(refused(R"({")" + std::string{member} + R"(":")" + gtin + R"("})"));
  CHECK_FALSE(refused(R"({"variants":[{"barcodes":[")" + gtin + R"("]}]})"));
  CHECK(refused(R"({"variants":[{"barcodes":["4111111111111111"]}]})"));
  CHECK(refused(R"({"note":")" + gtin + R"("})"));
  CHECK(refused(R"({"code":")" + gtin + R"("})"));
  CHECK_FALSE(refused(R"({"code":")" + gtin + R"("})", Codes::of_articles));
  CHECK(refused(R"({"code":"30569309025904"})", Codes::of_articles));
  CHECK(refused(R"({"sku":{"name":")" + gtin + R"("}})"));
}
