#include "registry/link_health.h"

#include <catch2/catch.hpp>

namespace holdfast::registry {
namespace {
const Instant start{1'795'000'000'000'000};
Instant after_ms(std::int64_t ms) { return Instant{start.unix_us() + ms * 1000}; }
}  // namespace

TEST_CASE("a line that comes back at once was never away", "[registry]") {
  LinkHealth health{start};
  health.on_link_up(after_ms(10));
  CHECK(health.take_change());
  health.on_link_down("closed", after_ms(1000));
  CHECK(health.health().light == "online");
  health.on_link_up(after_ms(1300));
  CHECK_FALSE(health.take_change());
}

TEST_CASE("a line that stays lost is told within a second, with what to do", "[registry]") {
  LinkHealth health{start};
  health.on_link_up(start);
  (void)health.take_change();
  health.on_link_down("Connection refused", after_ms(1000));
  REQUIRE(health.deadline() == after_ms(1700));
  health.on_time(after_ms(1700));
  CHECK(health.take_change());
  CHECK(health.health().light == "offline");
  CHECK(health.health().hint == "check_power_and_cable");
  CHECK(health.health().why == "Connection refused");
  CHECK(health.health().last_good == start);
  CHECK_FALSE(health.deadline());
}

TEST_CASE("a device in trouble is well again once it answers", "[registry]") {
  LinkHealth health{start};
  health.on_link_up(start);
  health.on_trouble("not_answering", "check_cable", "no answer in 500 ms", after_ms(600));
  CHECK(health.health().light == "fault");
  health.on_answer(after_ms(900));
  CHECK(health.health().light == "online");
  CHECK(health.health().why.empty());
}
}  // namespace holdfast::registry
