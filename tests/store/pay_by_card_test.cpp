#include "commands/pay_by_card.h"

#include <catch2/catch.hpp>

#include "commands/sell.h"
#include "commands/work_shift.h"
#include "invariants/check_all.h"
#include "orders/order_rows.h"
#include "orders/pending_rows.h"
#include "payments/card_payment_rows.h"
#include "payments/stored_value.h"
#include "payments/terminal_report.h"
#include "queries/printed.h"
#include "support/test_store.h"

using namespace holdfast;
using orders::Status;
using payments::AttemptEvent;
using payments::AttemptKind;
using payments::AttemptState;
using payments::CardPayment;
using payments::CardResult;
using test::TestStore;

namespace {
commands::PaymentOffer pay(std::string tender, std::optional<std::int64_t> amount = {},
                           std::optional<std::string> reference = {}) {
  return {.tender = std::move(tender),
          .amount = amount,
          .foreign_amount = {},
          .reference = std::move(reference),
          .person = {}};
}
commands::PaymentOffer card(std::optional<std::int64_t> amount = {}) { return pay("card", amount); }

CardResult approved(std::int64_t amount, std::int64_t tip = 0, std::int64_t cashback = 0) {
  CardResult result;
  result.verdict = "approved";
  result.words = "eft.result.approved";
  result.amount = amount;
  result.tip = tip;
  result.cashback = cashback;
  result.card = {"Visa", "1234", "chip"};
  result.terminal = {"T1", "777", "42", "2026-11-21T10:00"};
  result.approval_code = "AB12";
  return result;
}
CardResult refused(std::string verdict = "declined") {
  CardResult result;
  result.verdict = std::move(verdict);
  result.words = "eft.result.declined";
  return result;
}

/// A shop whose register has a card terminal, and that terminal's driver.
struct Shop : TestStore {
  Shop() {
    bread = add_variant("BREAD", 1000);
    milk = add_variant("MILK", 500);
    device = ids.next(now);
    change([&](db::Transaction& tx) {
      tx.prepare(
            "INSERT INTO device(uuid, kind, name, address, created_us, updated_us) VALUES (?, 'card_terminal', 'T1', "
            "'none:', 1, 1)")
          .exec(device);
      device_row = tx.last_rowid();
      tx.prepare("INSERT INTO device_register(register_id, device_id, since_us) VALUES (?, ?, 1)")
          .exec(register_1, device_row);
    });
    acting = &manager;
    const auto opened = run([&](auto& tx, auto& ctx) { return commands::open_shift(tx, {register_id, 10'000}, ctx); });
    REQUIRE(opened);
    shift = opened->id;
  }
  Uuid fill_cart(int breads = 2) {
    const auto cart =
        run([&](auto& tx, auto& ctx) { return commands::create_cart(tx, {register_id, {}, {}, ""}, ctx); });
    REQUIRE(cart);
    commands::AddItem item;
    item.article.sku = "BREAD";
    item.quantity = Quantity::pieces(breads);
    REQUIRE(run([&](auto& tx, auto& ctx) { return commands::add_cart_item(tx, {cart->cart.id, {}}, item, ctx); }));
    return cart->cart.id;
  }
  Result<orders::Order> place(const Uuid& cart, std::vector<commands::PaymentOffer> payments) {
    return run([&](auto& tx, auto& ctx) {
      return commands::place_cart_order(tx,
                                        {cart,
                                         {.payments = std::move(payments),
                                          .person = {},
                                          .address = {},
                                          .note = "",
                                          .external_ref = {},
                                          .original_order_row = {}}},
                                        ctx);
    });
  }
  Result<orders::Order> give_back(const orders::Order& order, std::vector<commands::PaymentOffer> refunds) {
    commands::TakeBack command;
    command.register_id = register_id;
    command.order = order.id;
    commands::AddItem item;
    item.article.order_item = part_id(order.id, 1);
    item.quantity = Quantity::pieces(1);
    item.reason = "stale";
    command.lines.push_back(item);
    command.checkout.payments = std::move(refunds);
    return run([&](auto& tx, auto& ctx) { return commands::take_back(tx, command, ctx); });
  }
  commands::Recorded record(const Uuid& attempt, AttemptEvent event, std::optional<CardResult> result = {}) {
    const Actor* person = std::exchange(acting, nullptr);
    const auto recorded = run([&](auto& tx, auto& ctx) {
      return commands::record_attempt(tx,
                                      {.device = device,
                                       .attempt = attempt,
                                       .event = event,
                                       .note = "n",
                                       .memory = "m",
                                       .lines = {},
                                       .result = result},
                                      ctx);
    });
    acting = person;
    REQUIRE(recorded);
    return *recorded;
  }
  CardPayment next() {
    const auto waiting = payments::next_to_start(db, device_row);
    REQUIRE(waiting);
    return *waiting;
  }
  /// The next attempt of the terminal from its start to its outcome.
  commands::Recorded answer(const CardResult& result) {
    const CardPayment attempt = next();
    record(attempt.id, AttemptEvent::arm);
    record(attempt.id, AttemptEvent::acknowledged);
    const bool yes = result.verdict == "approved";
    return record(attempt.id,
                  yes                            ? AttemptEvent::approved
                  : result.verdict == "declined" ? AttemptEvent::declined
                                                 : AttemptEvent::cancelled,
                  result);
  }
  orders::Order load(const Uuid& id) {
    const auto order = orders::load(db, id);
    REQUIRE(order);
    return *order;
  }
  CardPayment attempt(const Uuid& id) {
    const auto found = payments::load_card_payment(db, id);
    REQUIRE(found);
    return *found;
  }
  std::string cart_status(const Uuid& id) { return text("SELECT status FROM cart WHERE uuid = x'" + hex(id) + "'"); }
  static std::string hex(const Uuid& id) {
    std::string out = to_string(id);
    std::erase(out, '-');
    return out;
  }
  void sound() {
    for (const auto& each : invariants::check_all(db))
      FAIL_CHECK(each.rule << ": " << each.subject << ' ' << each.detail);
  }
  auto close_shift() {
    return run([&](auto& tx, auto& ctx) {
      return commands::close_shift(tx, {shift, number("SELECT expected_cash FROM shift"), {}, ""}, ctx);
    });
  }
  test::Variant bread, milk;
  Uuid device, shift;
  std::int64_t device_row = 0;
};
}  // namespace

TEST_CASE("a card payment leaves the order pending: frozen, unnumbered and counted nowhere", "[commands]") {
  Shop shop;
  const Uuid cart = shop.fill_cart();
  const std::string before = shop.event_types();
  const auto order = shop.place(cart, {card()});
  REQUIRE(order);
  CHECK(order->status == Status::pending_payment);
  CHECK_FALSE(order->receipt);
  CHECK(order->due == 2000);
  CHECK(order->total == 2000);
  REQUIRE(order->card_payments.size() == 1);
  CHECK(order->card_payments[0].state == AttemptState::created);
  CHECK(order->card_payments[0].amount == 2000);
  CHECK(shop.event_types().substr(before.size()) == " CardPaymentChanged OrderUpdated CartUpdated");
  CHECK(shop.number("SELECT count(*) FROM shift_total") == 0);
  CHECK(shop.number("SELECT count(*) FROM stock_move") == 0);
  CHECK(shop.number("SELECT last_receipt FROM register") == 0);
  CHECK(orders::find(shop.db, {}).empty());
  CHECK(shop.cart_status(cart) == "CHECKED_OUT");
  shop.sound();
}

TEST_CASE("an approval makes of it what a sale in cash is", "[commands]") {
  Shop shop;
  const Uuid cart = shop.fill_cart();
  const orders::Order pending = *shop.place(cart, {card()});
  const std::string before = shop.event_types();
  const auto recorded = shop.answer(approved(2000));
  CHECK(recorded.order == Status::paid);
  const orders::Order order = shop.load(pending.id);
  CHECK(order.receipt == 1);
  CHECK(order.paid == 2000);
  CHECK_FALSE(order.due);
  REQUIRE(order.payments.size() == 1);
  REQUIRE(order.payments[0].card);
  CHECK(order.payments[0].card->facts.last_four == "1234");
  CHECK(shop.event_types().substr(before.size()) ==
        " CardPaymentChanged CardPaymentChanged CardPaymentChanged OrderCreated OrderPaid StockMoved");
  CHECK(shop.number("SELECT amount FROM shift_total WHERE kind = 'tender' AND key = 'card'") == 2000);
  CHECK(shop.number("SELECT count(*) FROM pending_order") == 0);
  CHECK(shop.cart_status(cart) == "CHECKED_OUT");
  CHECK(payments::terminal_memory(shop.db, shop.device_row) == "m");
  CHECK(shop.close_shift());
  shop.sound();
}

TEST_CASE("a decline cancels the order, gives everything back and opens the cart again", "[commands]") {
  Shop shop;
  payments::StoredValue voucher{.row = 0,
                                .id = shop.ids.next(shop.now),
                                .code = payments::make_voucher_code(7),
                                .currency = "EUR",
                                .balance = 700,
                                .person_row = {},
                                .person = {},
                                .expires = {},
                                .created = shop.now};
  shop.change([&](db::Transaction& tx) { payments::insert_stored_value(tx, voucher, std::nullopt, "issued"); });
  const Uuid cart = shop.fill_cart();
  const orders::Order pending = *shop.place(cart, {pay("voucher", 700, voucher.code), card()});
  CHECK(shop.number("SELECT balance FROM stored_value") == 0);
  CHECK(pending.due == 1300);
  const auto recorded = shop.answer(refused());
  CHECK(recorded.order == Status::cancelled);
  const orders::Order order = shop.load(pending.id);
  CHECK(order.status == Status::cancelled);
  CHECK_FALSE(order.receipt);
  CHECK(order.paid == 0);
  CHECK(shop.number("SELECT balance FROM stored_value") == 700);
  CHECK(shop.cart_status(cart) == "ACTIVE");
  shop.sound();
  const auto again = shop.place(cart, {pay("cash", 2000)});
  REQUIRE(again);
  CHECK(again->receipt == 1);
  shop.sound();
}

TEST_CASE("what a terminal approves in part leaves the rest due, which cash may pay", "[commands]") {
  Shop shop;
  const orders::Order pending = *shop.place(shop.fill_cart(), {card()});
  CHECK(shop.answer(approved(1200)).order == Status::pending_payment);
  CHECK(shop.load(pending.id).due == 800);
  CHECK_FALSE(shop.close_shift());
  const auto short_of_it =
      shop.run([&](auto& tx, auto& ctx) { return commands::add_payments(tx, {pending.id, {pay("cash", 700)}}, ctx); });
  REQUIRE_FALSE(short_of_it);
  CHECK(short_of_it.error().code == ErrorCode::underpaid);
  const auto paid =
      shop.run([&](auto& tx, auto& ctx) { return commands::add_payments(tx, {pending.id, {pay("cash", 1000)}}, ctx); });
  REQUIRE(paid);
  CHECK(paid->status == Status::paid);
  CHECK(paid->change == 200);
  CHECK(paid->payments.size() == 2);
  CHECK(shop.number("SELECT expected_cash FROM shift") == 10'800);
  shop.sound();
}

TEST_CASE("several cards run one after another, and a declined second one leaves its part due", "[commands]") {
  Shop shop;
  const orders::Order pending = *shop.place(shop.fill_cart(), {card(1500), card(500)});
  CHECK(pending.card_payments.size() == 2);
  CHECK(shop.answer(approved(1500)).order == Status::pending_payment);
  CHECK(shop.answer(refused()).order == Status::pending_payment);
  CHECK(shop.load(pending.id).due == 500);
  const auto again =
      shop.run([&](auto& tx, auto& ctx) { return commands::add_payments(tx, {pending.id, {card()}}, ctx); });
  REQUIRE(again);
  CHECK(again->status == Status::pending_payment);
  CHECK(again->due == 500);
  shop.sound();
  CHECK(shop.answer(approved(500)).order == Status::paid);
  CHECK(shop.load(pending.id).payments.size() == 2);
  shop.sound();
}

TEST_CASE("once the first card is declined the second is not begun", "[commands]") {
  Shop shop;
  const Uuid cart = shop.fill_cart();
  const orders::Order pending = *shop.place(cart, {card(1500), card(500)});
  CHECK(shop.answer(refused()).order == Status::cancelled);
  CHECK_FALSE(payments::next_to_start(shop.db, shop.device_row));
  CHECK(shop.cart_status(cart) == "ACTIVE");
  shop.sound();
}

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

TEST_CASE("a tip is counted apart and cashback leaves the drawer", "[commands]") {
  Shop shop;
  commands::PaymentOffer offer = card();
  offer.cashback = 3000;
  const orders::Order pending = *shop.place(shop.fill_cart(), {offer});
  CHECK(shop.answer(approved(5250, 250, 3000)).order == Status::paid);
  const orders::Order order = shop.load(pending.id);
  CHECK(order.payments[0].amount == 2000);
  CHECK(order.payments[0].tendered == 5000);
  CHECK(order.change == 3000);
  CHECK(shop.number("SELECT expected_cash FROM shift") == 7'000);
  CHECK(shop.number("SELECT amount FROM shift_total WHERE kind = 'tip' AND key = 'card'") == 250);
  shop.sound();
  // Voided, all of it goes back to the card, and the cash into the drawer.
  const auto voided = shop.run([&](auto& tx, auto& ctx) { return commands::void_order(tx, {order.id, "wrong"}, ctx); });
  REQUIRE(voided);
  CHECK(voided->status == Status::pending_payment);
  CHECK(shop.load(order.id).status == Status::paid);
  CHECK_FALSE(shop.run([&](auto& tx, auto& ctx) { return commands::void_order(tx, {order.id, "again"}, ctx); }));
  CHECK_FALSE(shop.give_back(order, {pay("cash")}));
  CHECK(shop.next().amount == 5250);
  CHECK(shop.answer(approved(5250)).order == Status::paid);
  CHECK(shop.load(order.id).status == Status::cancelled);
  CHECK(shop.load(voided->id).change == -3000);
  CHECK(shop.number("SELECT expected_cash FROM shift") == 10'000);
  CHECK(shop.number("SELECT amount FROM shift_total WHERE kind = 'tip' AND key = 'card'") == 0);
  CHECK(shop.number("SELECT sum(quantity_micro) FROM stock_move") == 0);
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

TEST_CASE("a card recorded by hand, and a register without a terminal, are as ever", "[commands]") {
  Shop shop;
  const auto by_hand = shop.place(shop.fill_cart(), {pay("card", std::nullopt, "slip 12")});
  REQUIRE(by_hand);
  CHECK(by_hand->status == Status::paid);
  shop.change([](db::Transaction& tx) { tx.prepare("UPDATE device SET active = 0").exec(); });
  const auto without = shop.place(shop.fill_cart(), {card()});
  REQUIRE(without);
  CHECK(without->status == Status::paid);
  shop.sound();
}

TEST_CASE("a driver that will not start it opens the cart again", "[commands]") {
  Shop shop;
  const Uuid cart = shop.fill_cart();
  (void)shop.place(cart, {card()});
  const auto recorded = shop.run([&](auto& tx, auto& ctx) {
    return commands::not_started(tx, shop.next().id, "eft.result.not_sent", "off", ctx);
  });
  REQUIRE(recorded);
  CHECK(recorded->order == Status::cancelled);
  CHECK(shop.cart_status(cart) == "ACTIVE");
  shop.sound();
}

TEST_CASE("a sale in one call is paid by card too", "[commands]") {
  Shop shop;
  commands::Sell command;
  command.cart.register_id = shop.register_id;
  commands::AddItem item;
  item.article.sku = "MILK";
  command.lines.push_back({item, std::nullopt});
  command.checkout.payments = {card()};
  const auto pending = shop.run([&](auto& tx, auto& ctx) { return commands::sell(tx, command, ctx); });
  REQUIRE(pending);
  CHECK(pending->status == Status::pending_payment);
  CHECK(shop.answer(approved(500)).order == Status::paid);
  shop.sound();
}

TEST_CASE("whatever order events come in, the books agree with what was approved", "[commands]") {
  constexpr AttemptEvent events[] = {AttemptEvent::arm,      AttemptEvent::acknowledged,  AttemptEvent::approved,
                                     AttemptEvent::declined, AttemptEvent::cancelled,     AttemptEvent::lost,
                                     AttemptEvent::denied,   AttemptEvent::out_of_queries};
  std::uint64_t random = 42;
  const auto upto = [&random](std::uint64_t most) {
    random = random * 6364136223846793005U + 1442695040888963407U;
    return (random >> 33U) % most;
  };
  Shop shop;
  for (int round = 0; round < 60; ++round) {
    const Uuid cart = shop.fill_cart();
    std::vector<commands::PaymentOffer> offers;
    const auto kind = upto(4);
    if (kind == 0) offers = {card()};
    if (kind == 1) offers = {card(700), card()};
    if (kind == 2) offers = {pay("cash", 500), card()};
    if (kind == 3) offers = {pay("cash", 2000), card(300)};
    const auto placed = shop.place(cart, offers);
    REQUIRE(placed);
    for (int step = 0; step < 40; ++step) {
      const orders::Order order = shop.load(placed->id);
      if (order.status != Status::pending_payment) break;
      const CardPayment& attempt = order.card_payments[upto(order.card_payments.size())];
      const AttemptEvent event = events[upto(std::size(events))];
      const auto begun = payments::next_to_start(shop.db, shop.device_row);
      if (event == AttemptEvent::arm && (!begun || begun->id != attempt.id)) continue;  // no driver does that
      const auto amount =
          static_cast<std::int64_t>(upto(3) == 0 ? upto(2500) : static_cast<std::uint64_t>(attempt.amount));
      shop.record(attempt.id, event, event == AttemptEvent::approved ? approved(amount) : refused());
      const bool waiting =
          orders::load_pending(shop.db, order.row) && !orders::waiting_at(shop.db, shop.register_1)->payment;
      if (waiting && upto(2) == 0)
        (void)shop.run([&](auto& tx, auto& ctx) {
          return commands::add_payments(tx, {order.id, {upto(2) == 0 ? card() : pay("cash")}}, ctx);
        });
      else if (waiting)
        (void)shop.run([&](auto& tx, auto& ctx) { return commands::give_up(tx, {order.id, "why"}, ctx); });
    }
    // Whatever is left: people decide, and give up.
    for (int turn = 0; turn < 6 && shop.load(placed->id).status == Status::pending_payment; ++turn) {
      for (const CardPayment& attempt : shop.load(placed->id).card_payments) {
        if (attempt.state == AttemptState::created) shop.record(attempt.id, AttemptEvent::arm);
        if (payments::is_live(shop.attempt(attempt.id).state)) {
          if (shop.attempt(attempt.id).state != AttemptState::manual) shop.record(attempt.id, AttemptEvent::lost);
          (void)shop.run([&](auto& tx, auto& ctx) {
            return commands::decide_payment(tx, {attempt.id, attempt.kind == AttemptKind::reversal, {}, "r"}, ctx);
          });
        }
      }
      (void)shop.run([&](auto& tx, auto& ctx) { return commands::give_up(tx, {placed->id, "why"}, ctx); });
    }
    const orders::Order order = shop.load(placed->id);
    CAPTURE(round, kind);
    REQUIRE(order.status != Status::pending_payment);
    REQUIRE(shop.cart_status(cart) == (order.status == Status::paid ? "CHECKED_OUT" : "ACTIVE"));
    std::int64_t kept = 0;
    for (const CardPayment& attempt : shop.load(placed->id).card_payments)
      kept += attempt.kind == AttemptKind::sale ? attempt.taken_in_all() : 0;
    if (order.status == Status::cancelled) REQUIRE(kept == 0);
  }
  shop.sound();
  CHECK(shop.close_shift());
}

TEST_CASE("a terminal's day is compared from the last day's end that was done", "[payments]") {
  Shop shop;
  const auto report = [&](std::string result) {
    shop.change([&](db::Transaction& tx) {
      payments::TerminalReport made;
      made.id = shop.ids.next(shop.now);
      made.device_row = shop.device_row;
      made.kind = "dayEnd";
      made.result = std::move(result);
      made.lines.push_back({payments::TerminalLine::Copy::admin, "TOTAL", true, false, false, 0});
      made.totals = payments::TerminalTotals{{{"Visa", 1, 2000}}, 1, 2000, 42, 42};
      made.comparison = payments::TotalsComparison{false, 2000, 1500, {{"amount", "", 2000, 1500}}};
      made.at = shop.now;
      payments::insert(tx, made);
    });
  };
  (void)shop.place(shop.fill_cart(), {card()});
  shop.answer(approved(2000, 100));
  const auto booked = payments::booked_since_day_end(shop.db, shop.device_row);
  REQUIRE(booked.size() == 1);
  CHECK(booked[0].amount == 2000);
  CHECK(booked[0].receipt == 42);
  CHECK(booked[0].brand == "Visa");
  report("refused");
  CHECK(payments::booked_since_day_end(shop.db, shop.device_row).size() == 1);
  report("done");
  CHECK(payments::booked_since_day_end(shop.db, shop.device_row).empty());
  const auto reports = payments::list_reports(shop.db, shop.device, 0, 10);
  REQUIRE(reports.size() == 2);
  CHECK(reports[0].result == "done");
  CHECK(reports[0].lines[0].text == "TOTAL");
  CHECK(reports[0].totals->brands[0].amount == 2000);
  CHECK(reports[0].comparison->differences[0].books == 1500);
}

TEST_CASE("the printed receipt names the card, and what the terminal wants on paper", "[receipts]") {
  Shop shop;
  const orders::Order pending = *shop.place(shop.fill_cart(), {card()});
  const CardPayment attempt = shop.next();
  shop.record(attempt.id, AttemptEvent::arm);
  CardResult result = approved(2000);
  result.signature_required = true;
  REQUIRE(shop.run([&](auto& tx, auto& ctx) {
    return commands::record_attempt(
        tx,
        {.device = shop.device,
         .attempt = attempt.id,
         .event = AttemptEvent::approved,
         .note = {},
         .memory = {},
         .lines = {{payments::TerminalLine::Copy::customer, "KUNDENBELEG", true, false, false, 0},
                   {payments::TerminalLine::Copy::merchant, "HAENDLERBELEG", true, false, false, 0}},
         .result = result},
        ctx);
  }));
  const orders::Order order = shop.load(pending.id);
  const std::string customer = receipts::to_text(queries::receipt_of(shop.db, order, shop.site, {}));
  CHECK(customer.find("Visa ****1234") != std::string::npos);
  CHECK(customer.find("AB12") != std::string::npos);
  CHECK(customer.find("KUNDENBELEG") != std::string::npos);
  CHECK(customer.find("HAENDLERBELEG") == std::string::npos);
  queries::ReceiptWish wish;
  wish.merchant = true;
  const std::string merchant = receipts::to_text(queries::receipt_of(shop.db, order, shop.site, wish));
  CHECK(merchant.find("HAENDLERBELEG") != std::string::npos);
  CHECK(merchant.find("Signature") != std::string::npos);
  CHECK(merchant.find("BREAD") == std::string::npos);
}
