// Bodies that a store could not bring up, and what people decide about them.
#include <catch2/catch.hpp>

#include "database/hub_fixture.h"

namespace holdfast::database {
namespace {
struct Hub : HubFixture {
  Hub() {
    LogFixture whole{"site-1"};
    whole.add_sale(1, 700, "1-000001");
    body = whole.all().lines[0].body;
    log.add(wire::hole_line(numbered_id(1), sha256("what the hub could not read"), "SchemaValidationError"));
    log.add_sale(2, 300, "1-000002");
    push(log.all());
    project();
  }
  engine::Outcome decide(const std::optional<std::string>& corrected) {
    return engine::decide_withheld(hub, site, {1, 1}, {{"Ann", "typed anew"}, corrected}, why, now);
  }
  std::int64_t total() {
    std::int64_t sum = 0;
    for (const engine::SalesTotal& row : read([&](engine::HubTransaction& tx) { return tx.books.sales(site); }))
      sum += row.total;
    return sum;
  }
  LogFixture log{"site-1"};
  std::string body, why;
};
}  // namespace

TEST_CASE("a corrected event is booked once in the place of a body that never came", "[hub]") {
  Hub hub;
  CHECK(hub.total() == 300);
  CHECK(hub.decide(hub.body) == engine::Outcome::done);
  CHECK(hub.decide(hub.body) == engine::Outcome::done);  // its answer was lost
  CHECK(hub.total() == 1000);
  CHECK(hub.count("site_hole") == 0);
  CHECK(hub.decide(std::nullopt) == engine::Outcome::unknown);
  // The same event from a later epoch of the store changes nothing.
  LogFixture next{"site-1", 2};
  CHECK(hub.read([&](engine::HubTransaction& tx) { return tx.books.seen(hub.site, numbered_id(1)).has_value(); }));
  const auto items =
      hub.read([&](engine::HubTransaction& tx) { return tx.books.quarantined(hub.site, engine::Review::replayed, 9); });
  REQUIRE(items.size() == 1);
  CHECK(items[0].corrected == hub.body);
  CHECK(items[0].reviewed_by == "Ann");
}

TEST_CASE("a correction that cannot be booked, or of another event, stores nothing", "[hub]") {
  Hub hub;
  CHECK(hub.decide(R"({"id":")" + to_string(numbered_id(1)) +
                   R"(","type":"OrderPaid","aggregateId":"a","payload":{}})") == engine::Outcome::still_held);
  CHECK_FALSE(hub.why.empty());
  LogFixture other{"site-1"};
  other.add_sale(7, 700, "1-000007");
  CHECK(hub.decide(other.all().lines[0].body) == engine::Outcome::still_held);
  CHECK(hub.decide("no JSON") == engine::Outcome::still_held);
  CHECK(hub.total() == 300);
  CHECK(hub.count("site_hole") == 1);
  CHECK(hub.count("quarantine") == 0);
}

TEST_CASE("one that nobody can restore is let go of by a name and for a reason", "[hub]") {
  Hub hub;
  CHECK(hub.decide(std::nullopt) == engine::Outcome::done);
  CHECK(hub.count("site_hole") == 0);
  CHECK(hub.total() == 300);
}
}  // namespace holdfast::database
