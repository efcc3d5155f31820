#include "pricing/price_list_document.h"

#include <catch2/catch.hpp>
#include <random>

namespace holdfast::pricing {
namespace {
std::vector<PriceList> read(std::string_view text) {
  auto lists = read_price_lists(*parse_json(text), Rational{100});
  REQUIRE(lists);
  return *std::move(lists);
}
}  // namespace

TEST_CASE("the index finds the price that all lists together would give", "[pricing]") {
  std::mt19937_64 random{3};
  const std::vector<std::string> skus{"A", "B", "C", "D"}, categories{"x", "y", "z"};
  for (int round = 0; round < 300; ++round) {
    std::vector<PriceList> lists;
    for (std::size_t i = 0; i <= random() % 4; ++i) {
      PriceList list;
      list.id = std::to_string(i);
      list.priority = static_cast<std::int64_t>(random() % 3);
      for (std::size_t j = 0; j < random() % 6; ++j) {
        PriceRule rule;
        rule.value = Rational{static_cast<std::int64_t>(random() % 1000)};
        switch (random() % 3) {
          case 0:
            rule.sku = skus[random() % 4];
            break;
          case 1:
            rule.category = categories[random() % 3];
            break;
          default:
            break;
        }
        if (random() % 3 == 0) rule.min_quantity = Rational{static_cast<std::int64_t>(random() % 5)};
        list.rules.push_back(rule);
      }
      lists.push_back(list);
    }
    const PriceListIndex index{lists};
    PriceQuery query{.sku = skus[random() % 4], .categories = {categories[random() % 3]}, .quantity = Rational{3}};
    PriceSources all{.base_price = Rational{500}, .lists = lists};
    PriceSources some{.base_price = Rational{500}, .lists = index.about(query.sku, query.categories)};
    const auto wanted = resolve_price(all, query, PriceSelection::priority);
    const auto found = resolve_price(some, query, PriceSelection::priority);
    REQUIRE(found.unit_price == wanted.unit_price);
  }
}

TEST_CASE("a list holds in its hours of the store's week only", "[pricing]") {
  PriceSources sources{.base_price = Rational{500},
                       .lists = read(R"([{"id":"happy","schedule":[{"days":["fri"],"from":"17:00","to":"19:00"}],
                                                                     "rules":[{"sku":"BEER","value":"3.50"}]}])")};
  PriceQuery query{.sku = "BEER", .at = Instant{1'795'798'800'000'000}, .offset_minutes = 60};  // Friday, 18:00 there
  CHECK(resolve_price(sources, query, PriceSelection::priority).unit_price == Rational{350});
  query.offset_minutes = 180;
  CHECK(resolve_price(sources, query, PriceSelection::priority).unit_price == Rational{500});
}

TEST_CASE("complaints about a price list name the place", "[pricing]") {
  const auto lists = read_price_lists(
      *parse_json(
          R"([{"id":"a","rules":[{"sku":"A","category":"x","value":"1"},{"kind":"percent_off","value":"101"},{"value":"-1"}]},
                                                      {"id":"a","rules":[{}]}])"),
      Rational{100});
  REQUIRE_FALSE(lists);
  std::vector<std::string> pointers;
  for (const FieldError& error : lists.error().fields) pointers.push_back(error.pointer);
  CHECK(pointers == std::vector<std::string>{"/0/rules/0/category", "/0/rules/1/value", "/0/rules/2/value",
                                             "/1/rules/0/value", "/1/id"});
}
}  // namespace holdfast::pricing
