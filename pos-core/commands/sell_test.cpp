#include "commands/sell.h"

#include <catch2/catch.hpp>

#include "commands/show_cart.h"
#include "commands/work_shift.h"
#include "orders/order_rows.h"
#include "support/test_store.h"

using namespace holdfast;
using test::TestStore;

namespace {
commands::AddItem article(const std::string& sku, std::int64_t pieces = 1) {
  commands::AddItem item;
  item.article.sku = sku;
  item.quantity = Quantity::pieces(pieces);
  return item;
}
commands::PaymentOffer cash(std::optional<std::int64_t> amount = std::nullopt) { return {.tender = "cash", .amount = amount, .foreign_amount = {}, .reference = {}, .person = {}}; }

struct Shop : TestStore {
  Shop() {
    bread = add_variant("BREAD", 249);
    milk = add_variant("MILK", 119, "reduced");
    shift = open();
  }
  shifts::Shift open() {
    acting = &manager;
    auto opened = run([&](auto& tx, auto& ctx) { return commands::open_shift(tx, {register_id, 10'000}, ctx); });
    REQUIRE(opened);
    acting = &cashier;
    return *opened;
  }
  Result<orders::Order> sell(std::vector<commands::AddItem> items, std::vector<commands::PaymentOffer> payments) {
    commands::Sell command;
    command.cart.register_id = register_id;
    for (auto& item : items) command.lines.push_back({std::move(item), std::nullopt});
    command.checkout.payments = std::move(payments);
    return run([&](auto& tx, auto& ctx) { return commands::sell(tx, command, ctx); });
  }
  Result<orders::Order> take_back(const orders::Order& order, int position, std::int64_t pieces) {
    commands::TakeBack command;
    command.register_id = register_id;
    command.order = order.id;
    commands::AddItem item;
    item.article.order_item = part_id(order.id, static_cast<std::uint16_t>(position));
    item.quantity = Quantity::pieces(pieces);
    item.reason = "broken";
    command.lines.push_back(item);
    command.checkout.payments.push_back(cash());
    return run([&](auto& tx, auto& ctx) { return commands::take_back(tx, command, ctx); });
  }
  test::Variant bread, milk;
  shifts::Shift shift;
};
}  // namespace

TEST_CASE("a cash sale gives change, numbers its receipt and moves stock, drawer and totals", "[commands]") {
  Shop shop;
  const auto order = shop.sell({article("BREAD", 2), article("MILK")}, {cash(1000)});
  REQUIRE(order);
  CHECK(order->total == 617);
  CHECK(order->net + order->tax == order->total);
  CHECK(order->paid - order->change == order->total + order->rounding);
  CHECK(*order->receipt == 1);
  CHECK(orders::receipt_number(order->register_number, *order->receipt) == "1-000001");
  CHECK(shop.number("SELECT quantity_micro FROM stock_level WHERE variant_id = " + std::to_string(shop.bread.row)) == -2'000'000);
  CHECK(shop.number("SELECT expected_cash FROM shift") == 10'000 + order->total + order->rounding);
  CHECK(shop.number("SELECT last_receipt FROM register") == 1);
  CHECK(shop.number("SELECT count(*) FROM fiscal_record") == 1);
  CHECK(shop.event_types() == "ShiftOpened OrderCreated OrderPaid StockMoved");
}

TEST_CASE("a refused sale leaves nothing behind and skips no receipt number", "[commands]") {
  Shop shop;
  const std::string before = shop.event_types();
  const auto refused = shop.sell({article("BREAD")}, {cash(100)});
  REQUIRE_FALSE(refused);
  CHECK(refused.error().code == ErrorCode::underpaid);
  CHECK(shop.event_types() == before);
  CHECK(shop.number("SELECT count(*) FROM orders") == 0);
  const auto sold = shop.sell({article("BREAD")}, {cash()});
  REQUIRE(sold);
  CHECK(*sold->receipt == 1);
}

TEST_CASE("what came back is never more than was sold, and adds up to what was paid", "[commands]") {
  Shop shop;
  shop.acting = &shop.manager;
  commands::Sell command;
  command.cart.register_id = shop.register_id;
  command.lines.push_back({article("BREAD", 3), std::nullopt});
  command.discounts.push_back({std::nullopt, false, 100, "loyal customer"});
  command.checkout.payments.push_back({.tender = "card", .amount = {}, .foreign_amount = {}, .reference = "slip 1", .person = {}});
  const auto order = shop.run([&](auto& tx, auto& ctx) { return commands::sell(tx, command, ctx); });
  REQUIRE(order);
  CHECK(order->total == 647);
  std::int64_t back = 0;
  std::int64_t tax = 0;
  for (int i = 0; i < 3; ++i) {
    const auto returned = shop.take_back(*order, 1, 1);
    REQUIRE(returned);
    CHECK(returned->kind == orders::Kind::return_);
    CHECK(returned->total < 0);
    back += returned->total;
    tax += returned->tax;
  }
  CHECK(back == -order->total);
  CHECK(tax == -order->tax);
  const auto more = shop.take_back(*order, 1, 1);
  REQUIRE_FALSE(more);
  CHECK(more.error().code == ErrorCode::nothing_left_to_return);
}

TEST_CASE("a stored cart sells for the same as a sale in one call", "[commands]") {
  Shop shop;
  const auto view = shop.run([&](auto& tx, auto& ctx) {
    commands::CreateCart create;
    create.register_id = shop.register_id;
    return commands::create_cart(tx, create, ctx);
  });
  REQUIRE(view);
  const commands::CartTarget target{view->cart.id, std::nullopt};
  for (const char* sku : {"BREAD", "MILK", "BREAD"}) {
    const auto added = shop.run([&](auto& tx, auto& ctx) { return commands::add_cart_item(tx, target, article(sku), ctx); });
    REQUIRE(added);
  }
  const auto open = commands::view_cart(shop.db, view->cart.id, shop.site, shop.now);
  REQUIRE(open);
  CHECK(open->cart.items.size() == 2);  // the second bread joined the first
  CHECK(open->cart.version == 4);
  const auto order = shop.run([&](auto& tx, auto& ctx) {
    return commands::place_cart_order(tx, {view->cart.id, {.payments = {cash()}, .person = {}, .address = {}, .note = {}, .external_ref = {}, .original_order_row = {}}}, ctx);
  });
  REQUIRE(order);
  const auto at_once = shop.sell({article("BREAD", 2), article("MILK")}, {cash()});
  REQUIRE(at_once);
  CHECK(order->total == at_once->total);
  CHECK(order->tax == at_once->tax);
  const auto again = shop.run([&](auto& tx, auto& ctx) {
    return commands::place_cart_order(tx, {view->cart.id, {.payments = {cash()}, .person = {}, .address = {}, .note = {}, .external_ref = {}, .original_order_row = {}}}, ctx);
  });
  REQUIRE_FALSE(again);
  CHECK(again.error().code == ErrorCode::conflict);
}

TEST_CASE("an order of today is voided by its mirror", "[commands]") {
  Shop shop;
  const auto order = shop.sell({article("BREAD", 2)}, {cash(500)});
  REQUIRE(order);
  shop.acting = &shop.manager;
  const auto voided = shop.run([&](auto& tx, auto& ctx) { return commands::void_order(tx, {order->id, "wrong customer"}, ctx); });
  REQUIRE(voided);
  CHECK(voided->total == -order->total);
  CHECK(shop.number("SELECT expected_cash FROM shift") == 10'000);
  CHECK(shop.number("SELECT sum(quantity_micro) FROM stock_level") == 0);
  const auto twice = shop.run([&](auto& tx, auto& ctx) { return commands::void_order(tx, {order->id, "again"}, ctx); });
  CHECK_FALSE(twice);
  const auto returned = shop.take_back(*order, 1, 1);
  REQUIRE_FALSE(returned);
  CHECK(returned.error().code == ErrorCode::nothing_left_to_return);
}

TEST_CASE("a price at the till takes the permission or another person's approval", "[commands]") {
  Shop shop;
  commands::AddItem cheap = article("BREAD");
  cheap.unit_price = 100;
  const auto refused = shop.sell({cheap}, {cash()});
  REQUIRE_FALSE(refused);
  CHECK(refused.error().code == ErrorCode::approval_required);
  shop.acting = &shop.manager;
  const auto sold = shop.sell({cheap}, {cash()});
  REQUIRE(sold);
  CHECK(sold->total == 100);
  CHECK(sold->items[0].list_price == 249);
}

TEST_CASE("closing counts the drawer and needs a reason above the variance limit", "[commands]") {
  Shop shop;
  REQUIRE(shop.sell({article("BREAD")}, {cash()}));
  shop.acting = &shop.manager;
  commands::CloseShift close{shop.shift.id, 5'000, {}, ""};
  const auto refused = shop.run([&](auto& tx, auto& ctx) { return commands::close_shift(tx, close, ctx); });
  REQUIRE_FALSE(refused);
  close.variance_reason = "till was robbed";
  const auto closed = shop.run([&](auto& tx, auto& ctx) { return commands::close_shift(tx, close, ctx); });
  REQUIRE(closed);
  CHECK(*closed->variance() == 5'000 - closed->expected_cash);
  const auto late = shop.sell({article("BREAD")}, {cash()});
  REQUIRE_FALSE(late);
  CHECK(late.error().code == ErrorCode::no_open_shift);
}

TEST_CASE("several discounts together do not pass the role's limit", "[commands]") {
  Shop shop;
  shop.cashier.max_discount = Percent::whole(10);
  const auto view = shop.run([&](auto& tx, auto& ctx) {
    commands::CreateCart create;
    create.register_id = shop.register_id;
    return commands::create_cart(tx, create, ctx);
  });
  REQUIRE(view);
  const commands::CartTarget target{view->cart.id, std::nullopt};
  REQUIRE(shop.run([&](auto& tx, auto& ctx) { return commands::add_cart_item(tx, target, article("BREAD", 4), ctx); }));
  const auto discount = [&](bool percent, std::int64_t value) {
    return shop.run([&](auto& tx, auto& ctx) { return commands::discount_cart(tx, target, {std::nullopt, percent, value, "regular"}, ctx); });
  };
  const auto first = discount(true, 10'000'000);
  if (!first) {  // whether cashiers may discount at all is the role's matter
    CHECK(first.error().code == ErrorCode::approval_required);
    return;
  }
  const auto second = discount(true, 10'000'000);
  REQUIRE_FALSE(second);
  CHECK(second.error().code == ErrorCode::approval_required);
}
