#include <algorithm>
#include <catch2/catch.hpp>
#include <map>

#include "support/random_sale.h"

/// What a customer may rely on whatever the taxes: the order of scanning, one article more, a set that comes back.
namespace holdfast::pricing {
namespace {
using test::RandomSale;
const Currency eur = RandomSale::currency;

/// One unit a line and goods of one article alike, so that no two different lines are ever tied for a cent.
Basket scanned(RandomSale& random) {
  Basket basket{eur, {}, {}, {}};
  for (std::int64_t n = 1 + random.below(10); n > 0; --n)
    basket.lines.push_back(random.plain(random.below(RandomSale::articles), Quantity::pieces(1)));
  return basket;
}
void require_any_order(RandomSale& random, const Rules& rules) {
  std::mt19937_64 order{static_cast<std::uint64_t>(random.below(1'000'000))};
  Basket basket = scanned(random);
  const PricedBasket first = price(basket, rules).value();
  for (int again = 0; again < 4; ++again) {
    std::shuffle(basket.lines.begin(), basket.lines.end(), order);
    const PricedBasket other = price(basket, rules).value();
    REQUIRE(other.total == first.total);
    REQUIRE(other.discount == first.discount);
  }
}
std::int64_t by_promotions(const PricedBasket& priced) {
  std::int64_t sum = 0;
  for (const Deduction& deduction : priced.deductions) sum += deduction.amount.minor();
  return sum;
}
std::int64_t by_hand(const PricedLine& line) {
  std::int64_t sum = 0;
  for (const Adjustment& adjustment : line.adjustments)
    if (adjustment.stage == Stage::line_discount) sum += adjustment.amount.minor();
  return sum;
}
Money amounts(const PricedBasket& priced) {
  Money sum = Money::zero(eur);
  for (const PricedLine& line : priced.lines) sum += line.amount;
  return sum;
}
}  // namespace

TEST_CASE("the order of scanning does not change the total, whatever the taxes", "[pricing]") {
  RandomSale random{45};
  for (int i = 0; i < 1500; ++i) {
    CAPTURE(i);
    require_any_order(random, random.rules(R"([
      {"id":"a","priority":5,"actions":[{"type":"percent","value":"15","select":{"categories":["c1"]}}]},
      {"id":"b","priority":4,"actions":[{"type":"buy_get","buy":{"quantity":"2","select":{"categories":["c0","c2"]}},
        "get":{"quantity":"1","percent":"50"}}]},
      {"id":"c","priority":3,"actions":[{"type":"cheapest","value":"30","per_group_of":"3","group_from":"cheapest"}]},
      {"id":"d","conditions":{"min_amount":{"amount":"12"}},"actions":[{"type":"fixed_price","value":"1.00",
        "select":{"skus":["s5"]}}]}])"));
  }
}

TEST_CASE("the order of scanning does not change the total of deals over the basket", "[pricing]") {
  // What is left of a line may depend on its place by a cent where two lines are tied for it, and a tax on top with it:
  // so here every tax is inside the price.
  RandomSale random{46};
  for (int i = 0; i < 1500; ++i) {
    CAPTURE(i);
    Rules rules = random.rules(R"([
      {"id":"a","priority":5,"actions":[{"type":"percent","value":"15","select":{"categories":["c1"]}}]},
      {"id":"c","priority":3,"actions":[{"type":"bundle","components":[{"select":{"categories":["c0"]}},
        {"select":{"categories":["c1"]}}],"deal":{"type":"amount","value":"0.80"}}]},
      {"id":"d","priority":2,"actions":[{"type":"amount","value":"3.33","target":"order"}]}])");
    for (taxes::TaxRate& rate : rules.taxes.rates) {
      rate.included =
          !rate.band.within && rate.band.of != taxes::BandOf::document && rate.band.of != taxes::BandOf::line;
      if (!rate.included) rate.exempt = true;
    }
    require_any_order(random, rules);
  }
}

TEST_CASE("one article more makes a cart cheaper by a named promotion only", "[pricing]") {
  RandomSale random{42};
  int without = 0;
  for (int i = 0; i < 6000; ++i) {
    CAPTURE(i);
    Rules rules = random.rules(random.below(3) == 0 ? 0 : 1 + random.below(8));
    for (taxes::TaxRate& rate : rules.taxes.rates)  // a law that ends a tax at an amount is not the shop's doing
      if (!rate.band.within && rate.band.of == taxes::BandOf::document) rate.band.below.reset();
    Basket basket = random.basket(1 + random.below(6), false);
    const PricedBasket before = price(basket, rules).value();
    basket.lines.push_back(random.line(false));
    const PricedBasket after = price(basket, rules).value();
    const std::int64_t article = after.lines.back().subtotal.minor() - by_hand(after.lines.back());
    REQUIRE(amounts(after).minor() + by_promotions(after) == amounts(before).minor() + by_promotions(before) + article);
    bool same = true;
    for (std::size_t at = 0; at < before.lines.size(); ++at)
      same = same && before.lines[at].amount == after.lines[at].amount;
    if (!same) continue;
    ++without;
    INFO(before.total.minor() << " then " << after.total.minor());
    REQUIRE(after.total >= before.total);
  }
  CHECK(without > 2000);
}

TEST_CASE("what a set takes off is spread over its lines by the price of its units, to the cent", "[pricing]") {
  RandomSale random{48};
  for (int i = 0; i < 2000; ++i) {
    CAPTURE(i);
    const std::int64_t first = 1 + random.below(3), second = 1 + random.below(2), off = 1 + random.below(400);
    const std::string document =
        R"([{"id":"set","actions":[{"type":"bundle","max_applications":1,"components":[{"quantity":")" +
        std::to_string(first) + R"(","select":{"categories":["c1"]}},{"quantity":")" + std::to_string(second) +
        R"(","select":{"categories":["c2"]}}],"deal":{"type":"amount","value":")" + to_decimal(Money{off, eur}) +
        R"("}}]}])";
    const Rules rules = random.rules(document);
    Basket basket{eur, {}, {}, {}};
    for (const std::int64_t article : {1, 4, 7, 2, 5})
      basket.lines.push_back(random.plain(article, Quantity::pieces(1 + random.below(3))));
    const PricedBasket priced = price(basket, rules).value();
    // The dearest units of each part: those are the set.
    std::map<std::size_t, std::int64_t> worth;
    for (const auto& [begin, end, wanted] : {std::tuple{0, 3, first}, std::tuple{3, 5, second}}) {
      std::vector<std::pair<std::int64_t, std::size_t>> units;
      for (auto line = static_cast<std::size_t>(begin); line < static_cast<std::size_t>(end); ++line)
        for (std::int64_t unit = basket.lines[line].quantity.micro(); unit > 0; unit -= Quantity::one_micro)
          units.emplace_back(-basket.lines[line].unit_price.minor(), line);
      std::sort(units.begin(), units.end());
      REQUIRE(units.size() >= static_cast<std::size_t>(wanted));
      for (std::size_t unit = 0; unit < static_cast<std::size_t>(wanted); ++unit)
        worth[units[unit].second] -= units[unit].first;
    }
    std::int64_t whole = 0;
    for (const auto& [line, amount] : worth) whole += amount;
    const std::int64_t taken = std::min(off, whole);
    REQUIRE(priced.discount.minor() == taken);
    for (std::size_t line = 0; line < priced.lines.size(); ++line) {
      const std::int64_t share = priced.lines[line].discount.minor() * whole;
      const std::int64_t exact = taken * (worth.contains(line) ? worth[line] : 0);
      REQUIRE(std::abs(share - exact) < whole);  // less than a cent from its exact share
      if (exact == 0) REQUIRE(share == 0);
    }
  }
}
}  // namespace holdfast::pricing
