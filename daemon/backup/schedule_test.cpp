#include "backup/schedule.h"

#include <catch2/catch.hpp>
#include <fstream>
#include <iterator>

#include "config/data_folder.h"
#include "support/test_store.h"

using namespace holdfast;
using namespace holdfast::backup;

namespace {
Instant at(const char* text) { return *parse_rfc3339(text); }
std::string read(const std::filesystem::path& file) {
  std::ifstream in{file};
  return {std::istreambuf_iterator<char>{in}, {}};
}
}  // namespace

TEST_CASE("a backup is due once a day at its minute of the store's own time", "[backup]") {
  Schedule schedule;
  schedule.minute_of_day = 150;
  const auto vienna = [](Instant) { return 60; };
  CHECK(next_due(schedule, std::nullopt, at("2026-11-21T10:00:00Z"), vienna) == at("2026-11-21T10:00:00Z"));
  CHECK(next_due(schedule, at("2026-11-21T01:30:05Z"), at("2026-11-21T10:00:00Z"), vienna) ==
        at("2026-11-22T01:30:00Z"));
  CHECK(next_due(schedule, at("2026-11-21T01:29:59Z"), at("2026-11-21T01:29:59Z"), vienna) ==
        at("2026-11-21T01:30:00Z"));
  CHECK(next_due(schedule, at("2026-11-18T10:00:00Z"), at("2026-11-21T10:00:00Z"), vienna) <
        at("2026-11-21T10:00:00Z"));  // slept through
  CHECK(next_due(schedule, at("2027-01-01T00:00:00Z"), at("2026-11-21T10:00:00Z"), vienna) ==
        at("2026-11-21T10:00:00Z"));  // the clock was put back
}

TEST_CASE("a schedule keeps its passphrase sealed", "[backup]") {
  const test::TempFolder folder;
  config::ensure_field_keys(folder.path());
  Schedule schedule;
  schedule.on = true;
  schedule.folder = "/srv/backups";
  schedule.minute_of_day = 200;
  schedule.keep = 3;
  schedule.lock.passphrase = "correct horse battery";
  save_schedule(folder.path(), schedule);
  CHECK(read(folder.path() / "backup.json").find("correct") == std::string::npos);
  const Schedule loaded = load_schedule(folder.path());
  CHECK((loaded.on && loaded.folder == "/srv/backups" && loaded.minute_of_day == 200 && loaded.keep == 3));
  CHECK(loaded.lock.passphrase == "correct horse battery");
  CHECK_FALSE(load_schedule(folder.path() / "nothing").on);
}

TEST_CASE("backups are known by their names, the newest first, those of other stores left alone", "[backup]") {
  const test::TempFolder folder;
  for (const std::string& name :
       {file_name("S/1", at("2026-11-20T02:30:00Z"), true), file_name("S/1", at("2026-11-21T02:30:00Z"), false),
        file_name("S2", at("2026-11-21T02:30:00Z"), true), std::string{"holdfast-S_1-notes.db"},
        std::string{"other.txt"}})
    std::ofstream{folder.path() / name} << "x";
  const auto kept = kept_in(folder.path(), "S/1");
  REQUIRE(kept.size() == 2);
  CHECK(kept[0].at == at("2026-11-21T02:30:00Z"));
  CHECK_FALSE(kept[0].sealed);
  CHECK(kept[1].sealed);
  CHECK(kept_in(folder.path() / "nothing", "S/1").empty());
}
