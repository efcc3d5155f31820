#include "support/card_shop.h"

/// Card payments of which nobody knows: what they hold, who decides, and what a restart makes of them.
using namespace holdfast;
using namespace holdfast::test;

TEST_CASE("a payment in doubt holds its basket and the shift's close, and no other sale", "[commands]") {
  Shop shop;
  const Uuid cart = shop.fill_cart();
  const orders::Order pending = *shop.place(cart, {card()});
  const CardPayment attempt = shop.next();
  shop.record(attempt.id, AttemptEvent::arm);
  CHECK(shop.record(attempt.id, AttemptEvent::lost).payment->state == AttemptState::unknown);
  const auto voided = shop.run([&](auto& tx, auto& ctx) { return commands::void_cart(tx, {cart, {}}, "why", ctx); });
  REQUIRE_FALSE(voided);
  CHECK(voided.error().detail.find(to_string(pending.id)) != std::string::npos);
  CHECK_FALSE(shop.place(cart, {pay("cash", 2000)}));
  CHECK_FALSE(shop.run([&](auto& tx, auto& ctx) { return commands::give_up(tx, {pending.id, "left"}, ctx); }));
  CHECK_FALSE(shop.run(
      [&](auto& tx, auto& ctx) { return commands::add_payments(tx, {pending.id, {pay("cash", 2000)}}, ctx); }));
  const auto closed = shop.close_shift();
  REQUIRE_FALSE(closed);
  CHECK(closed.error().detail.find(to_string(attempt.id)) != std::string::npos);
  const Uuid next_cart = shop.fill_cart(1);
  const auto busy = shop.place(next_cart, {card()});
  REQUIRE_FALSE(busy);
  CHECK(busy.error().code == ErrorCode::conflict);
  CHECK(shop.place(next_cart, {pay("cash", 1000)}));
  CHECK(shop.record(attempt.id, AttemptEvent::approved, approved(2000)).order == Status::paid);
  CHECK(shop.load(pending.id).receipt == 2);
  shop.sound();
}

TEST_CASE("a person decides what the terminal cannot tell, and both records stay", "[commands]") {
  Shop shop;
  const bool charged = GENERATE(true, false);
  const Uuid cart = shop.fill_cart();
  const orders::Order pending = *shop.place(cart, {card()});
  const CardPayment attempt = shop.next();
  shop.record(attempt.id, AttemptEvent::arm);
  shop.record(attempt.id, AttemptEvent::lost);
  CardResult doubt = refused("inDoubt");
  doubt.detail = "no journal";
  CHECK(shop.record(attempt.id, AttemptEvent::out_of_queries, doubt).payment->state == AttemptState::manual);
  const auto decide = [&](std::optional<std::int64_t> amount) {
    return shop.run([&](auto& tx, auto& ctx) {
      return commands::decide_payment(tx, {attempt.id, charged, amount, "slip found"}, ctx);
    });
  };
  shop.acting = &shop.cashier;
  CHECK_FALSE(decide({}));
  shop.acting = &shop.manager;
  if (charged) CHECK_FALSE(decide(2001));
  REQUIRE(decide({}));
  CHECK(shop.load(pending.id).status == (charged ? Status::paid : Status::cancelled));
  const CardPayment now = shop.attempt(attempt.id);
  CHECK(now.result->detail == "no journal");
  CHECK(now.decision->reason == "slip found");
  CHECK(payments::untold_decisions(shop.db, shop.device_row).size() == 1);
  CHECK(shop.number("SELECT count(*) FROM audit_entry WHERE action = 'card_payment_decided'") == 1);
  // The driver agrees with what it was told.
  const auto told = shop.record(attempt.id, charged ? AttemptEvent::approved : AttemptEvent::denied,
                                charged ? approved(2000) : refused("notCharged"));
  CHECK_FALSE(told.ignored);
  shop.change([&](db::Transaction& tx) {
    commands::Context ctx = shop.context();
    commands::decision_told(tx, attempt.id, ctx);
  });
  CHECK(payments::untold_decisions(shop.db, shop.device_row).empty());
  shop.sound();
}

TEST_CASE("after a restart what was sent is unknown, what was not is begun soon or abandoned", "[commands]") {
  Shop shop;
  const Uuid cart = shop.fill_cart();
  const orders::Order pending = *shop.place(cart, {card()});
  const CardPayment attempt = shop.next();
  const auto restart = [&] {
    shop.run([&](auto& tx, auto& ctx) {
      commands::settle_attempts_after_restart(tx, ctx);
      return Result<>{};
    });
  };
  SECTION("never sent, a moment ago") {
    restart();
    CHECK(shop.next().id == attempt.id);
  }
  SECTION("never sent, and old") {
    shop.advance(61);
    restart();
    CHECK(shop.attempt(attempt.id).state == AttemptState::abandoned);
    CHECK(shop.load(pending.id).status == Status::cancelled);
    CHECK(shop.cart_status(cart) == "ACTIVE");
  }
  SECTION("sent") {
    shop.record(attempt.id, AttemptEvent::arm);
    restart();
    CHECK(shop.attempt(attempt.id).state == AttemptState::unknown);
    REQUIRE(payments::to_resolve(shop.db, shop.device_row).size() == 1);
    CHECK(payments::to_resolve(shop.db, shop.device_row)[0].note == "n");
    CHECK(shop.record(attempt.id, AttemptEvent::denied, refused("notCharged")).order == Status::cancelled);
    CHECK(shop.cart_status(cart) == "ACTIVE");
  }
  shop.sound();
}

TEST_CASE("an answer that cannot be true is kept in sight and moves nothing", "[commands]") {
  Shop shop;
  const Uuid cart = shop.fill_cart();
  (void)shop.place(cart, {card()});
  const CardPayment attempt = shop.next();
  SECTION("an approval after the decline") {
    shop.answer(refused());
    const auto late = shop.record(attempt.id, AttemptEvent::approved, approved(2000));
    CHECK(late.ignored);
    CHECK(late.payment->state == AttemptState::declined);
    CHECK(late.payment->person_needed());
    CHECK(shop.number("SELECT count(*) FROM audit_entry WHERE action = 'card_payment_contradiction'") == 1);
  }
  SECTION("more than was asked for") {
    shop.record(attempt.id, AttemptEvent::arm);
    CHECK(shop.record(attempt.id, AttemptEvent::approved, approved(2001)).payment->state == AttemptState::manual);
  }
  SECTION("the same answer twice") {
    shop.answer(approved(2000));
    CHECK_FALSE(shop.record(attempt.id, AttemptEvent::approved, approved(2000)).ignored);
    CHECK(shop.number("SELECT count(*) FROM orders WHERE receipt IS NOT NULL") == 1);
  }
  shop.sound();
}
