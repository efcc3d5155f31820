#include "support/card_shop.h"

/// What terminals took goes back: orders given up, voids, refunds to cards.
using namespace holdfast;
using namespace holdfast::test;

TEST_CASE("giving a pending order up reverses what terminals took", "[commands]") {
  Shop shop;
  const Uuid cart = shop.fill_cart();
  const orders::Order pending = *shop.place(cart, {card()});
  shop.answer(approved(1200));
  const auto give_up = [&] {
    return shop.run([&](auto& tx, auto& ctx) { return commands::give_up(tx, {pending.id, "left"}, ctx); });
  };
  const auto going = give_up();
  REQUIRE(going);
  CHECK(going->status == Status::pending_payment);
  REQUIRE(give_up());  // pressed again: the same goes on
  CHECK(shop.number("SELECT count(*) FROM payment_attempt") == 2);
  const CardPayment reversal = shop.next();
  CHECK(reversal.kind == AttemptKind::reversal);
  CHECK(reversal.amount == 1200);
  REQUIRE(reversal.original);
  CHECK(reversal.original->receipt == "42");
  CHECK(shop.answer(approved(1200)).order == Status::cancelled);
  CHECK(shop.cart_status(cart) == "ACTIVE");
  CHECK(shop.number("SELECT count(*) FROM payment_attempt WHERE state = 'reversed'") == 1);
  CHECK(payments::booked_since_day_end(shop.db, shop.device_row).size() == 2);
  shop.sound();
}

TEST_CASE("a reversal that fails leaves the order to people", "[commands]") {
  Shop shop;
  const orders::Order pending = *shop.place(shop.fill_cart(), {card()});
  shop.answer(approved(1200));
  REQUIRE(shop.run([&](auto& tx, auto& ctx) { return commands::give_up(tx, {pending.id, "left"}, ctx); }));
  CHECK(shop.answer(refused()).order == Status::pending_payment);
  CHECK(shop.load(pending.id).due == 800);
  const auto paid =
      shop.run([&](auto& tx, auto& ctx) { return commands::add_payments(tx, {pending.id, {pay("cash", 800)}}, ctx); });
  REQUIRE(paid);
  CHECK(paid->status == Status::paid);
  shop.sound();
}

TEST_CASE("a void whose reversal is declined leaves the original as it was", "[commands]") {
  Shop shop;
  const orders::Order pending = *shop.place(shop.fill_cart(), {card()});
  shop.answer(approved(2000));
  const auto voided =
      shop.run([&](auto& tx, auto& ctx) { return commands::void_order(tx, {pending.id, "wrong"}, ctx); });
  REQUIRE(voided);
  CHECK(shop.answer(refused()).order == Status::cancelled);
  CHECK(shop.load(pending.id).status == Status::paid);
  shop.sound();
}

TEST_CASE("a refund to a card holds the returned goods until it is certain", "[commands]") {
  Shop shop;
  const orders::Order sold = *shop.place(shop.fill_cart(), {pay("cash", 2000)});
  const auto refund = shop.give_back(sold, {card()});
  REQUIRE(refund);
  CHECK(refund->status == Status::pending_payment);
  CHECK(refund->due == 1000);
  CHECK(shop.next().kind == AttemptKind::refund);
  CHECK(shop.number("SELECT quantity_micro FROM order_item_returned") == 1'000'000);
  shop.sound();
  CHECK(shop.answer(refused()).order == Status::cancelled);
  CHECK(shop.number("SELECT count(*) FROM order_item_returned") == 0);
  const auto again = shop.give_back(sold, {card()});
  REQUIRE(again);
  CHECK(shop.answer(approved(1000)).order == Status::paid);
  CHECK(shop.load(again->id).payments[0].amount == -1000);
  CHECK(shop.load(again->id).receipt == 2);
  shop.sound();
}
