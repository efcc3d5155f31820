#include "commands/edit_cart.h"

#include <catch2/catch.hpp>

#include "carts/open_carts.h"
#include "commands/show_cart.h"
#include "support/test_store.h"

using namespace holdfast;
using test::TestStore;

namespace {
struct Counter : TestStore {
  Counter() {
    bread = add_variant("BREAD", 249);
    milk = add_variant("MILK", 119, "reduced");
  }
  Uuid begin() {
    auto view = run([&](auto& tx, auto& ctx) { return commands::create_cart(tx, {register_id, {}, {}, ""}, ctx); });
    REQUIRE(view);
    return view->cart.id;
  }
  Result<commands::CartView> add(const Uuid& cart, const std::string& sku, std::int64_t pieces = 1) {
    commands::AddItem item;
    item.article.sku = sku;
    item.quantity = Quantity::pieces(pieces);
    return run([&](auto& tx, auto& ctx) { return commands::add_cart_item(tx, {cart, {}}, item, ctx); });
  }
  std::string shown(const commands::CartView& view) {
    std::string out;
    commands::append_json(out, view, site, 0);
    return out;
  }
  /// Read from the rows, as any reader sees it.
  std::string stored(const Uuid& cart) {
    auto view = commands::view_cart(db, cart, site, now);
    REQUIRE(view);
    return shown(*view);
  }
  std::size_t kept() { return db.attached<carts::OpenCarts>().size(); }
  test::Variant bread, milk;
};
}  // namespace

TEST_CASE("each step answers what a reader finds in the rows", "[commands]") {
  Counter counter;
  counter.acting = &counter.manager;
  const Uuid cart = counter.begin();
  const auto same = [&](const Result<commands::CartView>& view) {
    REQUIRE(view);
    CHECK(counter.shown(*view) == counter.stored(cart));
    CHECK(counter.kept() == 1);
    counter.advance(1);
  };
  same(counter.add(cart, "BREAD", 2));
  same(counter.add(cart, "MILK"));
  same(counter.add(cart, "BREAD"));
  const auto line = [&](int item) { return part_id(cart, static_cast<std::uint16_t>(item)); };
  const auto step = [&](auto&& command) { same(counter.run(command)); };
  step([&](auto& tx, auto& ctx) { return commands::discount_cart(tx, {cart, {}}, {line(2), true, 10'000'000, "dented"}, ctx); });
  step([&](auto& tx, auto& ctx) { return commands::discount_cart(tx, {cart, {}}, {std::nullopt, false, 50, "regular"}, ctx); });
  step([&](auto& tx, auto& ctx) {
    return commands::change_cart_item(tx, {cart, {}}, {line(1), Quantity::pieces(5), 200, "agreed", "gift"}, ctx);
  });
  commands::AddItem unlisted;
  unlisted.article.unlisted_name = "Ribbon";
  unlisted.unit_price = 75;
  step([&](auto& tx, auto& ctx) { return commands::add_cart_item(tx, {cart, {}}, unlisted, ctx); });
  commands::AddItem back;
  back.article.sku = "MILK";
  back.quantity = Quantity::pieces(-1);
  back.reason = "sour";
  step([&](auto& tx, auto& ctx) { return commands::add_cart_item(tx, {cart, {}}, back, ctx); });
  step([&](auto& tx, auto& ctx) { return commands::remove_cart_item(tx, {cart, {}}, line(2), ctx); });
  step([&](auto& tx, auto& ctx) {
    return commands::change_cart(tx, {cart, {}}, {std::nullopt, false, "for the party", std::nullopt}, ctx);
  });
}

TEST_CASE("a price that changes reaches the next step of a cart under way", "[commands]") {
  Counter counter;
  const Uuid cart = counter.begin();
  REQUIRE(counter.add(cart, "BREAD"));
  counter.change([&](auto& tx) { tx.prepare("UPDATE product_variant SET price = 300 WHERE sku = 'BREAD'").run(); });
  const auto view = counter.add(cart, "MILK");
  REQUIRE(view);
  CHECK(view->priced.total == 300 + 119);
}

TEST_CASE("a step that is undone leaves the cart as it was", "[commands]") {
  Counter counter;
  const Uuid cart = counter.begin();
  REQUIRE(counter.add(cart, "BREAD"));
  const std::string before = counter.stored(cart);
  counter.run([&](auto& tx, auto& ctx) -> Result<> {
    commands::AddItem item;
    item.article.sku = "MILK";
    REQUIRE(commands::add_cart_item(tx, {cart, {}}, item, ctx));
    return refuse(ErrorCode::conflict, "something later in the same request");
  });
  CHECK(counter.stored(cart) == before);
  const auto view = counter.add(cart, "BREAD");
  REQUIRE(view);
  CHECK(view->priced.total == 2 * 249);
}

TEST_CASE("a cart's own history has a row for each change of the cart, none for a change of its lines", "[commands]") {
  Counter counter;
  counter.acting = &counter.manager;
  const Uuid cart = counter.begin();
  REQUIRE(counter.add(cart, "BREAD"));
  REQUIRE(counter.add(cart, "BREAD"));
  CHECK(counter.number("SELECT count(*) FROM ztracking_cart") == 0);
  CHECK(counter.number("SELECT count(*) FROM ztracking_cart_item") == 1);
  REQUIRE(counter.run([&](auto& tx, auto& ctx) { return commands::suspend_cart(tx, {cart, {}}, "back soon", ctx); }));
  CHECK(counter.number("SELECT count(*) FROM ztracking_cart WHERE status = 'ACTIVE' AND version = 3") == 1);
  CHECK(counter.kept() == 0);
}
