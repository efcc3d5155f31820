#include <catch2/catch.hpp>

#include "pricing/cart_pricer.h"
#include "pricing/promotion_run.h"
#include "promotions/rule_document.h"

namespace holdfast::pricing {
namespace {
const Currency eur{"EUR", 2};

Rules with(const std::string& document) {
  Rules rules;
  rules.taxes.categories = {{}};
  auto read = promotions::read_rules(parse_json(document).value(), Rational{100});
  rules.promotions = std::make_shared<const promotions::RuleSet>(std::move(read).value());
  return rules;
}
BasketLine line(const char* sku, std::int64_t price, std::int64_t pieces = 1,
                std::vector<std::string> categories = {}) {
  return {.key = 0,
          .sku = sku,
          .quantity = Quantity::pieces(pieces),
          .unit_price = {price, eur},
          .list_price = {price, eur},
          .label_amount = {},
          .min_unit_price = {},
          .categories = std::move(categories),
          .discounts = {}};
}
PricedBasket priced(const Basket& basket, const Rules& rules) {
  auto result = price(basket, rules);
  REQUIRE(result);
  return *std::move(result);
}
std::int64_t total(const Basket& basket, const std::string& document) {
  return priced(basket, with(document)).total.minor();
}
std::string why(const Basket& basket, const Rules& rules, const char* id) {
  const PricedBasket result = priced(basket, rules);
  for (const Refused& refused : result.refused)
    if (rules.promotions->rules()[refused.rule].id == id) return std::string{name_of(refused.why)};
  return "applied";
}
const Basket tea_and_cake{eur, {line("tea", 300), line("cake", 500, 2)}, {}, {}};
}  // namespace

TEST_CASE("of a group only the best promotion stays, and the trail says why the other did not", "[pricing]") {
  const Rules rules = with(R"([
    {"id":"ten","group":"g","mode":"best","actions":[{"type":"percent","value":"10","target":"order"}]},
    {"id":"two","group":"g","mode":"best","actions":[{"type":"amount","value":"2.00","target":"order"}]},
    {"id":"own","actions":[{"type":"amount","value":"0.50","select":{"skus":["tea"]}}]}])");
  CHECK(priced(tea_and_cake, rules).total.minor() == 1300 - 200 - 50);
  CHECK(why(tea_and_cake, rules, "ten") == "better");
}
TEST_CASE("the best mix finds an order that greed misses", "[pricing]") {
  // The half-price cake is the most that can be had at once, but it uses up what the set of two needs.
  const std::string rules = R"([
    {"id":"half","group":"g","mode":"best_mix","actions":[{"type":"buy_get","buy":{"quantity":"1"},
      "get":{"quantity":"1","percent":"100"},"max_applications":1,"consume_units":true,"pick":"most_expensive"}]},
    {"id":"set","group":"g","mode":"best_mix","actions":[{"type":"bundle","components":[{"select":{"skus":["cake"]}},
      {"select":{"skus":["tea"]}}],"deal":{"type":"price","value":"4.00"},"consume_units":true,"max_applications":1}]}])";
  const Basket basket{eur, {line("tea", 300), line("cake", 500, 3)}, {}, {}};
  // set (8.00 -> 4.00) and then one of the two other cakes free
  CHECK(total(basket, rules) == 1800 - 400 - 500);
}
TEST_CASE("the search of the best mix ends at its bound", "[pricing]") {
  std::string rules = "[";
  for (int i = 0; i < 40; ++i)
    rules += (i ? "," : "") + std::string{R"({"id":"r)"} + std::to_string(i) +
             R"(","group":"g","mode":"best_mix","actions":[{"type":"percent","value":")" + std::to_string(1 + i % 9) +
             R"(","target":"order"}]})";
  const Basket basket{eur, {line("tea", 300), line("cake", 500, 3)}, {}, {}};
  const PricedBasket once = priced(basket, with(rules + "]"));
  CHECK(once.total == priced(basket, with(rules + "]")).total);
  CHECK(once.deductions.size() > 5);
}
TEST_CASE("classes combine only when both agree", "[pricing]") {
  const std::string rules = R"([
    {"id":"a","group":"items","combines_with":["order"],"priority":2,"actions":[{"type":"percent","value":"10"}]},
    {"id":"b","group":"items","combines_with":["order"],"priority":1,"actions":[{"type":"percent","value":"50"}]},
    {"id":"c","group":"order","combines_with":["items"],"actions":[{"type":"amount","value":"1.00","target":"order"}]},
    {"id":"d","group":"order","combines_with":[],"actions":[{"type":"amount","value":"9.00","target":"order"}]}])";
  CHECK(total(tea_and_cake, rules) == 1170 - 100);
  CHECK(why(tea_and_cake, with(rules), "b") == "not_combinable");
  CHECK(why(tea_and_cake, with(rules), "d") == "not_combinable");
}
TEST_CASE("a promotion can let nothing follow it", "[pricing]") {
  const std::string rules = R"([
    {"id":"a","priority":2,"stop":true,"actions":[{"type":"percent","value":"10"}]},
    {"id":"b","actions":[{"type":"percent","value":"50"}]}])";
  CHECK(total(tea_and_cake, rules) == 1170);
  CHECK(why(tea_and_cake, with(rules), "b") == "stopped");
}
TEST_CASE("a happy hour, a tender and a gift do what their names say", "[pricing]") {
  const Rules rules = with(R"([
    {"id":"hour","schedule":[{"days":["sat"],"from":"16:00","to":"18:00"}],
     "actions":[{"type":"percent","value":"50","select":{"skus":["tea"]}}]},
    {"id":"card","tenders":["store-card"],"actions":[{"type":"percent","value":"10","target":"order"}]},
    {"id":"gift","conditions":{"min_amount":{"amount":"5.00"}},
     "actions":[{"type":"gift","select":{"skus":["mug"]},"quantity":"1"}]}])");
  Basket basket = tea_and_cake;
  basket.lines.push_back(line("mug", 700, 2));
  basket.occasion.at = parse_rfc3339("2026-11-21T15:30:00Z");
  basket.occasion.offset_minutes = 60;
  CHECK(priced(basket, rules).total.minor() == 150 + 1000 + 700);
  basket.occasion.offset_minutes = 0;
  CHECK(why(basket, rules, "hour") == "off_hours");
  CHECK(why(basket, rules, "card") == "tender");
  basket.occasion.tenders = {"store-card"};
  CHECK(priced(basket, rules).total.minor() == (300 + 1000 + 1400) - 270 - 700 + 70);
}
TEST_CASE("goods that fit several groups never keep a set from being complete", "[pricing]") {
  // The dearest of "any" is the only cake: taken greedily the second group would find nothing.
  const std::string rules = R"([{"id":"meal","actions":[{"type":"bundle","components":[
    {"quantity":"1","select":{"categories":["food"]}},{"quantity":"1","select":{"skus":["cake"]}}],
    "deal":{"type":"price","value":"6.00"}}]}])";
  const Basket basket{eur, {line("cake", 500, 1, {"food"}), line("bun", 200, 1, {"food"})}, {}, {}};
  CHECK(total(basket, rules) == 600);
}
TEST_CASE("a deal on other goods never lets a unit pay and be given", "[pricing]") {
  const std::string rules = R"([{"id":"p","actions":[{"type":"buy_get","pool":"separate",
    "buy":{"quantity":"2","select":{"categories":["drinks"]}},"get":{"quantity":"1","percent":"100"}}]}])";
  CHECK(total({eur, {line("tea", 300, 2, {"drinks"})}, {}, {}}, rules) == 600);
  CHECK(total({eur, {line("tea", 300, 3, {"drinks"})}, {}, {}}, rules) == 600);
  CHECK(total({eur, {line("tea", 300, 2, {"drinks"}), line("cake", 500)}, {}, {}}, rules) == 600);
  CHECK(total({eur, {line("tea", 300, 6, {"drinks"})}, {}, {}}, rules) == 1200);
}
TEST_CASE("what a floor refuses moves to lines with room, and what is not discountable is left alone", "[pricing]") {
  const std::string rules = R"([{"id":"p","actions":[{"type":"amount","value":"6.00","target":"order"}]}])";
  Basket basket{eur, {line("tea", 300), line("cake", 500), line("card", 2000)}, {}, {}};
  basket.lines[0].min_unit_price = Money{250, eur};
  basket.lines[2].discountable = false;
  const PricedBasket result = priced(basket, with(rules));
  CHECK(result.lines[0].amount.minor() == 250);
  CHECK(result.lines[1].amount.minor() == 0);
  CHECK(result.lines[2].amount.minor() == 2000);
}
}  // namespace holdfast::pricing
