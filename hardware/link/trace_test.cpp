#include "link/trace.h"

#include <catch2/catch.hpp>

using namespace holdfast;
using link::Direction;

namespace {
const Instant noon{1'795'262'400'000'000};
std::vector<std::uint8_t> bytes(std::initializer_list<int> values) { return {values.begin(), values.end()}; }
}  // namespace

TEST_CASE("a trace is written down and read back", "[link]") {
  link::Trace trace;
  trace.record(noon, Direction::to_device, bytes({0x10, 0x04, 0x01}));
  trace.record(noon.plus_seconds(1), Direction::from_device, bytes({0x16}));
  trace.record(noon, Direction::to_device, {});
  const std::string text = link::to_text(trace.exchanges());
  CHECK(text == "2026-11-21T12:00:00.000Z > 10 04 01\n2026-11-21T12:00:01.000Z < 16\n");
  const auto back = link::parse_trace("# from the shop's printer\r\n\n" + text);
  REQUIRE(back);
  CHECK(*back == trace.exchanges());
}

TEST_CASE("a trace keeps the newest bytes", "[link]") {
  link::Trace trace{8};
  for (int i = 0; i < 10; ++i) trace.record(noon, Direction::to_device, bytes({i, i, i}));
  CHECK(trace.bytes() <= 8);
  CHECK(trace.exchanges().back().bytes == bytes({9, 9, 9}));
  trace.record(noon, Direction::from_device, bytes({1, 2, 3, 4, 5, 6, 7, 8, 9}));
  CHECK(trace.exchanges().size() == 1);
  CHECK(trace.exchanges().front().bytes == bytes({2, 3, 4, 5, 6, 7, 8, 9}));
}

TEST_CASE("a line that is no trace is named", "[link]") {
  for (const char* text : {"x", "2026-11-21T12:00:00Z", "2026-11-21T12:00:00Z ", "2026-11-21T12:00:00Z = 01", "noon > 01", "2026-11-21T12:00:00Z > 1",
                           "2026-11-21T12:00:00Z > 0x", "2026-11-21T12:00:00Z >01", "2026-11-21T12:00:00Z > 01 "}) {
    INFO(text);
    const auto trace = link::parse_trace(text);
    REQUIRE_FALSE(trace);
    CHECK(trace.error().detail.find("line 1") != std::string::npos);
  }
}

TEST_CASE("a trace that is switched off forgets what it has, and keeps nothing until it is on again", "[link]") {
  link::Trace trace;
  trace.record(noon, Direction::to_device, bytes({1, 2}));
  trace.set(link::Recording::off);
  CHECK(trace.exchanges().empty());
  CHECK(trace.bytes() == 0);
  trace.record(noon, Direction::from_device, bytes({3}));
  CHECK(trace.exchanges().empty());
  trace.set(link::Recording::on);
  trace.record(noon, Direction::from_device, bytes({4}));
  CHECK(trace.exchanges().size() == 1);
}
