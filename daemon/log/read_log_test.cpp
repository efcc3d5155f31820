#include "log/read_log.h"

#include <catch2/catch.hpp>
#include <fstream>

#include "support/test_store.h"

using namespace holdfast;
using namespace holdfast::log;

namespace {
constexpr const char* warned =
    R"({"timestamp":"2026-11-21T10:00:00.000Z","level":"WARN","service":"holdfastd","correlation_id":"abc","entity_type":"device","entity_id":"7","message":"paper is low"})";
constexpr const char* told =
    R"({"timestamp":"2026-11-21T11:00:00.000Z","level":"INFO","service":"holdfastd","correlation_id":"def","message":"started abc"})";
}  // namespace

TEST_CASE("entries are read back as they were written, and other lines are passed over", "[log]") {
  const auto entry = parse_entry(warned);
  REQUIRE(entry);
  CHECK(entry->level == Level::warn);
  CHECK(entry->at == *parse_rfc3339("2026-11-21T10:00:00Z"));
  CHECK(entry->correlation_id == "abc");
  CHECK(entry->entity_id == "7");
  CHECK(entry->message == "paper is low");
  for (const char* other :
       {"", "panic at", "{\"timestamp\":\"x\"}", "{\"level\":\"WARN\"}", "{\"timestamp\":\"2026-11-21T10:00"})
    CHECK_FALSE(parse_entry(other));
}

TEST_CASE("the log is filtered by level, time, correlation id and words", "[log]") {
  const test::TempFolder folder;
  const std::filesystem::path file = folder.path() / "log";
  std::ofstream{file} << warned << "\nno entry\n" << told << "\n";
  const auto count = [&](const Filter& filter, std::size_t most = 100) {
    return read_log({file, {}}, filter, most, Instant{}).size();
  };
  CHECK(count({}) == 2);
  CHECK(count({}, 1) == 1);
  CHECK(read_log({file, {}}, {}, 1, Instant{}).front().message == "started abc");
  CHECK(count({.least = Level::warn}) == 1);
  CHECK(count({.since = parse_rfc3339("2026-11-21T10:30:00Z")}) == 1);
  CHECK(count({.until = parse_rfc3339("2026-11-21T10:30:00Z")}) == 1);
  CHECK(count({.correlation_id = "abc"}) == 1);
  CHECK(count({.correlation_id = "ab"}) == 0);
  CHECK(count({.mentions = {"paper", "device"}}) == 1);
  CHECK(count({.mentions = {"paper", "started"}}) == 0);
  CHECK_THROWS(read_log({folder.path() / "nothing", {}}, {}, 1, Instant{}));
}
