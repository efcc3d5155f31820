#include "queries/sales_report.h"

#include <catch2/catch.hpp>

#include "base/json.h"
#include "commands/place_order.h"
#include "commands/sell.h"
#include "commands/work_shift.h"
#include "support/test_store.h"

namespace holdfast::queries {
namespace {
struct Shop : test::TestStore {
  Shop() {
    add_variant("BREAD", 249);
    add_variant("MILK", 100);
    acting = &manager;
    REQUIRE(run([&](auto& tx, auto& ctx) { return commands::open_shift(tx, {register_id, 10'000}, ctx); }));
  }
  orders::Order sell(const std::string& sku, std::int64_t pieces, const std::string& tender = "cash") {
    commands::Sell command;
    command.cart.register_id = register_id;
    commands::AddItem item;
    item.article.sku = sku;
    item.quantity = Quantity::pieces(pieces);
    command.lines.push_back({item, std::nullopt});
    command.checkout.payments.push_back(
        {.tender = tender, .amount = {}, .foreign_amount = {}, .reference = "1", .person = {}});
    const auto sold = run([&](auto& tx, auto& ctx) { return commands::sell(tx, command, ctx); });
    REQUIRE(sold);
    return *sold;
  }
  std::string today() { return text("SELECT max(business_date) FROM orders"); }
  Json report(const std::string& by) {
    const auto wish = check_wish({today(), today(), by});
    REQUIRE(wish);
    return *parse_json(sales_report(db, *wish, site));
  }
};
std::string told(const Json& report, std::string_view what) {
  std::string out;
  for (const Json& row : report.find("rows")->items())
    out += row.find("key")->text() + "=" + std::string{row.find(what)->text()} + " ";
  return out;
}
}  // namespace

TEST_CASE("a report adds the same sales up by article, tender and day", "[queries]") {
  Shop shop;
  shop.sell("BREAD", 2);
  shop.sell("MILK", 3, "card");
  shop.sell("MILK", 1);
  CHECK(told(shop.report("article"), "amount") == "BREAD=498 MILK=400 ");
  CHECK(told(shop.report("article"), "quantity") == "BREAD=2 MILK=4 ");
  CHECK(told(shop.report("tender"), "amount") == "cash=598 card=300 ");
  CHECK(told(shop.report("day"), "amount") == shop.today() + "=898 ");
  CHECK(shop.report("category").find("total")->find("receipts")->text() == "3");
  for (const char* by : {"weekday", "hour", "category", "staff", "register", "tax"}) {
    INFO(by);
    CHECK(shop.report(by).find("rows")->items().size() == 1);
  }
}

TEST_CASE("what was voided is taken off, and a stretch without sales is empty", "[queries]") {
  Shop shop;
  const orders::Order bread = shop.sell("BREAD", 1);
  shop.sell("MILK", 1);
  commands::VoidOrder gone;
  gone.order_id = bread.id;
  gone.reason = "rung up twice";
  REQUIRE(shop.run([&](auto& tx, auto& ctx) { return commands::void_order(tx, gone, ctx); }));
  CHECK(told(shop.report("article"), "amount") == "MILK=100 BREAD=0 ");
  const Json empty = *parse_json(sales_report(shop.db, {"2020-01-01", "2020-01-31", "day"}, shop.site));
  CHECK(empty.find("rows")->items().empty());
  CHECK(empty.find("before")->find("from")->text() == "2019-12-01");
}

TEST_CASE("a report that cannot be is refused", "[queries]") {
  using Wish = SalesReportWish;
  for (const Wish& wish : {Wish{"2026-01-01", "2026-01-31", "weather"}, Wish{"2026-02-30", "2026-03-01", "day"},
                           Wish{"2026-02-02", "2026-02-01", "day"}, Wish{"2024-01-01", "2026-01-01", "day"}})
    CHECK(check_wish(wish).error().code == ErrorCode::invalid_argument);
  CHECK(check_wish({"2026-01-01", "2026-12-31", "tax"}));
}
}  // namespace holdfast::queries
