#include "money/quantity.h"

#include <catch2/catch.hpp>

namespace holdfast {
namespace {
const Currency eur{"EUR", 2};
}

TEST_CASE("a quantity is read exactly and written shortest", "[money]") {
  struct Row {
    std::string_view text;
    std::int64_t micro;
    std::string_view shown;
  };
  const Row rows[]{{"3", 3'000'000, "3"},           {"0.482", 482'000, "0.482"},
                   {"-1.5", -1'500'000, "-1.5"},    {"0.000001", 1, "0.000001"},
                   {"12.120", 12'120'000, "12.12"}, {"1000000000", 1'000'000'000'000'000, "1000000000"}};
  for (const Row& row : rows) {
    CAPTURE(row.text);
    REQUIRE(parse_quantity(row.text));
    CHECK(parse_quantity(row.text)->micro() == row.micro);
    CHECK(to_string(*parse_quantity(row.text)) == row.shown);
  }
  for (const std::string_view text : {"", "1.0000001", "1000000001", "-1000000001", "1/2", "kg", "1 000"})
    CHECK_FALSE(parse_quantity(text));
}

TEST_CASE("quantity times price is rounded once, away from zero at a tie", "[money]") {
  const auto amount = [](std::string_view quantity, std::int64_t price) {
    return times(Money{price, eur}, *parse_quantity(quantity)).minor();
  };
  CHECK(amount("0.482", 1199) == 578);
  CHECK(amount("12.12", 1212) == 14689);
  CHECK(amount("0.5", 1) == 1);
  CHECK(amount("-0.5", 1) == -1);
  CHECK(amount("1000000000", 9'000'000'000) == 9'000'000'000'000'000'000);
  CHECK(times(Money{1, eur}, *parse_quantity("0.5"), Rounding::half_even).minor() == 0);
}

TEST_CASE("a percentage keeps its decimals", "[money]") {
  CHECK(parse_percent("13.5")->of(Money{1000, eur}).minor() == 135);
  CHECK(parse_percent("33.333333")->of(Money{300, eur}).minor() == 100);
  CHECK(Percent::whole(21).of(Money{-50, eur}).minor() == -11);
  CHECK(to_string(*parse_percent("7.70")) == "7.7");
  CHECK_FALSE(parse_percent("7.70 %"));
}
}  // namespace holdfast
