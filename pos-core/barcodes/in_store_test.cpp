#include "barcodes/in_store.h"

#include <catch2/catch.hpp>
#include <random>

#include "barcodes/gs1.h"
#include "barcodes/gtin.h"

using namespace holdfast::barcodes;
using Value = InStoreRule::Value;

namespace {
const InStoreRule german_weight{"28", 4, 5, Value::weight, 3, true};
const InStoreRule british_price{"20", 5, 4, Value::price, 2, true};
const InStoreRule plain_price{"21", 5, 5, Value::price, 2, false};
const InStoreRule american_price{"02", 5, 4, Value::price, 2, true};

const std::string every_country[] = {"DE", "SE", "NO", "FI", "EE", "LV", "LT", "DK", "GB", "US", "CA"};
}  // namespace

TEST_CASE("a label tells the item and its weight, price or count", "[barcodes]") {
  const InStoreRule rules[] = {german_weight, british_price, plain_price};
  CHECK(parse_in_store("2811111068708", rules) == InStoreNumber{"1111", "02811110000006", Value::weight, "6.870"});
  CHECK(parse_in_store("02811111068708", rules)->value == "6.870");
  CHECK(parse_in_store("2011122912346", rules) == InStoreNumber{"11122", "02011122000005", Value::price, "12.34"});
}

TEST_CASE("a label whose value has a wrong check digit is not believed", "[barcodes]") {
  const InStoreRule rules[] = {german_weight, british_price};
  CHECK(parse_in_store("2811111068708", rules));
  CHECK_FALSE(parse_in_store("2811112068705", rules));   // EAN check digit right, value check digit 2 for 1
  CHECK_FALSE(parse_in_store("2811111068709", rules));   // EAN check digit wrong
  CHECK_FALSE(parse_in_store("2911111111111", rules));   // no rule for 29
  CHECK_FALSE(parse_in_store("12811111068705", rules));  // a packaging level is no in-store number
  CHECK_FALSE(parse_in_store("96385074", rules));
  CHECK_FALSE(parse_in_store("2811111068708", {}));
}

TEST_CASE("a UPC-A of number system 2 is read with a zero in front", "[barcodes]") {
  const InStoreRule rules[] = {american_price};
  const auto label = make_in_store(american_price, "12345", 1999);
  REQUIRE(label);
  CHECK(label->starts_with("0212345"));
  const auto number = parse_in_store(std::string_view{*label}.substr(1), rules);
  REQUIRE(number);
  CHECK(number->item == "12345");
  CHECK(number->value == "19.99");
}

TEST_CASE("every label made by a country's rules is read back", "[barcodes]") {
  std::mt19937 random{42};
  for (const std::string& country : every_country) {
    const std::vector<InStoreRule> rules = national_rules(country);
    REQUIRE_FALSE(rules.empty());
    for (const InStoreRule& rule : rules) {
      REQUIRE(check_rule(rule));
      std::int64_t limit = 1;
      for (int i = 0; i < rule.value_digits; ++i) limit *= 10;
      for (int round = 0; round < 50; ++round) {
        std::string item;
        for (int i = 0; i < rule.item_digits; ++i) item.push_back(static_cast<char>('0' + random() % 10));
        const auto value = static_cast<std::int64_t>(random()) % limit;
        const auto label = make_in_store(rule, item, value);
        REQUIRE(label);
        const auto number = parse_in_store(*label, rules);
        REQUIRE(number);
        CHECK(number->item == item);
        CHECK(number->kind == rule.kind);
        CHECK(number->value == with_decimals(std::to_string(value), static_cast<std::size_t>(rule.decimals)));
        CHECK(canonical_gtin(number->key) == number->key);
        CHECK(number->key == "0" + *make_in_store(rule, item, 0));
      }
      CHECK_FALSE(make_in_store(rule, std::string(static_cast<std::size_t>(rule.item_digits), '1'), limit));
    }
  }
  CHECK(national_rules("AQ").empty());
  CHECK(national_rules("E ").empty());
}

TEST_CASE("a value check digit finds every wrong digit of the value", "[barcodes]") {
  for (const InStoreRule& rule : {german_weight, british_price}) {
    const std::string item(static_cast<std::size_t>(rule.item_digits), '7');
    const auto right = make_in_store(rule, item, 1234);
    REQUIRE(right);
    const std::size_t verifier = 2 + item.size();
    for (std::int64_t other = 0; other < 10'000; ++other) {
      const auto label = make_in_store(rule, item, other);
      const auto value = [&](const std::string& code) { return code.substr(verifier + 1, code.size() - verifier - 2); };
      int differing = 0;
      for (std::size_t i = 0; i < value(*right).size(); ++i)
        if (value(*right)[i] != value(*label)[i]) ++differing;
      if (differing == 1) REQUIRE((*label)[verifier] != (*right)[verifier]);
    }
  }
}

TEST_CASE("a rule that does not add up is refused and never applied", "[barcodes]") {
  const InStoreRule wrong[] = {{"40", 5, 5, Value::price, 2, false},  {"2", 5, 5, Value::price, 2, false},
                               {"21", 4, 5, Value::price, 2, false},  {"21", 5, 5, Value::price, 6, false},
                               {"21", 3, 6, Value::price, 2, true},   {"21", 5, 5, Value::none, 0, false},
                               {"21", 10, 0, Value::price, 0, false}, {"21", -1, 11, Value::price, 0, false},
                               {"21", 5, 5, Value::count, 1, false},  {"2x", 5, 5, Value::price, 2, false}};
  for (const InStoreRule& rule : wrong) {
    INFO(rule.prefix << ' ' << rule.item_digits << ' ' << rule.value_digits);
    CHECK_FALSE(check_rule(rule));
    CHECK_FALSE(make_in_store(rule, "12345", 1));
    const InStoreRule rules[] = {rule};
    CHECK_FALSE(parse_in_store("2112345012343", rules));
  }
}

TEST_CASE("a number may have an item and no value", "[barcodes]") {
  const InStoreRule rule{"04", 10, 0, Value::none, 0, false};
  const InStoreRule rules[] = {rule};
  const auto label = make_in_store(rule, "1234567890", 0);
  REQUIRE(label);
  const auto number = parse_in_store(*label, rules);
  REQUIRE(number);
  CHECK(number->item == "1234567890");
  CHECK(number->value.empty());
  CHECK_FALSE(make_in_store(rule, "1234567890", 5));
}
