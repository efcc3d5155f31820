#include "support/card_shop.h"

/// Orders that a card terminal pays: pending, approved, declined, in parts, with tips, and without a terminal.
using namespace holdfast;
using namespace holdfast::test;

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
