#include "commands/reprint_receipt.h"

#include <catch2/catch.hpp>

#include "commands/sell.h"
#include "commands/work_shift.h"
#include "support/test_store.h"

using namespace holdfast;

namespace {
struct Shop : test::TestStore {
  Shop() {
    add_variant("BREAD", 249);
    acting = &manager;
    REQUIRE(run([&](auto& tx, auto& ctx) { return commands::open_shift(tx, {register_id, 10'000}, ctx); }));
    acting = &cashier;
  }
  Result<orders::Order> sell() {
    commands::Sell command;
    command.cart.register_id = register_id;
    commands::AddItem item;
    item.article.sku = "BREAD";
    item.quantity = Quantity::pieces(1);
    command.lines.push_back({item, std::nullopt});
    command.checkout.payments.push_back(
        {.tender = "cash", .amount = {}, .foreign_amount = {}, .reference = {}, .person = {}});
    return run([&](auto& tx, auto& ctx) { return commands::sell(tx, command, ctx); });
  }
  Result<commands::Reprint> reprint(const Uuid& order) {
    return run([&](auto& tx, auto& ctx) { return commands::reprint_receipt(tx, order, ctx); });
  }
};
}  // namespace

TEST_CASE("each reprint of a receipt is the next copy, with an event and a line of the audit trail", "[commands]") {
  Shop shop;
  const auto first = shop.sell();
  const auto second = shop.sell();
  REQUIRE((first && second));
  const std::string before = shop.event_types();
  CHECK(shop.reprint(first->id)->copy == 1);
  CHECK(shop.reprint(first->id)->copy == 2);
  const auto other = shop.reprint(second->id);
  REQUIRE(other);
  CHECK(other->copy == 1);
  CHECK(other->receipt_number == "1-000002");
  CHECK(shop.event_types() == before + " ReceiptReprinted ReceiptReprinted ReceiptReprinted");
  CHECK(shop.number("SELECT count(*) FROM audit_entry WHERE action = 'receipt_reprinted'") == 3);
  CHECK(shop.number("SELECT count(*) FROM receipt_copy WHERE staff_id IS NOT NULL AND terminal_id IS NOT NULL") == 3);
  CHECK(shop.number("SELECT last_record FROM register") == 2);  // a copy is no document of its own
}
TEST_CASE("copies are for good, end at 99, and need a receipt", "[commands]") {
  Shop shop;
  const auto order = shop.sell();
  REQUIRE(order);
  for (int copy = 1; copy <= 99; ++copy) CHECK(shop.reprint(order->id)->copy == copy);
  CHECK(shop.reprint(order->id).error().code == ErrorCode::limit_exceeded);
  CHECK(shop.reprint(Uuid{}).error().code == ErrorCode::not_found);
  CHECK_THROWS(shop.number("DELETE FROM receipt_copy"));
}
