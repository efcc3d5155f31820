// What the hub books of logs, over the real rows.
#include "engine/projection.h"

#include <catch2/catch.hpp>

#include "database/hub_fixture.h"
#include "engine/paid_order.h"

namespace holdfast::database {
namespace {
struct Hub : HubFixture {
  LogFixture log{"site-1"};
  void take() {
    push(log.all());
    project();
  }
  std::vector<std::string> codes(engine::Review review = engine::Review::pending) {
    const auto items = read([&](engine::HubTransaction& tx) { return tx.books.quarantined(site, review, 100); });
    std::vector<std::string> codes;
    for (const engine::Quarantined& item : items)
      codes.push_back(std::to_string(item.place.seq) + " " + item.code + (item.held ? " held" : ""));
    return codes;
  }
  std::int64_t total() {
    std::int64_t sum = 0;
    for (const engine::SalesTotal& row : read([&](engine::HubTransaction& tx) { return tx.books.sales(site); }))
      sum += row.total;
    return sum;
  }
};
using Codes = std::vector<std::string>;
}  // namespace

TEST_CASE("sales add up by day, register and tender", "[hub]") {
  Hub hub;
  hub.log.add_sale(1, 1995, "1-000001");
  hub.log.add_sale(2, -500, "1-000002");
  hub.log.add(
      3, "OrderPaid", "o3",
      R"({"orderId":"01a1fd97-0000-7000-8000-000000000003","currency":"EUR","total":998,"rounding":2,"registerId":"r2","receiptNumber":"2-000001",)"
      R"("businessDate":"2026-11-20","payments":[{"tender":"cash","amount":400},{"tender":"card","amount":600}]})");
  hub.take();
  CHECK(hub.codes().empty());
  CHECK(hub.read([&](engine::HubTransaction& tx) { return tx.books.sales(hub.site); }) ==
        std::vector<engine::SalesTotal>{{"2026-11-20", "r2", "EUR", 1, 998}, {"2026-11-21", "r1", "EUR", 2, 1495}});
  CHECK(hub.read([&](engine::HubTransaction& tx) { return tx.books.tenders(hub.site); }) ==
        std::vector<engine::TenderTotal>{{"2026-11-20", "r2", "card", "EUR", 1, 600},
                                         {"2026-11-20", "r2", "cash", "EUR", 1, 400},
                                         {"2026-11-21", "r1", "cash", "EUR", 2, 1495}});
}

TEST_CASE("a sale that looks wrong is booked with an exception, never refused", "[hub]") {
  Hub hub;
  hub.log.add_sale(1, 100, "1-000001");
  hub.log.add_sale(2, 200, "1-000001");  // the same receipt number
  hub.log.add(
      3, "OrderPaid", "o3",
      R"({"orderId":"01a1fd97-0000-7000-8000-000000000003","currency":"EUR","total":300,"registerId":"r1","receiptNumber":"1-000003",)"
      R"("businessDate":"2036-01-01","payments":[{"tender":"cash","amount":299}]})");
  hub.take();
  CHECK(hub.total() == 600);
  CHECK(hub.codes() == Codes{"2 receipt_reused", "3 date_ahead", "3 tender_sum"});
}

TEST_CASE("what cannot be booked is held, and everything else goes on", "[hub]") {
  Hub hub;
  hub.log.add(1, "OrderPaid", "o1", R"({"orderId":"nonsense"})");
  hub.log.add(2, "DroneLanded", "d1", "{}");
  hub.log.add_sale(3, 100, "1-000001");
  hub.log.add_sale(4, 100, "1-000002", 1'000'003);  // another event for the order of 3
  hub.log.add(wire::whole_line(numbered_id(5), R"({"id":")" + to_string(numbered_id(5)) + R"("})"));
  hub.log.add(6, "StockMoved", "d1", "{}");
  hub.log.add_sale(7, 50, "1-000003");
  hub.take();
  CHECK(hub.total() == 150);
  CHECK(hub.codes() ==
        Codes{"1 payload held", "2 unknown_type held", "4 order_repeated held", "5 envelope held", "6 behind held"});
}

TEST_CASE("the same id with another body is kept and held", "[hub]") {
  Hub hub;
  hub.log.add_sale(1, 100, "1-000001");
  hub.log.add(1, "StockMoved", "s", "{}");
  hub.take();
  CHECK(hub.count("site_log") == 2);
  CHECK(hub.codes() == Codes{"2 id_reused held"});
}

TEST_CASE("a dead letter is replayed with a corrected copy beside the original, and what waited follows", "[hub]") {
  Hub hub;
  const std::string order = to_string(numbered_id(77));
  const std::string good =
      R"({"orderId":")" + order +
      R"(","currency":"EUR","total":300,"registerId":"r1","receiptNumber":"1-000003","businessDate":"2026-11-21","payments":[{"tender":"cash","amount":300}]})";
  hub.log.add(1, "OrderPaid", order, R"({"orderId":")" + order + R"(","total":"three"})");
  hub.log.add(2, "OrderUpdated", order, "{}");
  hub.take();
  CHECK(hub.codes() == Codes{"1 payload held", "2 behind held"});
  CHECK(engine::replay(hub.hub, hub.site, {1, 1}, {"manager", "try"}, std::nullopt, hub.now) ==
        engine::Outcome::still_held);
  CHECK(engine::replay(hub.hub, hub.site, {1, 1}, {"manager", "amount from the receipt"},
                       LogFixture::envelope(numbered_id(1), "OrderPaid", order, good),
                       hub.now) == engine::Outcome::done);
  CHECK(hub.total() == 300);
  CHECK(hub.codes().empty());
  CHECK(hub.codes(engine::Review::replayed) == Codes{"1 payload held", "2 behind held"});
  const auto row = hub.read([&](engine::HubTransaction& tx) { return tx.sites.row(hub.site, {1, 1}); });
  CHECK(row->body->find("three") != std::string::npos);
  CHECK(engine::replay(hub.hub, hub.site, {1, 1}, {"manager", "again"}, std::nullopt, hub.now) ==
        engine::Outcome::unknown);
}

TEST_CASE("a dead letter is discarded by somebody and for a reason", "[hub]") {
  Hub hub;
  hub.log.add(1, "DroneLanded", "d1", "{}");
  hub.take();
  CHECK(engine::discard(hub.hub, hub.site, {1, 1}, {"", "no"}, hub.now) == engine::Outcome::unknown);
  CHECK(engine::discard(hub.hub, hub.site, {1, 1}, {"manager", "a test device"}, hub.now) == engine::Outcome::done);
  CHECK(hub.codes(engine::Review::discarded) == Codes{"1 unknown_type held"});
  CHECK(hub.count("site_log") == 1);
}

TEST_CASE("projecting in small steps gives the same books", "[hub]") {
  Hub hub;
  for (std::uint64_t i = 1; i <= 30; ++i) hub.log.add_sale(i, 100, "1-" + std::to_string(i));
  hub.push(hub.log.all());
  int steps = 0;
  while (engine::project_some(hub.hub, hub.site, 7, hub.now)) ++steps;
  CHECK(steps == 5);
  CHECK(hub.total() == 3000);
}

TEST_CASE("receipt numbers split into series and number", "[hub]") {
  CHECK(engine::split_receipt_number("3-000042") == std::pair{std::string{"3"}, std::int64_t{42}});
  CHECK(engine::split_receipt_number("A-2-7") == std::pair{std::string{"A-2"}, std::int64_t{7}});
  CHECK(engine::split_receipt_number("77") == std::pair{std::string{"77"}, std::int64_t{0}});
}

TEST_CASE("an event of a later release waits for one that reads it, and holds up nothing but its aggregate", "[hub]") {
  Hub hub;
  const auto envelope = [](std::uint64_t number, int version) {
    return R"({"id":")" + to_string(numbered_id(number)) +
           R"(","type":"ShiftOpened","aggregateId":"s1","metadata":{"version":)" + std::to_string(version) +
           R"(},"payload":{}})";
  };
  hub.log.add(wire::whole_line(numbered_id(1), envelope(1, 1)));
  hub.log.add(wire::whole_line(numbered_id(2), envelope(2, 2)));
  hub.log.add_sale(3, 100, "1-000001");
  hub.take();
  CHECK(hub.codes() == Codes{"2 unknown_version held"});
  CHECK(hub.total() == 100);
}
}  // namespace holdfast::database
