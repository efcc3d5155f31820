#include "capabilities/runway.h"

#include <catch2/catch.hpp>

namespace holdfast::capabilities {
namespace {
constexpr Instant now{1'763'000'000'000'000};
constexpr std::int64_t hour = 3600;
}  // namespace

TEST_CASE("without a hub only the disk runs out", "[capabilities]") {
  const Runway found = runway({.now = now, .disk_free = 11'000, .disk_reserve = 1'000, .bytes_per_day = 1'000});
  REQUIRE(found.items.size() == 1);
  CHECK(found.ready);
  CHECK(found.stops == now.plus_seconds(10 * seconds_per_day));
}

TEST_CASE("what runs out first comes first, a budget without a time last", "[capabilities]") {
  Supplies supplies{.now = now, .hub = true};
  supplies.masters_as_of = now.plus_seconds(-100 * hour);  // 68 hours left
  supplies.staff_as_of = now.plus_seconds(-2 * hour);      // 70 hours left
  supplies.certificate_ends = now.plus_seconds(69 * hour);
  supplies.disk_free = 1'000'000;
  supplies.bytes_per_day = 1'000;
  supplies.offline_cards = true;
  supplies.card_budget_left = 4'200;
  const Runway found = runway(supplies);
  std::vector<std::string_view> order;
  for (const RunwayItem& each : found.items) order.push_back(each.what);
  CHECK(order == std::vector<std::string_view>{"masters", "certificate", "staff", "disk", "offlineCards"});
  CHECK(found.items.back().left == 4'200);
  CHECK(found.ready);
}

TEST_CASE("a store that never heard its masters, or has no disk left, is not ready", "[capabilities]") {
  CHECK_FALSE(runway({.now = now, .hub = true, .disk_free = 10}).ready);
  CHECK_FALSE(runway({.now = now, .disk_free = 10, .disk_reserve = 10}).ready);
}
}  // namespace holdfast::capabilities
