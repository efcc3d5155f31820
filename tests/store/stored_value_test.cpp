#include "support/value_shop.h"

/// Gift cards through whole sales: sold, paid with, brought back, voided, set aside, expired.
using namespace holdfast;
using commands::PaymentOffer;
using test::club;
using test::pay;
using Shop = test::ValueShop;

TEST_CASE("a card that is sold pays part of the next sale, and the receipt says what is left", "[stored_value]") {
  Shop shop;
  const std::string code = shop.sold_card(2500);
  CHECK(shop.account(code).balance == 2500);
  const auto order = shop.ring({Shop::line(shop.bread, 3)}, {pay("giftcard", 1200, code), pay("cash")});
  REQUIRE(order);
  CHECK(shop.account(code).balance == 1300);
  REQUIRE(order->payments[0].value);
  CHECK(order->payments[0].value->balance == 1300);
  const orders::Order loaded = *orders::load(shop.db, order->id);
  CHECK(loaded.payments[0].value->last_four == shop.account(code).last_four);
  const std::string text = receipts::to_text(queries::receipt_of(shop.db, loaded, shop.site, {}));
  CHECK(text.find("Gift card") != std::string::npos);
  CHECK(text.find("13.00") != std::string::npos);
  std::string json;
  orders::append_json(json, loaded, orders::Audience::event);
  CHECK(json.find(stored_value::normal_code(code)) == std::string::npos);
  CHECK(shop.event_bodies().find(code) == std::string::npos);
  CHECK(shop.ring({Shop::line(shop.bread, 2)}, {pay("giftcard", 1301, code), pay("cash")}).error().code ==
        ErrorCode::insufficient_balance);
  shop.sound();
}

TEST_CASE("a new card's code is on its receipt alone, and works", "[stored_value]") {
  Shop shop;
  commands::Sell::Line line = shop.card_line(1000, "");
  line.item.card_code.reset();
  const auto order = shop.ring({line}, {pay("cash")});
  REQUIRE(order);
  const std::string text = receipts::to_text(queries::receipt_of(shop.db, *order, shop.site, {}));
  const auto at = text.find("GC");
  REQUIRE(at != std::string::npos);
  const std::string code = text.substr(at, 19);
  CHECK(shop.account(code).balance == 1000);
  const std::string copy = receipts::to_text(queries::receipt_of(shop.db, *order, shop.site, {.copy = 1}));
  CHECK(copy.find(code) == std::string::npos);
  CHECK(shop.ring({Shop::line(shop.bread)}, {pay("giftcard", 1000, code)}));
  shop.sound();
}

TEST_CASE("a void takes the card back, unless something was paid with it", "[stored_value]") {
  Shop shop;
  const auto sale = shop.ring({shop.card_line(1500, "PLASTIC-1")}, {pay("cash")});
  REQUIRE(sale);
  const auto paid = shop.ring({Shop::line(shop.bread)}, {pay("giftcard", {}, "PLASTIC-1")});
  REQUIRE(paid);
  CHECK(shop.undo(*sale).error().code == ErrorCode::conflict);
  REQUIRE(shop.undo(*paid));
  CHECK(shop.account("PLASTIC-1").balance == 1500);
  REQUIRE(shop.undo(*sale));
  CHECK(shop.account("PLASTIC-1").state == stored_value::AccountState::closed);
  CHECK(shop.ring({Shop::line(shop.bread)}, {pay("giftcard", {}, "PLASTIC-1")}).error().code ==
        ErrorCode::tender_refused);
  CHECK(shop.ring({shop.card_line(100, "PLASTIC-1")}, {pay("cash")}).error().code == ErrorCode::tender_refused);
  shop.sound();
}

TEST_CASE("goods that come back are paid back to the card, or to new store credit", "[stored_value]") {
  Shop shop;
  const std::string code = shop.sold_card(1000);
  const auto sale = shop.ring({Shop::line(shop.bread)}, {pay("giftcard", {}, code)});
  REQUIRE(sale);
  CHECK(shop.account(code).balance == 0);
  const auto credit = shop.run([&](auto& tx, auto& ctx) {
    return commands::issue_card(
        tx, {.kind = stored_value::AccountKind::store_credit, .code = {}, .person = {}, .expires = {}, .reason = {}},
        ctx);
  });
  REQUIRE(credit);
  CHECK(credit->code.starts_with("SC"));
  const auto back = shop.bring_back(*sale, 1, 1, {pay("giftcard", {}, credit->code)});
  REQUIRE(back);
  CHECK(shop.account(credit->code).balance == 1000);
  CHECK(shop.account(code).balance == 0);
  CHECK(shop.ring({Shop::line(shop.bread)}, {pay("giftcard", {}, credit->code)}));
  shop.sound();
}

TEST_CASE("what is set aside for a cart pays its order and nobody else's", "[stored_value]") {
  Shop shop;
  const std::string code = shop.sold_card(1000);
  const auto cart =
      shop.run([&](auto& tx, auto& ctx) { return commands::create_cart(tx, {shop.register_id, {}, {}, {}}, ctx); });
  REQUIRE(cart);
  commands::AddItem item;
  item.article.variant = shop.bread.id;
  REQUIRE(shop.run([&](auto& tx, auto& ctx) { return commands::add_cart_item(tx, {cart->cart.id, {}}, item, ctx); }));
  const auto held =
      shop.run([&](auto& tx, auto& ctx) { return commands::authorise_card(tx, {code, 800, cart->cart.id}, ctx); });
  REQUIRE(held);
  CHECK(shop.account(code).available() == 200);
  CHECK(shop.ring({Shop::line(shop.bread)}, {pay("giftcard", 300, code), pay("cash")}).error().code ==
        ErrorCode::insufficient_balance);
  shop.sound();
  SECTION("the order captures it") {
    commands::PlaceOrder place{cart->cart.id, {}};
    place.checkout.payments = {pay("giftcard", 800, code), pay("cash")};
    REQUIRE(shop.run([&](auto& tx, auto& ctx) { return commands::place_cart_order(tx, place, ctx); }));
    CHECK(shop.account(code).balance == 200);
    CHECK(shop.account(code).held == 0);
  }
  SECTION("an order paid otherwise lets go of it") {
    commands::PlaceOrder place{cart->cart.id, {}};
    place.checkout.payments = {pay("cash")};
    REQUIRE(shop.run([&](auto& tx, auto& ctx) { return commands::place_cart_order(tx, place, ctx); }));
    CHECK(shop.account(code).available() == 1000);
  }
  SECTION("a cart that is given up lets go of it") {
    REQUIRE(shop.run([&](auto& tx, auto& ctx) { return commands::void_cart(tx, {cart->cart.id, {}}, "gone", ctx); }));
    CHECK(shop.account(code).available() == 1000);
  }
  SECTION("time lets go of it") {
    shop.advance(commands::hold_minutes * 60);
    shop.change([&](db::Transaction& tx) {
      commands::Context ctx = shop.context();
      CHECK(commands::expire_value(tx, ctx) == 1);
      CHECK(commands::expire_value(tx, ctx) == 0);
    });
    CHECK(shop.account(code).available() == 1000);
  }
  shop.sound();
}

TEST_CASE("a card expires by the store's policy, from its last top-up", "[stored_value]") {
  Shop shop;
  shop.site.policy.gift_card_days = 10;
  const std::string code = shop.sold_card(1000);
  shop.advance(9 * 86'400);
  REQUIRE(shop.ring({shop.card_line(500, code)}, {pay("cash")}));
  shop.advance(9 * 86'400);
  CHECK(shop.ring({Shop::line(shop.milk)}, {pay("giftcard", {}, code)}));
  shop.advance(86'400);
  CHECK(shop.ring({Shop::line(shop.milk)}, {pay("giftcard", {}, code)}).error().code == ErrorCode::tender_refused);
  shop.change([&](db::Transaction& tx) {
    commands::Context ctx = shop.context();
    CHECK(commands::expire_value(tx, ctx) == 1);
  });
  CHECK(shop.account(code).balance == 0);
  shop.sound();
}

TEST_CASE("a gift card line is one piece of an article that is a gift card", "[stored_value]") {
  Shop shop;
  auto two = shop.card_line(500, "PLASTIC-1");
  two.item.quantity = Quantity::pieces(2);
  CHECK(shop.ring({two}, {pay("cash")}).error().code == ErrorCode::invalid_argument);
  auto bread = Shop::line(shop.bread);
  bread.item.card_code = "PLASTIC-1";
  CHECK(shop.ring({bread}, {pay("cash")}).error().code == ErrorCode::invalid_argument);
  CHECK(shop.ring({shop.card_line(500, "4111111111111111")}, {pay("cash")}).error().code ==
        ErrorCode::invalid_argument);
  CHECK(shop.ring({Shop::line(shop.bread)}, {pay("giftcard", 100, "UNKNOWN1"), pay("cash")}).error().code ==
        ErrorCode::not_found);
}

TEST_CASE("an article that is taxed is no gift card, neither when it is marked nor when it is sold", "[stored_value]") {
  Shop shop;
  const auto mark = [&](const test::Variant& article) {
    return shop.run([&](auto& tx, auto& ctx) { return commands::mark_gift_card(tx, article.id, true, ctx); });
  };
  const auto refused = mark(shop.bread);
  REQUIRE_FALSE(refused);
  CHECK(refused.error().code == ErrorCode::conflict);
  CHECK(refused.error().detail.find("standard") != std::string::npos);
  // Its category was changed after it was marked.
  const auto categorise = [&](std::string_view code) {
    shop.change([&](db::Transaction& tx) {
      tx.prepare("UPDATE product SET tax_category_id = (SELECT id FROM tax_category WHERE code = ?) WHERE id = ?")
          .exec(code, shop.card.product_row);
    });
  };
  categorise("standard");
  CHECK(shop.ring({shop.card_line(500, "PLASTIC-1")}, {pay("cash")}).error().code == ErrorCode::conflict);
  CHECK(shop.number("SELECT count(*) FROM value_entry") == 0);
  categorise("free");
  const auto sold = shop.ring({shop.card_line(500, "PLASTIC-1")}, {pay("cash")});
  REQUIRE(sold);
  CHECK((sold->total == 500 && sold->tax == 0));
  shop.sound();
}
