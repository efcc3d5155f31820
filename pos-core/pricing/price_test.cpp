#include "pricing/price.h"

#include <catch2/catch.hpp>

#include "promotions/rule_document.h"

namespace holdfast::pricing {
namespace {
const Currency eur{"EUR", 2};

Rules shop_rules() {
  Rules rules;
  taxes::TaxRate standard;
  standard.code = "A";
  standard.rate = Percent::whole(21);
  standard.included = true;
  taxes::TaxRate reduced = standard;
  reduced.code = "B";
  reduced.rate = Percent::whole(9);
  rules.taxes.rates = {standard, reduced};
  rules.taxes.categories = {{0}, {1}, {}};
  return rules;
}
BasketLine line(std::uint32_t key, std::int64_t unit_price, std::int64_t pieces = 1) {
  return {.key = key,
          .sku = "sku",
          .quantity = Quantity::pieces(pieces),
          .unit_price = {unit_price, eur},
          .list_price = {unit_price, eur},
          .label_amount = {},
          .min_unit_price = {},
          .categories = {},
          .discounts = {}};
}
ManualDiscount percent_off(std::int64_t percent) {
  return {DiscountKind::percent, Percent::whole(percent), 0, "damaged", "s1"};
}
ManualDiscount amount_off(std::int64_t minor) { return {DiscountKind::amount, {}, minor, "", ""}; }
ManualDiscount now_costs(std::int64_t minor) { return {DiscountKind::unit_price, {}, minor, "price match", "s2"}; }
Coupon coupon(const char* code, std::int64_t minor, int priority = 0) {
  return {code, DiscountKind::amount, {}, minor, {}, priority};
}
Coupon percent_coupon(const char* code, std::int64_t percent, int priority = 0) {
  return {code, DiscountKind::percent, Percent::whole(percent), 0, {}, priority};
}
PricedBasket priced(const Basket& basket) {
  auto result = price(basket, shop_rules());
  REQUIRE(result);
  return *result;
}
ErrorCode refusal(const Basket& basket) {
  const auto result = price(basket, shop_rules());
  REQUIRE_FALSE(result);
  return result.error().code;
}
}  // namespace

TEST_CASE("an everyday sale is the sum of its shelf prices", "[pricing]") {
  BasketLine weighed = line(3, 1199);
  weighed.quantity = Quantity::from_micro(482'000);
  weighed.tax_category = 1;
  const PricedBasket sale = priced({eur, {line(1, 250, 3), line(2, 1999), weighed}, {}, {}});
  CHECK(sale.total == Money{750 + 1999 + 578, eur});
  CHECK(sale.net + sale.tax == sale.total);
  REQUIRE(sale.taxes.size() == 2);
  CHECK(sale.taxes[0].amount == Money{130 + 347, eur});
  CHECK(sale.taxes[1].amount == Money{48, eur});
  CHECK(sale.lines[2].key == 3);
  CHECK(sale.lines[2].net == Money{530, eur});
}

TEST_CASE("a printed price wins over quantity times price", "[pricing]") {
  BasketLine cheese = line(1, 1000);
  cheese.quantity = Quantity::from_micro(333'000);
  cheese.label_amount = Money{335, eur};
  CHECK(priced({eur, {cheese}, {}, {}}).total == Money{335, eur});
}

TEST_CASE("line discounts work one after the other and never below nothing", "[pricing]") {
  struct Row {
    std::int64_t pieces;
    std::vector<ManualDiscount> discounts;
    std::int64_t amount;
  };
  const Row rows[]{{1, {percent_off(10)}, 900},
                   {2, {percent_off(10), amount_off(300)}, 1500},
                   {2, {amount_off(300), percent_off(10)}, 1530},
                   {1, {amount_off(5000)}, 0},
                   {2, {now_costs(750)}, 1500},
                   {2, {now_costs(1750)}, 2000},
                   {-2, {now_costs(750)}, -1500},
                   {-2, {percent_off(10), amount_off(300)}, -1500},
                   {-1, {amount_off(5000)}, 0},
                   {1, {percent_off(100), percent_off(50)}, 0}};
  for (const Row& row : rows) {
    BasketLine item = line(1, 1000, row.pieces);
    item.discounts = row.discounts;
    CHECK(priced({eur, {item}, {}, {}}).total.minor() == row.amount);
  }
}

TEST_CASE("a coupon is one rounded amount over the lines that take part", "[pricing]") {
  BasketLine tobacco = line(4, 900);
  tobacco.discountable = false;
  const PricedBasket sale =
      priced({eur, {line(1, 106), line(2, 206), line(3, 306), tobacco, line(5, 406)}, {}, {percent_coupon("TEN", 10)}});
  CHECK(sale.discount == Money{102, eur});
  CHECK(sale.lines[3].amount == Money{900, eur});
  REQUIRE(sale.lines[0].adjustments.size() == 1);
  CHECK(sale.lines[0].adjustments[0] == Adjustment{Stage::coupon, 0, Money{11, eur}});
  REQUIRE(sale.deductions.size() == 1);
  CHECK(sale.deductions[0].amount == Money{102, eur});
}

TEST_CASE("coupons work by priority and those that give nothing show it", "[pricing]") {
  const Basket basket{
      eur, {line(1, 1000)}, {}, {coupon("LATE", 300), coupon("FIRST", 900, 5), coupon("NEVER", 100, -1)}};
  const PricedBasket sale = priced(basket);
  REQUIRE(sale.deductions.size() == 3);
  CHECK(sale.deductions[0].rule == 1);
  CHECK(sale.deductions[1].amount == Money{100, eur});
  CHECK(sale.deductions[2].amount == Money{0, eur});
  CHECK(sale.total == Money{0, eur});
}

TEST_CASE("a coupon never lowers what a customer gets back", "[pricing]") {
  const PricedBasket back = priced({eur, {line(1, 1000, -1)}, {}, {coupon("TEN", 1000), percent_coupon("P", 10)}});
  CHECK(back.total == Money{-1000, eur});
  CHECK(back.deductions[0].amount.is_zero());
  CHECK(back.deductions[1].amount.is_zero());
}

TEST_CASE("a line at its lowest price passes its share on", "[pricing]") {
  BasketLine floored = line(1, 5000);
  floored.min_unit_price = Money{4500, eur};
  const PricedBasket sale = priced({eur, {floored, line(2, 2000, 3)}, {}, {coupon("C", 2500)}});
  CHECK(sale.lines[0].discount == Money{500, eur});
  CHECK(sale.lines[1].discount == Money{2000, eur});
}

TEST_CASE("a document discount is spread after the coupons", "[pricing]") {
  const PricedBasket sale =
      priced({eur, {line(1, 1000), line(2, 3000)}, {amount_off(100)}, {percent_coupon("HALF", 50)}});
  CHECK(sale.lines[0].amount == Money{475, eur});
  CHECK(sale.lines[1].amount == Money{1425, eur});
}

TEST_CASE("what cannot be priced is refused", "[pricing]") {
  CHECK(refusal({eur, {line(1, 100, 0)}, {}, {}}) == ErrorCode::invalid_argument);
  CHECK(refusal({eur, {line(1, 9'000'000'000'000'000, 900)}, {}, {}}) == ErrorCode::limit_exceeded);
  CHECK(refusal({eur, {line(1, 100)}, {now_costs(5)}, {}}) == ErrorCode::invalid_argument);
  CHECK(refusal({eur, {line(1, 100)}, {percent_off(101)}, {}}) == ErrorCode::invalid_argument);
  CHECK(refusal({eur, {line(1, 100)}, {amount_off(-1)}, {}}) == ErrorCode::invalid_argument);
  CHECK(refusal({eur, {line(1, 100)}, {}, {coupon("C", -1)}}) == ErrorCode::invalid_argument);
  BasketLine stray = line(1, 100);
  stray.tax_category = 9;
  CHECK(refusal({eur, {stray}, {}, {}}) == ErrorCode::invalid_argument);
  BasketLine label = line(1, 100);
  label.label_amount = Money{-5, eur};
  CHECK(refusal({eur, {label}, {}, {}}) == ErrorCode::invalid_argument);
  label.label_amount = Money{90'000'000'000'000, eur};
  label.quantity = Quantity::from_micro(1);
  CHECK(refusal({eur, {label}, {}, {}}) == ErrorCode::limit_exceeded);
}

TEST_CASE("taxes that no price can contain and figures that no document carries are refused, never a crash",
          "[pricing]") {
  Rules rules = shop_rules();
  const auto refused = [&](const Basket& basket) {
    const auto result = price(basket, rules);
    return result ? std::optional<ErrorCode>{} : result.error().code;
  };
  const Basket one{eur, {line(1, 1000)}, {}, {}};
  rules.taxes.rates[0].rate = Percent::whole(-100);
  CHECK(refused(one) == ErrorCode::invalid_argument);
  rules.taxes.rates[0].kind = rules.taxes.rates[1].kind = taxes::TaxKind::division;
  rules.taxes.rates[0].rate = rules.taxes.rates[1].rate = Percent::whole(50);
  rules.taxes.categories[0] = {0, 1};
  CHECK(refused(one) == ErrorCode::invalid_argument);
  rules = shop_rules();
  Basket large{eur, std::vector<BasketLine>(10, line(1, 100'000'000'000'000)), {}, {}};
  for (const taxes::TaxLevel level : {taxes::TaxLevel::line, taxes::TaxLevel::unit, taxes::TaxLevel::document}) {
    rules.regime.level = level;
    CHECK(refused(large) == std::nullopt);
  }
  large.lines.push_back(line(1, 100));
  CHECK(refused(large) == ErrorCode::limit_exceeded);
  rules.taxes.rates[0].kind = taxes::TaxKind::fixed_per_unit;
  rules.taxes.rates[0].amount_per_unit = 10'000'000'000'000'000;
  CHECK(refused(one) == ErrorCode::limit_exceeded);
}

TEST_CASE("a rule whose figures are beyond any sale takes what there is, and nothing where there is none",
          "[pricing]") {
  constexpr std::string_view most = "9999999999999.99";
  const auto left = [&](const std::string& action) {
    Rules rules = shop_rules();
    const std::string document = R"([{"id":"p","actions":[)" + action + "]}]";
    rules.promotions = std::make_shared<const promotions::RuleSet>(
        promotions::read_rules(parse_json(document).value(), Rational{100}).value());
    Basket basket{eur, {line(1, 100, 1'000'000)}, {}, {}};
    basket.lines[0].fine_min_unit_price = Rational{1'000'000'000'000'000'000};
    CHECK(price(basket, rules)->total.minor() == 100'000'000);
    basket.lines[0].fine_min_unit_price.reset();
    return price(basket, rules)->total.minor();
  };
  const std::string value{most};
  CHECK(left(R"({"type":"fixed_price","value":")" + value + R"("})") == 100'000'000);
  CHECK(left(R"({"type":"amount","value":")" + value + R"("})") == 0);
  CHECK(left(R"({"type":"buy_get","buy":{"quantity":"1"},"get":{"quantity":"1","price":")" + value + R"("}})") ==
        100'000'000);
  CHECK(left(R"({"type":"bundle","components":[{}],"deal":{"type":"price","value":")" + value + R"("}})") ==
        100'000'000);
}

TEST_CASE("a limit that is finer than the money is rounded", "[pricing]") {
  Rules rules = shop_rules();
  for (const char* action : {R"({"type":"percent","value":"50","target":"order","cap":"1/3"})",
                             R"({"type":"percent","value":"50","cap":"1/3"})",
                             R"({"type":"percent","value":"50","budget_left":"1/3"})"}) {
    INFO(action);
    const std::string document = R"([{"id":"p","actions":[)" + std::string{action} + "]}]";
    rules.promotions = std::make_shared<const promotions::RuleSet>(
        promotions::read_rules(parse_json(document).value(), Rational{100}).value());
    CHECK(price({eur, {line(1, 1000), line(2, 500)}, {}, {}}, rules)->discount.minor() == 33);
  }
}

TEST_CASE("the trail tells every change with its cause", "[pricing]") {
  BasketLine item = line(7, 1000);
  item.unit_price = Money{900, eur};
  item.discounts = {percent_off(10)};
  const Basket basket{eur, {item}, {}, {coupon("FIVE", 500)}};
  const PricedBasket sale = priced(basket);
  std::string json;
  append_trail_json(json, sale.trail, basket, shop_rules());
  CHECK(
      json ==
      R"([{"seq":1,"stage":"list_amount","line":7,"basis":1000,"amount":1000,"rounding":"half_up"},)"
      R"({"seq":2,"stage":"agreed_price","line":7,"basis":900,"amount":-100,"rounding":"half_up"},)"
      R"({"seq":3,"stage":"line_discount","line":7,"reason":"damaged","actor":"s1","basis":900,"amount":-90,"rounding":"half_up"},)"
      R"({"seq":4,"stage":"coupon","line":7,"rule":"FIVE","basis":810,"amount":-500,"rounding":"half_up","allocation":"largest_remainder","oddUnit":false},)"
      R"({"seq":5,"stage":"included_tax","line":7,"rule":"A","basis":256,"amount":54,"rounding":"half_up"}])");
}
}  // namespace holdfast::pricing
