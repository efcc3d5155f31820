#include "engine/directives.h"

#include <catch2/catch.hpp>

#include "database/hub_fixture.h"

namespace holdfast::database {
namespace {
using engine::SiteDirective;

struct Desk : HubFixture {
  Result<SiteDirective> order(std::uint64_t number, const std::string& kind, const std::string& direction = "") {
    return read_result([&](engine::HubTransaction& tx) {
      return engine::order_directive(tx, site, {numbered_id(number), kind, direction, "why", "Ann", "", 3600}, now);
    });
  }
  Result<SiteDirective> cancel(std::uint64_t number) {
    return read_result([&](engine::HubTransaction& tx) {
      return engine::cancel_directive(tx, site, numbered_id(number), "Ben", now);
    });
  }
  std::vector<wire::Directive> reports(const std::vector<wire::DirectiveOutcome>& outcomes = {},
                                       std::optional<engine::SiteKey> who = {}) {
    return read(
        [&](engine::HubTransaction& tx) { return engine::exchange_directives(tx, who.value_or(site), outcomes, now); });
  }
  std::string state(std::uint64_t number) {
    return read([&](engine::HubTransaction& tx) { return tx.directives.lock(site, numbered_id(number))->state; });
  }
  bool is_new() {
    return read([&](engine::HubTransaction& tx) { return engine::has_new_directive(tx, site, now); });
  }
  wire::DirectiveOutcome says(std::uint64_t number, const std::string& state) {
    return {numbered_id(number), state, "", 1, 2};
  }

 private:
  template <class Act>
  Result<SiteDirective> read_result(const Act& act) {
    Result<SiteDirective> out = refuse(ErrorCode::internal, "");
    hub.write([&](engine::HubTransaction& tx) { out = act(tx); });
    return out;
  }
};
}  // namespace

TEST_CASE("a directive is given with each report until the store tells of it, oldest first", "[database]") {
  Desk desk;
  REQUIRE(desk.order(2, "drain"));
  REQUIRE(desk.order(1, "pause", "down"));
  CHECK(desk.is_new());
  CHECK(desk.reports().size() == 2);
  CHECK_FALSE(desk.is_new());
  const auto again = desk.reports();
  REQUIRE(again.size() == 2);
  CHECK(again[0] == wire::Directive{numbered_id(1), "pause", "down", "why", "Ann", desk.now});
  CHECK(desk.state(1) == "given");
  CHECK(desk.reports({desk.says(1, "done"), desk.says(2, "running")}).empty());
  CHECK(desk.state(1) == "done");
  CHECK(desk.state(2) == "running");
  CHECK(desk.reports({desk.says(2, "failed")}).empty());
  CHECK(desk.state(2) == "failed");
}

TEST_CASE("an order sent twice is one, and another one under its id is refused", "[database]") {
  Desk desk;
  REQUIRE(desk.order(1, "upsync"));
  REQUIRE(desk.order(1, "upsync"));
  CHECK(desk.count("site_directive") == 1);
  CHECK(desk.order(1, "drain").error().code == ErrorCode::key_reused);
  CHECK(desk.order(2, "explode").error().code == ErrorCode::invalid_argument);
  CHECK(desk.order(3, "drain", "up").error().code == ErrorCode::invalid_argument);
}

TEST_CASE("one that is out of time is not given, and the word of a store that did it counts all the same",
          "[database]") {
  Desk desk;
  REQUIRE(desk.order(1, "upsync"));
  REQUIRE(desk.order(2, "pause"));
  CHECK(desk.reports().size() == 2);
  desk.now = desk.now.plus_seconds(3600);
  REQUIRE(desk.order(3, "resume"));
  const auto given = desk.reports();
  REQUIRE(given.size() == 1);
  CHECK(given[0].id == numbered_id(3));
  CHECK(desk.state(1) == "expired");
  CHECK(desk.reports({desk.says(2, "done")}).size() == 1);
  CHECK(desk.state(2) == "done");
  CHECK(desk.state(1) == "expired");
}

TEST_CASE("what was cancelled before the store fetched it never goes out", "[database]") {
  Desk desk;
  REQUIRE(desk.order(1, "upsync"));
  REQUIRE(desk.order(2, "drain"));
  CHECK(desk.cancel(1)->cancelled_by == "Ben");
  CHECK(desk.reports().size() == 1);
  desk.reports({desk.says(2, "running")});
  CHECK(desk.cancel(2).error().code == ErrorCode::conflict);
  CHECK(desk.cancel(9).error().code == ErrorCode::not_found);
}

TEST_CASE("orders are of one site, and a store that is away does not pile them up", "[database]") {
  Desk desk;
  REQUIRE(desk.order(1, "upsync"));
  CHECK(desk.reports({}, engine::SiteKey{"tenant-1", "site-2"}).empty());
  CHECK(desk.reports({desk.says(1, "done")}, engine::SiteKey{"tenant-1", "site-2"}).empty());
  CHECK(desk.state(1) == "ordered");
  for (std::uint64_t i = 2; i <= wire::most_directives; ++i) REQUIRE(desk.order(i, "upsync"));
  CHECK(desk.order(99, "upsync").error().code == ErrorCode::conflict);
}

TEST_CASE("old ones are forgotten once they are over", "[database]") {
  Desk desk;
  REQUIRE(desk.order(1, "upsync"));
  REQUIRE(desk.order(2, "upsync"));
  desk.reports({desk.says(1, "done")});
  desk.now = desk.now.plus_seconds(10);
  CHECK(desk.read([&](engine::HubTransaction& tx) { return tx.directives.forget(desk.now); }) == 1);
  CHECK(desk.count("site_directive") == 1);
}
}  // namespace holdfast::database
