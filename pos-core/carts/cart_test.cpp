#include "carts/cart.h"

#include <catch2/catch.hpp>

#include "carts/cart_rows.h"
#include "support/test_store.h"

namespace holdfast::carts {
namespace {
Cart sample(test::TestStore& store, const test::Variant& bread) {
  Cart cart;
  cart.id = store.ids.next_whole(store.now);
  cart.register_row = store.register_1;
  cart.register_id = store.register_id;
  cart.terminal_row = store.terminal;
  cart.terminal = store.terminal_id;
  cart.staff_row = store.cashier.staff_id;
  cart.staff_code = store.cashier.staff_code;
  cart.note = "for the party";
  cart.created_at = cart.updated_at = store.now;
  Item item;
  item.item = cart.next_item++;
  item.variant_id = bread.row;
  item.variant = bread.id;
  item.sku = "BREAD";
  item.name = "Bread";
  item.unit = "piece";
  item.tax_category_id = store.standard_tax;
  item.quantity = Quantity::from_micro(2'500'000);
  item.unit_price = 199;
  item.price_reason = "last of the day";
  item.note = "sliced";
  cart.items.push_back(item);
  return cart;
}
}  // namespace

TEST_CASE("the names of cart statuses read back", "[carts]") {
  for (const Status status : {Status::active, Status::suspended, Status::checked_out, Status::voided, Status::expired})
    CHECK(parse_status(name_of(status)) == status);
  CHECK(name_of(Status::checked_out) == "CHECKED_OUT");
  CHECK_FALSE(parse_status("active"));
}
TEST_CASE("a line is found by its number, not by its place", "[carts]") {
  Cart cart;
  cart.items.resize(2);
  cart.items[0].item = 4;
  cart.items[1].item = 7;
  CHECK(cart.find_item(7) == &cart.items[1]);
  CHECK(cart.find_item(1) == nullptr);
}
TEST_CASE("a cart reads back from its rows as it was stored", "[carts]") {
  test::TestStore store;
  const test::Variant bread = store.add_variant("BREAD", 249);
  Cart cart = sample(store, bread);
  store.change([&](db::Transaction& tx) {
    insert(tx, cart);
    insert_item(tx, cart, cart.items[0], store.now);
  });
  const auto read = load(store.db, cart.id);
  REQUIRE(read);
  CHECK(read->row == cart.row);
  CHECK(read->status == Status::active);
  CHECK(read->register_id == store.register_id);
  CHECK(read->terminal == store.terminal_id);
  CHECK(read->staff_code == "1001");
  CHECK(read->note == "for the party");
  CHECK(read->next_item == 2);
  REQUIRE(read->items.size() == 1);
  const Item& item = read->items[0];
  CHECK(item.item == 1);
  CHECK(item.variant == bread.id);
  CHECK(item.quantity == Quantity::from_micro(2'500'000));
  CHECK(item.unit_price == 199);
  CHECK(item.price_reason == "last of the day");
  CHECK(item.note == "sliced");
  CHECK_FALSE(item.return_of);
  const auto none = load(store.db, store.ids.next(store.now));
  REQUIRE_FALSE(none);
  CHECK(none.error().code == ErrorCode::not_found);
}
TEST_CASE("lines and discounts are changed and removed one by one, and every change raises the version", "[carts]") {
  test::TestStore store;
  const test::Variant bread = store.add_variant("BREAD", 249);
  Cart cart = sample(store, bread);
  cart.items[0].unit_price.reset();
  cart.items.push_back(cart.items[0]);
  cart.items[1].item = cart.next_item++;
  Discount discount;
  discount.discount = cart.next_item++;
  discount.item = 1;
  discount.value = 5'000'000;
  discount.reason = "dented";
  discount.staff_id = store.cashier.staff_id;
  const std::int64_t before = cart.version;
  store.change([&](db::Transaction& tx) {
    insert(tx, cart);
    for (const Item& item : cart.items) insert_item(tx, cart, item, store.now);
    insert_discount(tx, cart, discount);
    cart.items[1].quantity = Quantity::pieces(9);
    update_item(tx, cart, cart.items[1], store.now);
    update(tx, cart, store.now.plus_seconds(5));
  });
  CHECK(cart.version == before + 1);
  const auto read = load(store.db, cart.id);
  REQUIRE(read);
  CHECK(read->version == cart.version);
  CHECK(read->updated_at == store.now.plus_seconds(5));
  CHECK(read->next_item > 3);  // numbers are never given twice
  REQUIRE(read->items.size() == 2);
  CHECK(read->items[1].quantity == Quantity::pieces(9));
  REQUIRE(read->discounts.size() == 1);
  CHECK(read->discounts[0].item == 1);
  CHECK(read->discounts[0].reason == "dented");
  store.change([&](db::Transaction& tx) {
    delete_discount(tx, cart, discount.discount);
    delete_item(tx, cart, 1);
  });
  const auto less = load(store.db, cart.id);
  REQUIRE(less);
  CHECK(less->discounts.empty());
  REQUIRE(less->items.size() == 1);
  CHECK(less->items[0].item == 2);
}
TEST_CASE("open carts are the active and the suspended ones", "[carts]") {
  test::TestStore store;
  const test::Variant bread = store.add_variant("BREAD", 249);
  for (const Status status : {Status::active, Status::suspended, Status::checked_out, Status::voided}) {
    Cart cart = sample(store, bread);
    store.change([&](db::Transaction& tx) {
      insert(tx, cart);
      cart.status = status;
      if (status != Status::active) cart.terminal_row.reset();
      update(tx, cart, store.now);
    });
  }
  CHECK(open_carts(store.db, store.register_1, 10).size() == 2);
  CHECK(open_carts(store.db, 0, 10).size() == 2);
  CHECK(open_carts(store.db, store.register_1, 1).size() == 1);
}
}  // namespace holdfast::carts
