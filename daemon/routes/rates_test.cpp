#include "routes/rates.h"

#include <catch2/catch.hpp>

namespace holdfast::routes {
TEST_CASE("a minute fills what may be asked in a minute, each for themselves", "[routes]") {
  const Instant start{1'790'000'000'000'000};
  Rates rates{60};
  for (int i = 0; i < 60; ++i) CHECK_FALSE(rates.take(1, start));
  const auto again = rates.take(1, start);
  REQUIRE(again);
  CHECK(again->unix_us() - start.unix_us() <= 1'000'001);
  CHECK_FALSE(rates.take(2, start));
  CHECK_FALSE(rates.take(1, *again));
  CHECK(rates.take(1, *again));
  CHECK(rates.take(1, start.plus_seconds(-600)));  // a clock put back gives nothing
  const Instant later = start.plus_seconds(3600);
  for (int i = 0; i < 60; ++i) CHECK_FALSE(rates.take(1, later));
  CHECK(rates.take(1, later));
}
}  // namespace holdfast::routes
