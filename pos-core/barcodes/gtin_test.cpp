#include "barcodes/gtin.h"

#include <catch2/catch.hpp>
#include <random>

#include "barcodes/check_digit.h"

using namespace holdfast::barcodes;

namespace {
std::string random_digits(std::mt19937& random, std::size_t count) {
  std::string digits;
  while (digits.size() < count) digits.push_back(static_cast<char>('0' + random() % 10));
  return digits;
}
std::string with_check(std::string digits) {
  digits.push_back(check_digit(digits));
  return digits;
}
}  // namespace

TEST_CASE("a GTIN of any length becomes 14 digits when its check digit is right", "[barcodes]") {
  CHECK(canonical_gtin("4006381333931") == "04006381333931");
  CHECK(canonical_gtin("036000291452") == "00036000291452");
  CHECK(canonical_gtin("96385074") == "00000096385074");
  CHECK(canonical_gtin("15901234123454") == "15901234123454");
  for (const char* wrong : {"", "4006381333932", "400638133393", "40063813339311", "400638133393x", "9638507", "0",
                            " 96385074", "963850740"})
    CHECK_FALSE(canonical_gtin(wrong));
}

TEST_CASE("a check digit finds every wrong digit and every swap of neighbours that differ by other than five",
          "[barcodes]") {
  std::mt19937 random{20261121};
  for (const std::size_t length : {8U, 12U, 13U, 14U, 18U}) {
    for (int round = 0; round < 200; ++round) {
      const std::string code = with_check(random_digits(random, length - 1));
      REQUIRE(has_check_digit(code));
      for (std::size_t i = 0; i < length; ++i) {
        std::string wrong = code;
        for (char digit = '0'; digit <= '9'; ++digit) {
          wrong[i] = digit;
          REQUIRE(has_check_digit(wrong) == (digit == code[i]));
        }
        if (i + 1 == length) continue;
        std::string swapped = code;
        std::swap(swapped[i], swapped[i + 1]);
        const int difference = std::abs(code[i] - code[i + 1]);
        REQUIRE(has_check_digit(swapped) == (difference == 0 || difference == 5));
      }
    }
  }
}

TEST_CASE("a number is resized as long as only zeros go", "[barcodes]") {
  CHECK(resize_gtin("0123601057072", 12) == "123601057072");
  CHECK(resize_gtin("123601057072", 14) == "00123601057072");
  CHECK_FALSE(resize_gtin("5901234123457", 12));
  CHECK_FALSE(resize_gtin("5901234123457", 15));
  CHECK_FALSE(resize_gtin("5901234123457", -1));
  CHECK(gtin_format("0000096385074") == 8);
  CHECK(gtin_format("0000902914511") == 12);
  CHECK(gtin_format("05901234123457") == 13);
  CHECK(gtin_format("15901234123454") == 14);
  CHECK(gtin_format("00000000") == 8);
}

TEST_CASE("UPC-E expands by its last digit", "[barcodes]") {
  CHECK(expand_upc_e("425261") == "042100005264");    // last digit 1
  CHECK(expand_upc_e("08679339") == "086700000939");  // 3
  CHECK(expand_upc_e("02345147") == "023450000017");  // 4
  CHECK(expand_upc_e("02345673") == "023456000073");  // 7
  for (const char* wrong : {"", "12345", "02345674", "22345673", "0234567x", "123456789"})
    CHECK_FALSE(expand_upc_e(wrong));
}

TEST_CASE("compressing what was expanded gives the same UPC-E", "[barcodes]") {
  std::mt19937 random{7};
  int with_short_form = 0;
  for (int round = 0; round < 20'000; ++round) {
    const std::string body = std::string{round % 2 == 0 ? '0' : '1'} + random_digits(random, 6);
    const auto upc_a = expand_upc_e(body);
    REQUIRE(upc_a);
    REQUIRE(has_check_digit(*upc_a));
    const auto upc_e = compress_upc_a(*upc_a);
    REQUIRE(upc_e);
    REQUIRE(expand_upc_e(*upc_e) == upc_a);
    if (upc_e->substr(0, 7) == body) ++with_short_form;
  }
  CHECK(with_short_form > 18'000);  // the rest are long ways to write a number that has another short form
}

TEST_CASE("every UPC-A either has no UPC-E or one that expands to it", "[barcodes]") {
  std::mt19937 random{8};
  int compressed = 0;
  for (int round = 0; round < 50'000; ++round) {
    std::string digits = random_digits(random, 11);
    for (std::size_t i = 3; i < 10; ++i)
      if (random() % 4 != 0) digits[i] = '0';
    const std::string upc_a = with_check(digits);
    const auto upc_e = compress_upc_a(upc_a);
    if (!upc_e) continue;
    ++compressed;
    REQUIRE(expand_upc_e(*upc_e) == upc_a);
  }
  CHECK(compressed > 100);
}

TEST_CASE("eight digits are offered in both readings", "[barcodes]") {
  CHECK(read_eight_digits("96385074") == EightDigits{"00000096385074", std::nullopt});
  CHECK(read_eight_digits("04252614") == EightDigits{std::nullopt, "00042100005264"});
  CHECK(read_eight_digits("02345673") == EightDigits{"00000002345673", "00023456000073"});
  CHECK(read_eight_digits("96385075") == EightDigits{});
  CHECK(read_eight_digits("4006381333931") == EightDigits{});
}

TEST_CASE("the prefix says what a number is for", "[barcodes]") {
  CHECK(prefix_class("4006381333931") == PrefixClass::company);
  CHECK(prefix_class("2001234567893") == PrefixClass::regional);
  CHECK(prefix_class("201111111115") == PrefixClass::regional);     // UPC-A of number system 2
  CHECK(prefix_class("401111111119") == PrefixClass::own_company);  // and 4
  CHECK(prefix_class("00011112") == PrefixClass::own_company);
  CHECK(prefix_class("96385074") == PrefixClass::company);
  CHECK(prefix_class("9781492053743") == PrefixClass::book);
  CHECK_FALSE(prefix_class("9781492053744"));
}

TEST_CASE("a GMN ends in two check characters", "[barcodes]") {
  CHECK(has_check_pair("1987654Ad4X4bL5ttr2310c2K"));
  CHECK_FALSE(has_check_pair("1987654Ad4X4bL5ttr2310cK2"));
  CHECK_FALSE(has_check_pair("2K"));
  CHECK_FALSE(has_check_pair("12345678901234567890123456"));
}

TEST_CASE("the check digit of an embedded value exists for four and five digits", "[barcodes]") {
  CHECK(value_check_digit("2875") == '9');
  CHECK(value_check_digit("00239") == '4');
  CHECK_FALSE(value_check_digit("123"));
  CHECK_FALSE(value_check_digit("12x4"));
}
