#include "support/value_shop.h"

/// Points through whole sales: earned, paid with, taken back, expired.
using namespace holdfast;
using commands::PaymentOffer;
using test::club;
using test::pay;
using Shop = test::ValueShop;

TEST_CASE("points are earned on what money paid, and pay in turn", "[loyalty]") {
  Shop shop;
  shop.programme(club);
  REQUIRE(shop.ring({Shop::line(shop.bread, 2)}, {pay("cash")}));
  CHECK(shop.points() == 0);  // nobody is named
  REQUIRE(shop.ring({Shop::line(shop.bread, 30)}, {pay("cash")}, true));
  CHECK(shop.points() == 300);
  CHECK(shop.ring({Shop::line(shop.bread)}, {pay("points", 105), pay("cash")}, true).error().code ==
        ErrorCode::tender_refused);
  CHECK(shop.ring({Shop::line(shop.bread)}, {pay("points", 10), pay("cash")}, true).error().code ==
        ErrorCode::tender_refused);
  CHECK(shop.ring({Shop::line(shop.bread)}, {pay("points", 310), pay("cash")}, true).error().code ==
        ErrorCode::insufficient_balance);
  CHECK(shop.ring({Shop::line(shop.bread)}, {pay("points", 100), pay("cash")}).error().code ==
        ErrorCode::tender_refused);
  const auto order = shop.ring({Shop::line(shop.bread)}, {pay("points", 200), pay("cash")}, true);
  REQUIRE(order);
  CHECK(shop.points() == 100 + 8);  // 8.00 of 10.00 were money
  const std::string text =
      receipts::to_text(queries::receipt_of(shop.db, *orders::load(shop.db, order->id), shop.site, {}));
  CHECK(text.find("Points earned") != std::string::npos);
  CHECK(shop.undo(*order));
  CHECK(shop.points() == 300);
  shop.sound();
}

TEST_CASE("a return takes points back in proportion, and all of it takes back all", "[loyalty]") {
  Shop shop;
  shop.programme(club);
  const auto order = shop.ring({Shop::line(shop.milk, 10), Shop::line(shop.bread, 1)}, {pay("cash")}, true);
  REQUIRE(order);
  REQUIRE(shop.points() == 43);
  REQUIRE(shop.bring_back(*order, 1, 3, {pay("cash")}));
  CHECK(shop.points() == 33);  // of 43.30 there are 33.31 left
  const auto second = shop.bring_back(*order, 2, 1, {pay("cash")});
  REQUIRE(second);
  CHECK(shop.points() == 23);
  REQUIRE(shop.undo(*second));
  CHECK(shop.points() == 33);
  REQUIRE(shop.bring_back(*order, 2, 1, {pay("cash")}));
  REQUIRE(shop.bring_back(*order, 1, 7, {pay("cash")}));
  CHECK(shop.points() == 0);
  shop.sound();
}

TEST_CASE("points that were spent meanwhile are not taken below zero, and it is written down", "[loyalty]") {
  Shop shop;
  shop.programme(club);
  const auto order = shop.ring({Shop::line(shop.bread, 10)}, {pay("cash")}, true);
  REQUIRE(order);
  REQUIRE(shop.ring({Shop::line(shop.bread)}, {pay("points", 100), pay("cash")}, true));
  CHECK(shop.points() == 9);
  REQUIRE(shop.bring_back(*order, 1, 10, {pay("cash")}));
  CHECK(shop.points() == 0);
  CHECK(shop.number("SELECT points_short FROM loyalty_earning WHERE points_back = 100") == 91);
  shop.sound();
}

TEST_CASE("tiers, categories, quantities and least spends decide what a sale earns", "[loyalty]") {
  Shop shop;
  shop.programme(
      R"({"id":"club","name":"Club","earn":[{"id":"milk","perQuantity":1,"points":5,"skus":["MILK"]},)"
      R"({"id":"base","perAmount":100,"minSpend":2000}],"tiers":[{"id":"gold","minSpent":5000,"multiplier":"2"}]})");
  REQUIRE(shop.ring({Shop::line(shop.milk, 3), Shop::line(shop.bread)}, {pay("cash")}, true));
  CHECK(shop.points() == 15);  // the bread alone is less than 20.00
  REQUIRE(shop.ring({Shop::line(shop.bread, 5)}, {pay("cash")}, true));
  CHECK(shop.points() == 65);
  REQUIRE(shop.ring({Shop::line(shop.bread, 5)}, {pay("cash")}, true));
  CHECK(shop.points() == 165);  // gold by now
  CHECK(shop.ring({shop.card_line(10'000, "PLASTIC-1")}, {pay("cash")}, true));
  CHECK(shop.points() == 165);  // a gift card is money in another form
  shop.sound();
}

TEST_CASE("the oldest points go first when their time is over", "[loyalty]") {
  Shop shop;
  shop.programme(
      R"({"id":"club","name":"Club","earn":[{"id":"base","perAmount":100}],"expireDays":30,"redeem":{"pointValue":1}})");
  REQUIRE(shop.ring({Shop::line(shop.bread, 10)}, {pay("cash")}, true));
  shop.advance(20 * 86'400);
  REQUIRE(shop.ring({Shop::line(shop.bread, 5)}, {pay("cash")}, true));
  REQUIRE(shop.ring({Shop::line(shop.bread)}, {pay("points", 60), pay("cash")}, true));
  CHECK(shop.points() == 150 - 60 + 9);
  shop.advance(11 * 86'400);
  shop.change([&](db::Transaction& tx) {
    commands::Context ctx = shop.context();
    CHECK(commands::expire_value(tx, ctx) == 1);
    CHECK(commands::expire_value(tx, ctx) == 0);
  });
  CHECK(shop.points() == 59);  // 40 of the first hundred were left
  shop.sound();
}

TEST_CASE("a cart shows what its customer would earn and may redeem", "[loyalty]") {
  Shop shop;
  shop.programme(club);
  REQUIRE(
      shop.run([&](auto& tx, auto& ctx) { return commands::adjust_points(tx, {shop.person, 555, "welcome"}, ctx); }));
  commands::CreateCart head{shop.register_id, shop.person, {}, {}};
  const auto cart = shop.run([&](auto& tx, auto& ctx) { return commands::create_cart(tx, head, ctx); });
  REQUIRE(cart);
  commands::AddItem item;
  item.article.variant = shop.milk.id;
  const auto view =
      shop.run([&](auto& tx, auto& ctx) { return commands::add_cart_item(tx, {cart->cart.id, {}}, item, ctx); });
  REQUIRE(view);
  const Json loyalty = parse_json(view->loyalty).value();
  CHECK(loyalty.find("balance")->integer() == 555);
  CHECK(loyalty.find("wouldEarn")->integer() == 3);
  CHECK(loyalty.find("mayRedeem")->find("points")->integer() == 330);
}

TEST_CASE("programmes with mistakes are refused by the place of each", "[loyalty]") {
  Shop shop;
  const Json list =
      parse_json(R"([{"id":"x","name":"X","earn":[{"id":"a"},{"id":"a","perAmount":0}],"tiers":[{"id":"t"}],"odd":1}])")
          .value();
  const auto refused =
      shop.run([&](auto& tx, auto& ctx) { return commands::import_documents(tx, rulebook::Kind::loyalty, list, ctx); });
  REQUIRE_FALSE(refused);
  std::string places;
  for (const FieldError& field : refused.error().fields) places += field.pointer + ' ';
  CHECK(places.find("/0/earn/0/perAmount") != std::string::npos);
  CHECK(places.find("/0/earn/1/perAmount") != std::string::npos);
  CHECK(places.find("/0/tiers/0/minSpent") != std::string::npos);
  CHECK(places.find("/0/odd") != std::string::npos);
}
