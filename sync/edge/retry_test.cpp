#include "edge/retry.h"

#include <catch2/catch.hpp>
#include <random>
#include <vector>

#include "edge/lanes.h"

namespace holdfast::edge {
namespace {
Instant at_s(std::int64_t seconds) { return Instant{}.plus_seconds(seconds); }
}  // namespace

TEST_CASE("waits double from one second to thirty for five tries, then go on to five minutes", "[edge]") {
  Backoff most{[] { return ~std::uint64_t{0}; }};
  // The largest draw of each wait, by asking often: the caps are what the seeds say.
  const std::int64_t caps[] = {1, 2, 4, 8, 16, 32, 64, 128, 256, 300, 300};
  for (int tries = 0; tries < 11; ++tries) {
    std::int64_t largest = 0;
    for (std::uint64_t draw : {std::uint64_t{0}, static_cast<std::uint64_t>(caps[tries]) * 1'000'000}) {
      Backoff backoff{[draw] { return draw; }};
      for (int i = 0; i < tries; ++i) backoff.next_us();
      largest = std::max(largest, backoff.next_us());
    }
    CHECK(largest == caps[tries] * 1'000'000);
  }
  CHECK(most.next_us() <= 1'000'000);
}

TEST_CASE("a breaker opens after ten failures in five minutes, for two minutes, and closes after five trials",
          "[edge]") {
  Breaker breaker{hub_replication};
  for (int i = 0; i < 9; ++i) breaker.on_failure(at_s(i));
  CHECK(breaker.state() == Breaker::State::closed);
  breaker.on_failure(at_s(9));
  CHECK(breaker.state() == Breaker::State::open);
  CHECK(breaker.ready_at(at_s(20)) == at_s(129));
  CHECK(breaker.ready_at(at_s(129)) == at_s(129));
  CHECK(breaker.state() == Breaker::State::half_open);
  for (int i = 0; i < 4; ++i) breaker.on_success(at_s(130));
  CHECK(breaker.state() == Breaker::State::half_open);
  breaker.on_success(at_s(131));
  CHECK(breaker.state() == Breaker::State::closed);
}

TEST_CASE("old failures do not count, one failed trial opens again, a probe lets trials through at once", "[edge]") {
  Breaker breaker{hub_replication};
  for (int i = 0; i < 30; ++i) breaker.on_failure(at_s(i * 40));
  CHECK(breaker.state() == Breaker::State::closed);
  for (int i = 0; i < 10; ++i) breaker.on_failure(at_s(2000));
  REQUIRE(breaker.state() == Breaker::State::open);
  breaker.on_probe(at_s(2001));
  CHECK(breaker.ready_at(at_s(2001)) == at_s(2001));
  breaker.on_failure(at_s(2002));
  CHECK(breaker.state() == Breaker::State::open);
}

TEST_CASE("whatever is sent, no span of time carries more than its budget, one burst and the last batch", "[edge]") {
  std::mt19937_64 random{42};
  for (int round = 0; round < 200; ++round) {
    const auto between = [&](std::int64_t least, std::int64_t most) {
      return least + static_cast<std::int64_t>(random() % static_cast<std::uint64_t>(most - least + 1));
    };
    const std::int64_t rate = between(1024, 1'000'000), burst = between(1, rate);
    ByteBudget budget{rate, burst};
    struct Sent {
      Instant at;
      std::int64_t bytes;
    };
    std::vector<Sent> sent;
    Instant now = at_s(10);
    for (int i = 0; i < 60; ++i) {
      now = std::max(now, budget.ready_at(now));
      if (between(0, 4) == 0) now = Instant{now.unix_us() + between(0, 5'000'000)};  // nothing to send for a while
      REQUIRE(budget.ready_at(now) == now);
      sent.push_back({now, between(1, 600'000)});
      budget.take(sent.back().bytes, now);
      REQUIRE(budget.ready_at(now) >= now);
    }
    for (std::size_t from = 0; from < sent.size(); ++from) {
      std::int64_t before_last = 0;
      for (std::size_t to = from; to < sent.size(); ++to) {
        const std::int64_t span_us = sent[to].at.unix_us() - sent[from].at.unix_us();
        // It counts whole milliseconds: one that began before the span may be credited in it.
        REQUIRE(before_last <= burst + span_us * rate / 1'000'000 + rate / 1000 + 1);
        before_last += sent[to].bytes;
      }
    }
    // Nor does it dawdle: what was owed is waited for, and a moment.
    const std::int64_t owed = sent.back().bytes;
    CHECK(budget.ready_at(now).unix_us() - now.unix_us() <= (owed + 1) * 1'000'000 / rate + 3'000);
  }
}

TEST_CASE("a budget that changes keeps what was saved up or overdrawn", "[edge]") {
  ByteBudget budget{1000, 5000};
  budget.take(9000, at_s(0));  // owes 4000
  budget.change(4000, 2000, at_s(0));
  const Instant ready = budget.ready_at(at_s(0));
  CHECK(ready > at_s(1));
  CHECK(ready < at_s(2));
  budget.change(1000, 500, at_s(60));  // what was saved up beyond the new burst is gone
  budget.take(501, at_s(60));
  CHECK(budget.ready_at(at_s(60)) > at_s(60));
}

TEST_CASE("the byte budget is refilled evenly and may be overdrawn by one batch", "[edge]") {
  ByteBudget budget{1000, 5000};
  CHECK(budget.ready_at(at_s(0)) == at_s(0));
  budget.take(9000, at_s(0));
  const Instant ready = budget.ready_at(at_s(0));
  CHECK(ready > at_s(4));
  CHECK(ready < at_s(5));
  CHECK(budget.ready_at(ready) == ready);
  CHECK(budget.ready_at(at_s(1'000'000)) == at_s(1'000'000));
}

TEST_CASE("money has its lane, and so has what nobody here knows", "[edge]") {
  CHECK(lane_of("OrderPaid") == Lane::money);
  CHECK(lane_of("ShiftClosed") == Lane::money);
  CHECK(lane_of("SomethingNew") == Lane::money);
  CHECK(lane_of("StockMoved") == Lane::goods);
  CHECK(lane_of("CartUpdated") == Lane::trace);
}
}  // namespace holdfast::edge
