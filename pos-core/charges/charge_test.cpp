#include <catch2/catch.hpp>
#include <random>

#include "charges/charge_document.h"

namespace holdfast::charges {
namespace {
std::vector<Rule> read(std::string_view text) {
  auto rules = read_charges(*parse_json(text), Rational{100});
  REQUIRE(rules);
  return *std::move(rules);
}
std::vector<std::string> complaints(std::string_view text) {
  const auto rules = read_charges(*parse_json(text), Rational{100});
  std::vector<std::string> out;
  if (!rules)
    for (const FieldError& error : rules.error().fields) out.push_back(error.pointer);
  return out;
}
const std::vector<std::string> drinks{"drinks"};
Goods drink(std::int64_t pieces, std::int64_t amount = 0, std::uint32_t tax = 0) {
  return {"COLA", &drinks, Quantity::pieces(pieces), amount, tax};
}
const Occasion noon{Instant{1'780'000'000'000'000}, 0, "POS", "", 0};
}  // namespace

TEST_CASE("a deposit is put on every unit of its goods and on no others", "[charges]") {
  const auto rules =
      read(R"([{"id":"can","kind":"deposit","name":"Can","amount":"0.25","goods":{"categories":["drinks"]}}])");
  const std::vector<std::string> none;
  const std::vector<Goods> goods{drink(6), {"BREAD", &none, Quantity::pieces(1), 0, 1}, drink(-2)};
  const auto lines = fixed_lines(rules, goods, {}, noon);
  REQUIRE(lines.size() == 2);
  CHECK((lines[0].goods == 0u && lines[0].quantity == Quantity::pieces(6) && lines[0].amount == 25));
  CHECK((lines[1].goods == 2u && lines[1].quantity == Quantity::pieces(-2)));
  CHECK(lines[0].tax_category == 0u);
}

TEST_CASE("what is asked for comes as often as asked, and only while its rule holds", "[charges]") {
  const auto rules =
      read(R"([{"id":"bag","kind":"fee","name":"Bag","amount":"0.10","tax_category":"a","ends":"2020-01-01T00:00:00Z"},
                              {"id":"box","kind":"fee","name":"Box","amount":0.5,"tax_category":"a"}])");
  const auto lines = fixed_lines(
      rules, {}, {{"bag", Quantity::pieces(2)}, {"box", Quantity::pieces(3)}, {"none", Quantity::pieces(1)}}, noon);
  REQUIRE(lines.size() == 1);
  CHECK((lines[0].rule == 1 && lines[0].asked == 1u && lines[0].quantity == Quantity::pieces(3) &&
         lines[0].amount == 50));
  CHECK_FALSE(lines[0].tax_category);
}

TEST_CASE("a percentage is rounded once and spread as its goods are taxed, to the cent", "[charges]") {
  const auto rules = read(R"([{"id":"s","kind":"service","name":"Service","percent":"12.5"}])");
  std::mt19937_64 random{7};
  for (int i = 0; i < 2000; ++i) {
    std::vector<Goods> goods;
    std::int64_t sum = 0;
    for (std::size_t line = 0; line <= random() % 6; ++line) {
      goods.push_back(drink(1, static_cast<std::int64_t>(random() % 10'000), static_cast<std::uint32_t>(random() % 3)));
      sum += goods.back().amount;
    }
    std::int64_t charged = 0;
    for (const Line& line : amount_lines(rules, goods, noon)) {
      CHECK(line.tax_category);
      charged += line.amount;
    }
    REQUIRE(charged == divide(Int128{sum} * 125, 1000, Rounding::half_up));
  }
}

TEST_CASE("service asks for guests and delivery is free from an amount on", "[charges]") {
  const auto rules = read(
      R"([{"id":"s","kind":"service","name":"S","percent":"10","tax_category":"a","min_guests":6,"services":["eatIn"]},
                              {"id":"d","kind":"delivery","name":"D","amount":"4.90","tax_category":"a","automatic":true,"free_from":"50"}])");
  CHECK(amount_lines(rules, {drink(1, 4999)}, noon).size() == 1);
  CHECK(amount_lines(rules, {drink(1, 5000)}, noon).empty());
  CHECK(amount_lines(rules, {}, noon).empty());
  Occasion party = noon;
  party.guests = 6;
  CHECK(amount_lines(rules, {drink(1, 5000)}, party).empty());
  party.service = "eatIn";
  const auto lines = amount_lines(rules, {drink(1, 5000)}, party);
  REQUIRE(lines.size() == 1);
  CHECK(lines[0].amount == 500);
}

TEST_CASE("complaints about a charge name the place", "[charges]") {
  CHECK(complaints(R"([{"id":"a","kind":"fee","name":"A","amount":"0.005","tax_category":"x"}])") ==
        std::vector<std::string>{"/0/amount"});
  CHECK(complaints(R"([{"id":"a","kind":"fee","name":"A","amount":"1"}])") ==
        std::vector<std::string>{"/0/tax_category"});
  CHECK(complaints(R"([{"id":"a","kind":"fee","name":"A","percent":"5","tax_category":"x"}])") ==
        std::vector<std::string>{"/0/percent", "/0/automatic"});
  CHECK(complaints(R"([{"id":"a","kind":"deposit","name":"A","amount":"1"}])") == std::vector<std::string>{"/0/goods"});
  CHECK(complaints(R"([{"id":"a","kind":"service","name":"A","percent":"101"}])") ==
        std::vector<std::string>{"/0/percent"});
  CHECK(complaints(R"([{"id":"a","kind":"tip","name":"A","amount":"1","tax_category":"x","odd":1}])").size() == 2);
  CHECK(
      complaints(
          R"([{"id":"a","kind":"fee","name":"A","amount":"1","tax_category":"x"},{"id":"a","kind":"fee","name":"B","amount":"1","tax_category":"x"}])") ==
      std::vector<std::string>{"/1/id"});
}
}  // namespace holdfast::charges
