#include "money/money.h"

#include <catch2/catch.hpp>

#include "money/quantity.h"

namespace holdfast {
namespace {
const Currency eur{"EUR", 2};
const Currency jpy{"JPY", 0};
const Currency bhd{"BHD", 3};
}  // namespace

TEST_CASE("an amount is read and written with its currency's decimals", "[money]") {
  struct Row {
    std::string_view text;
    Currency currency;
    std::int64_t minor;
    std::string_view shown;
  };
  const Row rows[]{{"12.30", eur, 1230, "12.30"}, {"-0.05", eur, -5, "-0.05"},   {"1234", eur, 123400, "1234.00"},
                   {"0", eur, 0, "0.00"},         {"1.5", eur, 150, "1.50"},     {"1.500", eur, 150, "1.50"},
                   {"1500", jpy, 1500, "1500"},   {"1.234", bhd, 1234, "1.234"}, {"-7", jpy, -7, "-7"}};
  for (const Row& row : rows) {
    CAPTURE(row.text);
    const auto amount = parse_money(row.text, row.currency);
    REQUIRE(amount);
    CHECK(amount->minor() == row.minor);
    CHECK(to_decimal(*amount) == row.shown);
  }
}

TEST_CASE("text that is no amount of the currency is refused", "[money]") {
  for (const std::string_view text : {"", "-", ".", "1.", ".5", "1,50", "1.005", "1e3", " 1", "+1", "--1", "0x10",
                                      "9223372036854775808", "99999999999999999999999999999999999999999"})
    CHECK_FALSE(parse_money(text, eur));
  CHECK_FALSE(parse_money("1.5", jpy));
}

TEST_CASE("the currency table is sorted and knows the unusual units", "[money]") {
  const auto rows = iso_currencies();
  CHECK(rows.size() > 150);
  for (std::size_t i = 1; i < rows.size(); ++i) CHECK(rows[i - 1].code < rows[i].code);
  CHECK(find_currency("JPY")->minor_units() == 0);
  CHECK(find_currency("KWD")->minor_units() == 3);
  CHECK(find_currency("CLF")->minor_units() == 4);
  CHECK_FALSE(find_currency("ZZZ"));
  CHECK_FALSE(find_currency(""));
}
}  // namespace holdfast
