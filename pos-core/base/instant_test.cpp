#include "base/instant.h"

#include <catch2/catch.hpp>

namespace holdfast {
namespace {
std::int64_t at(std::string_view text) {
  const auto instant = parse_rfc3339(text);
  INFO(text);
  REQUIRE(instant);
  return instant->unix_us();
}
}  // namespace

TEST_CASE("times are written with milliseconds and their offset", "[base]") {
  CHECK(to_rfc3339(Instant{0}) == "1970-01-01T00:00:00.000Z");
  CHECK(to_rfc3339(Instant{1'795'255'200'123'999}) == "2026-11-21T10:00:00.123Z");
  CHECK(to_rfc3339(Instant{1'795'255'200'000'000}, 60) == "2026-11-21T11:00:00.000+01:00");
  CHECK(to_rfc3339(Instant{1'795'255'200'000'000}, -210) == "2026-11-21T06:30:00.000-03:30");
  CHECK(to_rfc3339(Instant{1'795'255'200'000'000}, 765) == "2026-11-21T22:45:00.000+12:45");
  CHECK(to_rfc3339(Instant{-1}) == "1969-12-31T23:59:59.999Z");
}
TEST_CASE("what was written reads back to the millisecond at any offset", "[base]") {
  std::int64_t us = -30'000'000'000'000'000;  // 1019
  for (int i = 0; i < 2'000; ++i, us += 97'234'567'891'000) {
    const int offset = (i * 37) % 1'681 - 840;
    CHECK(parse_rfc3339(to_rfc3339(Instant{us}, offset)) == Instant{us});
  }
}
TEST_CASE("every RFC 3339 form is read", "[base]") {
  CHECK(at("1970-01-01T00:00:00Z") == 0);
  CHECK(at("1970-01-01t00:00:00z") == 0);
  CHECK(at("1970-01-01 00:00:00+00:00") == 0);
  CHECK(at("1970-01-01T01:30:00+01:30") == 0);
  CHECK(at("1969-12-31T19:00:00-05:00") == 0);
  CHECK(at("1970-01-01T00:00:00-00:00") == 0);
  CHECK(at("1970-01-01T00:00:00.5Z") == 500'000);
  CHECK(at("1970-01-01T00:00:00.1234567899Z") == 123'456);
  CHECK(at("1970-01-01T00:00:00.000001Z") == 1);
  CHECK(at("1990-12-31T23:59:60Z") == at("1990-12-31T23:59:59Z"));  // a leap second
}
TEST_CASE("leap days are those of the calendar", "[base]") {
  CHECK(at("2024-03-01T00:00:00Z") - at("2024-02-28T00:00:00Z") == 2 * seconds_per_day * 1'000'000);
  CHECK(at("2000-02-29T00:00:00Z") > 0);
  for (const char* text : {"2023-02-29", "1900-02-29", "2100-02-29", "2024-02-30", "2024-04-31", "2024-13-01",
                           "2024-00-10", "2024-01-00"}) {
    INFO(text);
    CHECK_FALSE(parse_date(text));
    CHECK_FALSE(parse_rfc3339(std::string{text} + "T00:00:00Z"));
  }
}
TEST_CASE("what is no time is refused", "[base]") {
  for (const char* text : {"",
                           "now",
                           "2026-11-21",
                           "2026-11-21T10:00:00",
                           "2026-11-21T10:00Z",
                           "2026-11-21T24:00:00Z",
                           "2026-11-21T10:60:00Z",
                           "2026-11-21T10:00:61Z",
                           "2026-11-21T10:00:00.Z",
                           "2026-11-21T10:00:00,5Z",
                           "2026-11-21T10:00:00+01",
                           "2026-11-21T10:00:00+0100",
                           "2026-11-21T10:00:00+24:00",
                           "2026-11-21T10:00:00+01:60",
                           "2026-11-21T10:00:00Zz",
                           " 2026-11-21T10:00:00Z",
                           "26-11-21T10:00:00Z",
                           "2026-1-21T10:00:00Z",
                           "2026/11/21T10:00:00Z",
                           "2026-11-21T10:00:00Z\n",
                           "+2026-11-21T10:00:00Z",
                           "2026-11-21X10:00:00Z",
                           "2026-11-2\xc2\xb9T10:00:00Z"}) {
    INFO(text);
    CHECK_FALSE(parse_rfc3339(text));
  }
}
TEST_CASE("every truncation of a time is refused", "[base]") {
  const std::string whole = "2026-11-21T10:00:00.123+01:00";
  REQUIRE(parse_rfc3339(whole));
  for (std::size_t length = 0; length < whole.size(); ++length) CHECK_FALSE(parse_rfc3339(whole.substr(0, length)));
}
TEST_CASE("the date is the one at the offset", "[base]") {
  const Instant late = *parse_rfc3339("2026-12-31T23:30:00Z");
  CHECK(to_date(late) == "2026-12-31");
  CHECK(to_date(late, 60) == "2027-01-01");
  CHECK(to_date(late, -60) == "2026-12-31");
  CHECK(parse_date("2026-12-31")->plus_seconds(seconds_per_day) == *parse_rfc3339("2027-01-01T00:00:00Z"));
  CHECK_FALSE(parse_date("2026-12-31T"));
  CHECK_FALSE(parse_date("2026-12-3"));
  CHECK_FALSE(parse_date("20261231"));
}
}  // namespace holdfast
