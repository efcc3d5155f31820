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
  CHECK(place(holdfast::refuse_cards_in_lines("sku,name\nA,Soap\nB,4111111111111111\n")) == "/3");
  CHECK(holdfast::refuse_cards_in_lines("sku,name\r\nA,4111\r\n1111,11111111\r\n"));
  CHECK(holdfast::refuse_cards_in_lines(""));
}
