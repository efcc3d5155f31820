#include "escpos/command_stream.h"

#include <rapidcheck.h>

#include <catch2/catch.hpp>

#include "escpos/realtime_scanner.h"

using namespace holdfast::escpos;

namespace {
std::vector<Unit> units_of(std::string_view bytes, std::size_t step, std::size_t limit = CommandStream::default_limit) {
  CommandStream stream{Listener::printer, limit};
  std::vector<Unit> units;
  for (std::size_t at = 0; at < bytes.size(); at += step) {
    stream.feed(bytes.substr(at, step));
    while (auto unit = stream.next()) units.push_back(*std::move(unit));
  }
  while (auto unit = stream.finish()) units.push_back(*std::move(unit));
  return units;
}
using Kind = Unit::Kind;
}  // namespace

TEST_CASE("a job is split into text, control bytes and commands", "[escpos]") {
  const std::string job =
      std::string{"\x1b@Tea\n", 6} + std::string{"\x1dv0\0\1\0\2\0ab", 10} + "\x1dVB" + std::string(1, '\0');
  const std::vector<Unit> units = units_of(job, job.size());
  REQUIRE(units.size() == 5);
  CHECK(units[0] == Unit{Kind::command, "\x1b@", 2});
  CHECK(units[1] == Unit{Kind::text, "Tea", 3});
  CHECK(units[2] == Unit{Kind::control, "\n", 1});
  CHECK(units[3].size == 10);
  CHECK(units[4].size == 4);
}

TEST_CASE("a command that does not end is told from one that did", "[escpos]") {
  const std::string picture{"\x1dv0\0\1\0\2\0a", 9};
  const std::vector<Unit> units = units_of(picture, 1);
  REQUIRE(units.size() == 1);
  CHECK(units[0] == Unit{Kind::cut_off, picture, 9});
}

TEST_CASE("a picture above the limit is skipped without being held, and what follows is found", "[escpos]") {
  std::string job{"\x1dv0\0\xff\xff\x02\0", 8};
  job += std::string(2 * 65535, '\x1b');
  job += "Tea";
  for (const std::size_t step : {std::size_t{1}, std::size_t{1000}, job.size()}) {
    const std::vector<Unit> units = units_of(job, step, 20'000);
    REQUIRE(units.size() == 2);
    CHECK(units[0].kind == Kind::oversized);
    CHECK(units[0].size == 8 + 2 * 65535);
    CHECK(units[0].bytes == job.substr(0, 16));
    CHECK(units[1] == Unit{Kind::text, "Tea", 3});
  }
}

TEST_CASE("unknown commands are counted and pass by", "[escpos]") {
  CommandStream stream{Listener::printer};
  stream.feed("\x1b\x7e\x1dk\x20x");
  CHECK(stream.next() == Unit{Kind::unknown, "\x1b\x7e", 2});
  CHECK(stream.next() == Unit{Kind::unknown, "\x1dk", 2});
  CHECK(stream.skipped() == 4);
}

TEST_CASE("any bytes give the same units however they are cut, and no byte is lost", "[escpos]") {
  const auto byte =
      rc::gen::oneOf(rc::gen::element<char>(0x1b, 0x1c, 0x1d, 0x10, 0x28, 0x2a, 0x6b, 0x44, 0x26, 0x00, 0x01),
                     rc::gen::arbitrary<char>());
  CHECK(rc::check([&] {
    const auto bytes = *rc::gen::container<std::string>(byte);
    const auto step = static_cast<std::size_t>(*rc::gen::inRange(1, 9));
    const auto whole = units_of(bytes, bytes.size() + 1);
    RC_ASSERT(units_of(bytes, step) == whole);
    std::string joined;
    for (const Unit& unit : whole) joined += unit.bytes;
    RC_ASSERT(joined == bytes);
  }));
}

TEST_CASE("real-time commands are found inside a picture, whole ones only", "[escpos]") {
  RealtimeScanner scanner;
  scanner.feed(std::string_view{"\x1dv0\0\2\0\2\0\x10\x04\x01\x10", 12});
  CHECK(scanner.next() == "\x10\x04\x01");
  CHECK_FALSE(scanner.next());
  scanner.feed(std::string_view{"\x14\x01\x00", 3});
  CHECK_FALSE(scanner.next());
  scanner.feed(std::string_view{"\x02\x10\x10\x05\x02\x10\x14\x01\x07\x07\x10\x04\x09", 13});
  CHECK(scanner.next() == std::string_view{"\x10\x14\x01\x00\x02", 5});
  CHECK(scanner.next() == "\x10\x05\x02");
  CHECK_FALSE(scanner.next());
}
