#include <random>

#include "commands/place_order.h"
#include "commands/spend_points.h"
#include "support/value_shop.h"

/// Points that take something off before taxes: what comes back gives its part of them back.
using namespace holdfast;
using test::pay;

namespace {
constexpr std::string_view programme =
    R"({"id":"club","name":"Club","earn":[{"id":"base","perAmount":100000}],"redeem":{"pointValue":1,"asDiscount":true}})";

struct PointsShop : test::ValueShop {
  explicit PointsShop(std::int64_t welcome) {
    ValueShop::programme(::programme);
    REQUIRE(run([&](auto& tx, auto& ctx) { return commands::adjust_points(tx, {person, welcome, "welcome"}, ctx); }));
  }
  /// A sale of some milk and bread with so many points off.
  orders::Order sold(std::int64_t milks, std::int64_t breads, std::int64_t points_off) {
    commands::CreateCart head{register_id, person, {}, {}};
    const auto cart = run([&](auto& tx, auto& ctx) { return commands::create_cart(tx, head, ctx); });
    REQUIRE(cart);
    for (const auto& [article, count] : {std::pair{&milk, milks}, std::pair{&bread, breads}}) {
      commands::AddItem item;
      item.article.variant = article->id;
      item.quantity = Quantity::pieces(count);
      REQUIRE(run([&](auto& tx, auto& ctx) { return commands::add_cart_item(tx, {cart->cart.id, {}}, item, ctx); }));
    }
    REQUIRE(run([&](auto& tx, auto& ctx) { return commands::spend_points(tx, {cart->cart.id, {}}, points_off, ctx); }));
    commands::PlaceOrder order{cart->cart.id, {}};
    order.checkout.payments = {pay("cash")};
    const auto placed = run([&](auto& tx, auto& ctx) { return commands::place_cart_order(tx, order, ctx); });
    REQUIRE(placed);
    return *placed;
  }
};
}  // namespace

TEST_CASE("a partial return gives back its part of the points that took something off", "[loyalty]") {
  PointsShop shop{1000};
  const orders::Order order = shop.sold(3, 2, 600);  // 9.99 and 20.00: 199.93 and 400.07 points, to whole ones
  REQUIRE(shop.points() == 400);
  REQUIRE(order.total == 999 + 2000 - 600);
  REQUIRE(shop.bring_back(order, 2, 1, {pay("cash")}));
  CHECK(shop.points() == 600);
  const auto second = shop.bring_back(order, 1, 2, {pay("cash")});
  REQUIRE(second);
  CHECK(shop.points() == 600 + 133);
  REQUIRE(shop.undo(*second));
  CHECK(shop.points() == 600);
  REQUIRE(shop.bring_back(order, 1, 3, {pay("cash")}));
  REQUIRE(shop.bring_back(order, 2, 1, {pay("cash")}));
  CHECK(shop.points() == 1000);
  shop.sound();
}

TEST_CASE("a return that is voided takes points again as far as they are there, and a void gives back the rest",
          "[loyalty]") {
  PointsShop shop{500};
  const orders::Order order = shop.sold(1, 1, 500);
  const auto back = shop.bring_back(order, 2, 1, {pay("cash")});
  REQUIRE(back);
  REQUIRE(shop.points() == 375);
  REQUIRE(
      shop.run([&](auto& tx, auto& ctx) { return commands::adjust_points(tx, {shop.person, -300, "spent"}, ctx); }));
  REQUIRE(shop.undo(*back));
  CHECK(shop.points() == 0);
  REQUIRE(shop.undo(order));
  CHECK(shop.points() == 200);  // 500 less what was spent of them meanwhile
  shop.sound();
}

TEST_CASE("no sequence of partial returns gives back more or fewer points than were taken", "[loyalty]") {
  std::mt19937 chance{20261122};
  const auto upto = [&](std::int64_t most) { return std::uniform_int_distribution<std::int64_t>{1, most}(chance); };
  for (int round = 0; round < 12; ++round) {
    PointsShop shop{5000};
    std::int64_t milks = upto(9), breads = upto(9);
    const orders::Order order = shop.sold(milks, breads, upto(333));
    const std::int64_t paid = order.total;
    std::int64_t refunded = 0;
    std::int64_t before = shop.points();
    while (milks + breads > 0) {
      std::int64_t& left = milks != 0 && (breads == 0 || upto(2) == 1) ? milks : breads;
      const std::int64_t count = upto(left);
      const auto back = shop.bring_back(order, &left == &milks ? 1 : 2, count, {pay("cash")});
      REQUIRE(back);
      CHECK(shop.points() >= before);
      CHECK(shop.points() <= 5000);
      if (upto(3) == 1) {
        REQUIRE(shop.undo(*back));
        CHECK(shop.points() == before);
        continue;
      }
      before = shop.points();
      left -= count;
      refunded -= back->total;
    }
    CHECK(shop.points() == 5000);
    CHECK(refunded == paid);
    shop.sound();
  }
}
