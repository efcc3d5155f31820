#include "store/terminal_watch.h"

#include <catch2/catch.hpp>

namespace holdfast::store {
namespace {
using Light = capabilities::TerminalMode::Light;
using capabilities::Mode;
TerminalReport report(std::int64_t row, Light light) {
  TerminalReport out;
  out.row = row;
  out.name = "T" + std::to_string(row);
  out.light = light;
  return out;
}
}  // namespace

TEST_CASE("each card terminal has a time of its own, and one that was taken away begins anew", "[capabilities]") {
  constexpr Instant steady{1'000'000}, wall{1'763'000'000'000'000};
  TerminalWatch watch;
  const auto hear = [&](std::int64_t second, std::vector<TerminalReport> reports) {
    return watch.hear(std::move(reports), steady.plus_seconds(second), wall.plus_seconds(second));
  };
  (void)hear(0, {report(2, Light::well), report(1, Light::well)});
  (void)hear(3, {report(1, Light::well), report(2, Light::away)});
  const auto both = hear(13, {report(2, Light::away), report(1, Light::well)});
  REQUIRE(both.size() == 2);
  CHECK(both[0].row == 1);
  CHECK(both[0].health.mode == Mode::online);
  CHECK(both[0].health.since == wall);
  CHECK(both[1].health.mode == Mode::edge);
  CHECK(both[1].health.since == wall.plus_seconds(13));
  CHECK(hear(14, {report(1, Light::well)}).size() == 1);
  const auto again = hear(15, {report(2, Light::away)});
  CHECK(again[0].health.cause == capabilities::Cause::starting);
  CHECK(again[0].health.since == wall.plus_seconds(15));
}

TEST_CASE("the host behind one terminal is no reason to distrust another's", "[capabilities]") {
  constexpr Instant wall{1'763'000'000'000'000};
  TerminalWatch watch;
  std::vector<TerminalReport> reports{report(1, Light::well), report(2, Light::well)};
  for (const std::int64_t second : {0, 1, 2}) reports[1].host.push_back({wall.plus_seconds(second), false});
  const auto now = watch.hear(reports, Instant{1'000'000}, wall.plus_seconds(3));
  CHECK(now[0].health.breaker == capabilities::Breaker::closed);
  CHECK(now[1].health.breaker == capabilities::Breaker::open);
  CHECK(now[1].health.until == wall.plus_seconds(32));
  CHECK(watch.hear(reports, Instant{40'000'000}, wall.plus_seconds(40))[1].health.breaker ==
        capabilities::Breaker::half_open);
}
}  // namespace holdfast::store
