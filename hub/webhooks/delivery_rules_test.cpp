#include "webhooks/delivery_rules.h"

#include <catch2/catch.hpp>

namespace holdfast::webhooks {
namespace {
constexpr Instant t0{1'795'255'200'000'000};
struct Fixture {
  DeliveryRules rules;
  engine::Lane lane{"site-1", 41, 0, {}, {}, 50};
  engine::Lease lease;
  Instant now = t0;
  Decision step(Attempt attempt, std::uint64_t random = 0) {
    Decision decision = after(attempt, lane, lease, rules, now, random);
    lane = decision.lane;
    lease = decision.lease;
    return decision;
  }
  std::int64_t waits_us() const { return lane.next.unix_us() - now.unix_us(); }
};
}  // namespace

TEST_CASE("what was taken moves the lane on and forgets its tries", "[webhooks]") {
  Fixture it;
  it.step({Verdict::failed, {}});
  CHECK(it.lane.attempts == 1);
  it.step({Verdict::delivered, {}});
  CHECK(it.lane.event_no == 42);
  CHECK(it.lane.attempts == 0);
  CHECK_FALSE(it.lease.failing_since);
}

TEST_CASE("a failure waits as the schedule says, give or take a fifth", "[webhooks]") {
  Fixture it;
  it.rules.breaker.failures = 100;
  const std::vector<std::int64_t> schedule = it.rules.retry_s;
  CHECK(schedule == std::vector<std::int64_t>{5, 300, 1800, 7200, 18'000, 36'000, 50'400, 72'000, 86'400});
  std::uint64_t random = 12'345;
  for (const std::int64_t seconds : schedule) {
    random = random * 6'364'136'223'846'793'005 + 1;
    const Decision decision = it.step({Verdict::failed, {}}, random);
    CHECK_FALSE(decision.dead);
    CHECK(it.lane.event_no == 41);
    CHECK(it.waits_us() >= seconds * 800'000);
    CHECK(it.waits_us() <= seconds * 1'200'000);
  }
  CHECK(it.step({Verdict::failed, {}}).dead);
  CHECK(it.lane.event_no == 42);
}

TEST_CASE("a target's own wish to be left alone is kept, within a day", "[webhooks]") {
  Fixture it;
  it.step({Verdict::failed, 600});
  CHECK(it.waits_us() == 600 * 1'000'000);
  it.step({Verdict::failed, 10'000'000});
  CHECK(it.waits_us() == 86'400LL * 1'000'000);
}

TEST_CASE("a refused event is set aside at once and speaks well of the target", "[webhooks]") {
  Fixture it;
  it.lease.failing_since = t0;
  CHECK(it.step({Verdict::refused, {}}).dead);
  CHECK(it.lane.event_no == 42);
  CHECK_FALSE(it.lease.failing_since);
}

TEST_CASE("what has to wait for something is not counted", "[webhooks]") {
  Fixture it;
  const Decision decision = it.step({Verdict::not_ready, {}});
  CHECK_FALSE(decision.dead);
  CHECK(it.lane.event_no == 41);
  CHECK(it.lane.attempts == 0);
  CHECK(it.waits_us() > 0);
}

TEST_CASE("the breaker opens after its failures, lets one try through, and closes after its trials", "[webhooks]") {
  Fixture it;
  it.rules.breaker = {3, 60, 30, 2};
  for (int i = 0; i < 2; ++i) it.step({Verdict::failed, {}});
  CHECK_FALSE(is_open(it.lease, it.now));
  it.step({Verdict::failed, {}});
  CHECK(is_open(it.lease, it.now));
  it.now = it.now.plus_seconds(30);
  CHECK_FALSE(is_open(it.lease, it.now));
  it.step({Verdict::failed, {}});
  CHECK(is_open(it.lease, it.now));
  it.now = it.now.plus_seconds(30);
  it.step({Verdict::delivered, {}});
  it.step({Verdict::failed, {}});
  CHECK(is_open(it.lease, it.now));
  it.now = it.now.plus_seconds(30);
  it.step({Verdict::delivered, {}});
  it.step({Verdict::delivered, {}});
  for (int i = 0; i < 2; ++i) it.step({Verdict::failed, {}});
  CHECK_FALSE(is_open(it.lease, it.now));
}

TEST_CASE("failures that lie apart do not open the breaker", "[webhooks]") {
  Fixture it;
  it.rules.breaker = {3, 60, 30, 2};
  for (int i = 0; i < 6; ++i) {
    it.step({Verdict::failed, {}});
    it.now = it.now.plus_seconds(61);
  }
  CHECK_FALSE(is_open(it.lease, it.now));
}

TEST_CASE("days of nothing but failure, or 410, disable the endpoint without passing the event", "[webhooks]") {
  Fixture it;
  it.rules.retry_s.assign(50, 60);
  CHECK_FALSE(it.step({Verdict::failed, {}}).disable);
  it.now = it.now.plus_seconds(it.rules.disable_after_s);
  CHECK(it.step({Verdict::failed, {}}).disable);
  CHECK(it.lane.event_no == 41);
  CHECK(it.step({Verdict::gone, {}}).disable);
  CHECK(it.lane.event_no == 41);
}
}  // namespace holdfast::webhooks
