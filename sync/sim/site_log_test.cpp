#include "sim/site_log.h"

#include <catch2/catch.hpp>

namespace holdfast::sim {
namespace {
Uuid numbered(std::uint8_t n) {
  Uuid id;
  id.bytes[15] = n;
  return id;
}
std::size_t events_of(const SiteLog& log, std::int64_t epoch) { return log.events(epoch).size(); }
}  // namespace

TEST_CASE("what was carried over once and never taken is carried over again", "[sim]") {
  SiteLog log{"site-1"};
  for (std::uint8_t n = 1; n <= 10; ++n) log.append(numbered(n), "OrderPaid", "{}");
  log.take_epoch({2, wire::Place{1, 4}, {}});
  REQUIRE(events_of(log, 2) == 6);

  // The hub took two of the six before it asked for another life: it has four and two, and four go up again.
  log.take_epoch({3, wire::Place{2, 2}, {}});
  REQUIRE(events_of(log, 3) == 4);
  CHECK(*log.id_at({3, 1}) == numbered(7));
  CHECK(*log.id_at({3, 4}) == numbered(10));
}

TEST_CASE("a hub that fell back behind a life gets that life and the end of the one before", "[sim]") {
  SiteLog log{"site-1"};
  for (std::uint8_t n = 1; n <= 10; ++n) log.append(numbered(n), "OrderPaid", "{}");
  log.take_epoch({2, wire::Place{1, 8}, {}});
  log.append(numbered(11), "OrderPaid", "{}");
  log.take_epoch({3, wire::Place{1, 5}, {}});
  REQUIRE(events_of(log, 3) == 6);
  CHECK(*log.id_at({3, 1}) == numbered(6));
  CHECK(*log.id_at({3, 6}) == numbered(11));

  log.take_epoch({4, std::nullopt, {}});
  CHECK(events_of(log, 4) == 11);
}
}  // namespace holdfast::sim
