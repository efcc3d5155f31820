#include "capabilities/host_breaker.h"

#include <catch2/catch.hpp>

namespace holdfast::capabilities {
namespace {
constexpr Instant start{1'763'000'000'000'000};
Instant at(std::int64_t second) { return start.plus_seconds(second); }
HostAnswer lost(std::int64_t second) { return {at(second), false}; }
HostAnswer reached(std::int64_t second) { return {at(second), true}; }
}  // namespace

TEST_CASE("a card terminal's host that fails too often is not counted on for a while", "[capabilities]") {
  const DependencyRow& rule = row_of(Dependency::card_host);
  REQUIRE((rule.failures == 3 && rule.window_s == 60 && rule.open_s == 30 && rule.trials == 1));
  struct Row {
    std::vector<HostAnswer> answers;
    std::int64_t now;
    Breaker state;
    std::optional<std::int64_t> until;
  };
  const Row rows[] = {
      {{}, 0, Breaker::closed, {}},
      {{lost(0), lost(10)}, 11, Breaker::closed, {}},
      {{lost(0), lost(10), lost(20)}, 21, Breaker::open, 50},
      {{lost(0), lost(10), lost(20)}, 49, Breaker::open, 50},
      {{lost(0), lost(10), lost(20)}, 50, Breaker::half_open, {}},
      {{lost(0), lost(10), lost(71)}, 72, Breaker::closed, {}},               // too far apart
      {{lost(0), lost(10), reached(15), lost(20)}, 21, Breaker::closed, {}},  // it was there between
      {{lost(0), lost(10), lost(20), lost(55)}, 60, Breaker::open, 85},       // the trial failed
      {{lost(0), lost(10), lost(20), reached(55)}, 60, Breaker::closed, {}},
      {{lost(0), lost(10), lost(20), reached(25)}, 26, Breaker::closed, {}},  // begun before, and it went well
  };
  for (const Row& row : rows) {
    INFO(row.answers.size() << " answers, second " << row.now);
    const HostBreaker now = host_breaker(row.answers, rule, at(row.now));
    CHECK(now.state == row.state);
    CHECK(now.until == (row.until ? std::optional{at(*row.until)} : std::nullopt));
  }
}
}  // namespace holdfast::capabilities
