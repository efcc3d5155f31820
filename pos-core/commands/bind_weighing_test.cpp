#include "commands/bind_weighing.h"

#include <catch2/catch.hpp>

#include "carts/cart_rows.h"
#include "commands/change_device.h"
#include "commands/customer_view.h"
#include "commands/edit_cart.h"
#include "commands/place_order.h"
#include "commands/work_shift.h"
#include "orders/order_rows.h"
#include "receipts/receipt.h"
#include "support/test_store.h"

using namespace holdfast;
using namespace holdfast::commands;

namespace {
/// A till with bananas by the kilogram at 2.00 and a scale.
struct Counter : test::TestStore {
  Counter() {
    bananas = add_variant("BANANA", 200);
    change([&](db::Transaction& tx) {
      tx.prepare("UPDATE product_variant SET unit = 'kg', decimals = 3 WHERE id = ?").exec(bananas.row);
    });
    acting = &manager;
    PutDevice wish;
    wish.kind = devices::Kind::scale;
    wish.name = "Scale";
    wish.address = "tcp://127.0.0.1:1";
    wish.registers = std::vector<Uuid>{register_id};
    scale = run([&](auto& tx, auto& ctx) { return put_device(tx, wish, ctx); })->id;
    OpenShift open;
    open.register_id = register_id;
    REQUIRE(run([&](auto& tx, auto& ctx) { return open_shift(tx, open, ctx); }));
    acting = &cashier;
    cart = run([&](auto& tx, auto& ctx) { return create_cart(tx, {register_id, {}, {}, {}}, ctx); })->cart.id;
  }
  carts::Weighing weighed(std::string_view kilograms, bool net = false) {
    carts::Weighing weighing;
    weighing.id = ids.next(now);
    weighing.device = scale;
    weighing.terminal = cashier.terminal;
    weighing.weighed_at = now;
    weighing.valid_until = now.plus_seconds(10);
    weighing.amounts = {{"kg", *parse_quantity(kilograms)}};
    weighing.net = net;
    weighing.reading =
        R"({"weight":")" + std::string{kilograms} + R"(","unit":"kg","net":)" + (net ? "true" : "false") + "}";
    return weighing;
  }
  auto add(const carts::Weighing& weighing) {
    AddItem item;
    item.article.variant = bananas.id;
    item.weighing = weighing;
    return run([&](auto& tx, auto& ctx) { return add_cart_item(tx, {cart, {}}, item, ctx); });
  }
  test::Variant bananas;
  Uuid scale, cart;
};
}  // namespace

TEST_CASE("a weight becomes the quantity of its own line, with its reading kept to the receipt", "[commands]") {
  Counter counter;
  const auto view = counter.add(counter.weighed("0.480", true));
  REQUIRE(view);
  CHECK(view->priced.total == 96);
  REQUIRE(counter.add(counter.weighed("0.480")));
  const auto loaded = carts::load(counter.db, counter.cart);
  REQUIRE(loaded);
  REQUIRE(loaded->items.size() == 2);  // equal goods do not join: each weight is its own
  CHECK(loaded->items[0].weighing == R"({"weight":"0.480","unit":"kg","net":true})");
  PlaceOrder place;
  place.cart_id = counter.cart;
  place.checkout.payments = {PaymentOffer{}};
  place.checkout.payments[0].tender = "cash";
  const auto order = counter.run([&](auto& tx, auto& ctx) { return place_cart_order(tx, place, ctx); });
  REQUIRE(order);
  const auto again = orders::load(counter.db, order->id);
  REQUIRE(again);
  CHECK(again->items[0].weighing == loaded->items[0].weighing);
  const std::string paper = receipts::to_text(receipts::make_receipt(*again, counter.site, {}), 42);
  INFO(paper);
  CHECK(paper.find("0.480 kg NET") != std::string::npos);
}

TEST_CASE("a weight is sold once, in time, by its till, in its unit", "[commands]") {
  Counter counter;
  const carts::Weighing good = counter.weighed("0.482");
  REQUIRE(counter.add(good));
  CHECK(counter.add(good).error().code == ErrorCode::conflict);
  const carts::Weighing late = counter.weighed("0.1");
  counter.advance(11);
  CHECK(counter.add(late).error().code == ErrorCode::conflict);
  carts::Weighing others = counter.weighed("0.1");
  others.terminal = counter.ids.next(counter.now);
  CHECK(counter.add(others).error().code == ErrorCode::in_use_elsewhere);
  carts::Weighing pounds = counter.weighed("0.1");
  pounds.amounts = {{"lb", *parse_quantity("0.1")}};
  CHECK(counter.add(pounds).error().code == ErrorCode::invalid_argument);
  CHECK(counter.number("SELECT count(*) FROM weighing") == 1);
}

TEST_CASE("a line that was weighed keeps its weight", "[commands]") {
  Counter counter;
  const auto view = counter.add(counter.weighed("0.482"));
  REQUIRE(view);
  const Uuid line = part_id(counter.cart, static_cast<std::uint16_t>(view->cart.items[0].item));
  const auto change = [&](ChangeItem wish) {
    wish.item_id = line;
    return counter.run([&](auto& tx, auto& ctx) { return change_cart_item(tx, {counter.cart, {}}, wish, ctx); });
  };
  ChangeItem heavier;
  heavier.quantity = *parse_quantity("0.5");
  CHECK(change(heavier).error().code == ErrorCode::conflict);
  ChangeItem noted;
  noted.note = "ripe";
  const auto after = change(noted);
  REQUIRE(after);
  CHECK_FALSE(after->cart.items[0].weighing.empty());
}

TEST_CASE("customers see the cart, then what they paid, then the greeting", "[commands]") {
  using State = CustomerView::State;
  Counter counter;
  const auto view = [&] { return *customer_view(counter.db, counter.register_1, counter.site, counter.now); };
  CHECK(view().state == State::idle);
  CHECK(view().upper == counter.site.name);
  REQUIRE(counter.add(counter.weighed("0.482")));
  counter.advance(1);
  REQUIRE(counter.add(counter.weighed("1.000")));
  CHECK(view().state == State::selling);
  CHECK(view().total == 296);
  REQUIRE(view().lines.size() == 2);
  CHECK(view().lines[1].latest);
  PlaceOrder place;
  place.cart_id = counter.cart;
  place.checkout.payments = {PaymentOffer{}};
  place.checkout.payments[0].tender = "cash";
  place.checkout.payments[0].amount = 500;
  REQUIRE(counter.run([&](auto& tx, auto& ctx) { return place_cart_order(tx, place, ctx); }));
  CHECK(view().state == State::done);
  CHECK(view().change == 204);
  CHECK_FALSE(view().receipt_number.empty());
  counter.advance(31);
  CHECK(view().state == State::idle);
}
