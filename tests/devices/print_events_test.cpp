#include <catch2/catch.hpp>

#include "commands/change_device.h"
#include "commands/sell.h"
#include "commands/work_shift.h"
#include "queries/show_print_jobs.h"
#include "support/test_store.h"

using namespace holdfast;
using queries::PrintEvent;

TEST_CASE("the log is looked through for what concerns printing, without its bodies", "[queries]") {
  test::TestStore shop;
  shop.add_variant("BREAD", 249);
  shop.acting = &shop.manager;
  const auto shift =
      shop.run([&](auto& tx, auto& ctx) { return commands::open_shift(tx, {shop.register_id, 0}, ctx); });
  REQUIRE(shift);
  commands::PutDevice put;
  put.name = "Printer";
  put.address = "tcp://127.0.0.1:9100";
  REQUIRE(shop.run([&](auto& tx, auto& ctx) { return commands::put_device(tx, put, ctx); }));
  commands::Sell sale;
  sale.cart.register_id = shop.register_id;
  commands::AddItem item;
  item.article.sku = "BREAD";
  item.quantity = Quantity::pieces(1);
  sale.lines.push_back({item, std::nullopt});
  sale.checkout.payments.push_back(
      {.tender = "cash", .amount = {}, .foreign_amount = {}, .reference = {}, .person = {}});
  const auto order = shop.run([&](auto& tx, auto& ctx) { return commands::sell(tx, sale, ctx); });
  REQUIRE(order);
  REQUIRE(
      shop.run([&](auto& tx, auto& ctx) { return commands::move_cash(tx, {shift->id, "noSale", 0, "Change"}, ctx); }));
  const auto found = queries::print_events_after(shop.db, 0, 500);
  CHECK(found.last == shop.log.head().seq);
  std::vector<PrintEvent::What> kinds;
  for (const PrintEvent& event : found.events) kinds.push_back(event.what);
  CHECK(kinds == std::vector{PrintEvent::What::device, PrintEvent::What::order, PrintEvent::What::cash});
  CHECK(found.events.at(1).subject == order->id);
  CHECK(found.events.at(1).register_row == shop.register_1);
  CHECK(found.events.at(2).register_row == shop.register_1);
  CHECK_FALSE(queries::print_cursor(shop.db).has_value());
}
