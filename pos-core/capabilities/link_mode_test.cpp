#include "capabilities/link_mode.h"

#include <catch2/catch.hpp>
#include <random>

namespace holdfast::capabilities {
namespace {
constexpr Instant t0{1'000'000'000};
Instant at(std::int64_t seconds) { return t0.plus_seconds(seconds); }
constexpr std::int64_t quick = 40'000, late = 2'000'000;

LinkMode online_since(std::int64_t seconds) {
  LinkMode link{at(seconds - 10)};
  for (int i = 0; i < 3; ++i) link.on_answer(quick, at(seconds));
  REQUIRE(link.mode() == Mode::online);
  return link;
}
}  // namespace

TEST_CASE("at the start three answers make a link online, three failures edge", "[capabilities]") {
  LinkMode link{t0};
  CHECK(link.mode() == Mode::edge);
  CHECK(link.cause() == Cause::starting);
  link.on_answer(quick, at(0));
  link.on_answer(quick, at(1));
  CHECK(link.mode() == Mode::edge);
  link.on_answer(quick, at(2));
  CHECK(link.mode() == Mode::online);
  LinkMode other{t0};
  for (int i = 0; i < 3; ++i) other.on_failure(at(i));
  CHECK(other.mode() == Mode::edge);
  CHECK(other.cause() == Cause::no_answer);
}

TEST_CASE("three failures in a row lead to edge, but not before 30 seconds online", "[capabilities]") {
  LinkMode link = online_since(0);
  for (int i = 10; i < 13; ++i) link.on_failure(at(i));
  CHECK(link.mode() == Mode::online);
  link.on_time(at(29));
  CHECK(link.mode() == Mode::online);
  link.on_time(at(30));
  CHECK(link.mode() == Mode::edge);
  CHECK(link.since() == at(30));
}

TEST_CASE("five of the last eight lost over ten seconds lead to edge; the same within less do not", "[capabilities]") {
  for (const int gap : {1, 2}) {
    LinkMode link = online_since(0);
    for (int i = 0; i < 8; ++i)
      if (i % 3 == 1)
        link.on_answer(quick, at(100 + i * gap));
      else
        link.on_failure(at(100 + i * gap));
    INFO(gap);
    CHECK(link.mode() == (gap == 2 ? Mode::edge : Mode::online));
    if (gap == 2) CHECK(link.cause() == Cause::unsteady);
  }
}

TEST_CASE("a refused identity is edge at once", "[capabilities]") {
  LinkMode link = online_since(0);
  link.on_refused(at(1));
  CHECK(link.mode() == Mode::edge);
  CHECK(link.cause() == Cause::refused);
}

TEST_CASE("the way back takes three quick answers over fifteen seconds", "[capabilities]") {
  LinkMode link = online_since(0);
  for (int i = 40; i < 43; ++i) link.on_failure(at(i));
  REQUIRE(link.mode() == Mode::edge);
  SECTION("quick ones") {
    link.on_answer(quick, at(50));
    link.on_answer(quick, at(55));
    link.on_answer(quick, at(60));
    CHECK(link.mode() == Mode::edge);
    link.on_answer(quick, at(65));
    CHECK(link.mode() == Mode::online);
  }
  SECTION("late ones do not count as a line") {
    for (int i = 50; i < 100; i += 5) link.on_answer(late, at(i));
    CHECK(link.mode() == Mode::edge);
  }
  SECTION("a failure between begins anew") {
    link.on_answer(quick, at(50));
    link.on_answer(quick, at(60));
    link.on_failure(at(61));
    link.on_answer(quick, at(62));
    link.on_answer(quick, at(66));
    link.on_answer(quick, at(70));
    CHECK(link.mode() == Mode::edge);
  }
}

TEST_CASE("late answers make a link slow, and it is so for ten seconds at least", "[capabilities]") {
  LinkMode link = online_since(0);
  for (int i = 0; i < 5; ++i) link.on_answer(late, at(10 + i));
  CHECK(link.mode() == Mode::slow);
  const Instant since = link.since();
  for (int i = 0; i < 5; ++i) link.on_answer(quick, since.plus_seconds(i));
  CHECK(link.mode() == Mode::slow);
  link.on_answer(quick, since.plus_seconds(10));
  CHECK(link.mode() == Mode::online);
}

TEST_CASE("what waited is drained before a link is online again", "[capabilities]") {
  LinkMode link{t0};
  link.on_progress(500, 20, at(0));
  for (int i = 0; i < 3; ++i) link.on_answer(quick, at(i));
  CHECK(link.mode() == Mode::draining);
  CHECK(link.cause() == Cause::backlog);
  link.on_progress(700, 499, at(5));
  CHECK(link.mode() == Mode::draining);
  link.on_progress(900, 500, at(6));  // what came meanwhile is an ordinary day
  CHECK(link.mode() == Mode::online);
}

TEST_CASE("a line that comes and goes has to hold ever longer, up to five minutes", "[capabilities]") {
  LinkMode link = online_since(0);
  std::int64_t now = 100, longest = 0;
  for (int round = 0; round < 12; ++round) {
    for (int i = 0; i < 3; ++i) link.on_failure(at(now++));
    REQUIRE(link.mode() == Mode::edge);
    const std::int64_t begin = now;
    std::int64_t wait = 0;  // as it was just before the return: changes grow old meanwhile
    while (link.mode() == Mode::edge) {
      wait = link.wait_to_return_s(at(now));
      CHECK(wait >= 15);
      CHECK(wait <= 300);
      longest = std::max(longest, wait);
      link.on_answer(quick, at(now++));
    }
    CHECK(now - begin >= wait);
    now += 30;
  }
  CHECK(longest >= 120);
  CHECK(link.wait_to_return_s(at(now + 601)) == 15);
}

TEST_CASE("whatever a line does, modes obey their least stay", "[capabilities]") {
  for (unsigned seed = 1; seed <= 300; ++seed) {
    std::mt19937 random{seed};
    LinkMode link{t0};
    Mode before = link.mode();
    Cause why = link.cause();
    Instant changed = t0;
    std::int64_t us = t0.unix_us();
    std::int64_t head = 0, acknowledged = 0;
    const unsigned bad = random() % 10;
    for (int step = 0; step < 400; ++step) {
      us += random() % 4'000'000;
      const Instant now{us};
      bool refused = false;
      switch (random() % 12) {
        case 0:
          link.on_time(now);
          break;
        case 1:
          head += random() % 50;
          link.on_progress(head, acknowledged, now);
          break;
        case 2:
          acknowledged = head;
          link.on_progress(head, acknowledged, now);
          break;
        case 3:
          if (random() % 20 == 0) {
            refused = true;
            link.on_refused(now);
          }
          break;
        default:
          if (random() % 10 < bad)
            link.on_failure(now);
          else
            link.on_answer(random() % 3 == 0 ? late : quick, now);
      }
      if (link.mode() == before) continue;
      INFO("seed " << seed << " step " << step);
      const std::int64_t stayed = (us - changed.unix_us()) / 1'000'000;
      if (before == Mode::edge && why != Cause::starting) CHECK(stayed >= 10);
      if (link.mode() == Mode::edge) {
        if (!refused && before == Mode::online) CHECK(link.cause() != Cause::answers);
      }
      if (before == Mode::slow && link.mode() != Mode::edge) CHECK(stayed >= 10);
      CHECK(link.since() == now);
      before = link.mode();
      why = link.cause();
      changed = now;
    }
  }
}
}  // namespace holdfast::capabilities
