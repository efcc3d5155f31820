#include "update/releases.h"

#include <unistd.h>

#include <catch2/catch.hpp>
#include <filesystem>

#include "base/json.h"
#include "update/knock.h"
#include "update/source.h"
#include "update/updater.h"

using namespace holdfast;
using namespace holdfast::update;
namespace fs = std::filesystem;

namespace {
class Folder {
 public:
  Folder() : path_{fs::temp_directory_path() / ("holdfast-releases-" + std::to_string(::getpid()))} {
    fs::create_directories(path_);
  }
  ~Folder() { fs::remove_all(path_); }
  const fs::path& path() const { return path_; }

 private:
  fs::path path_;
};
const Instant noon = parse_rfc3339("2026-11-22T12:00:00Z").value();
}  // namespace

TEST_CASE("what is on its way and what became of it outlive the process", "[update]") {
  const Folder folder;
  const Journey journey{"r2.hfb", std::string(64, 'a'), "0.2.0", "hub", 2, 4711, noon, true, true};
  {
    Releases releases{folder.path(), folder.path() / "data", "0.1.0"};
    CHECK_FALSE(releases.journey());
    releases.keep_journey(journey);
  }
  Releases releases{folder.path(), folder.path() / "data", "0.1.0"};
  REQUIRE(releases.journey());
  CHECK(*releases.journey() == journey);
  const Cause crashed{"not-proved", "it crashed"};
  releases.end_journey(journey, Outcome::went_back, crashed, noon);
  CHECK_FALSE(releases.journey());
  releases.end_journey(journey, Outcome::went_back, crashed, noon);  // the power went between the two files
  REQUIRE(releases.history().size() == 1);
  CHECK(releases.history().front().cause == crashed);
  CHECK(releases.history().front().outcome == Outcome::went_back);
  for (int more = 0; more < 120; ++more) {
    Journey next = journey;
    next.digest = std::to_string(more);
    releases.end_journey(next, Outcome::committed, {}, noon);
  }
  CHECK(releases.history().size() == 100);
  CHECK(releases.history().front().journey.digest == "119");
}

TEST_CASE("metadata that are believed are kept byte for byte, and a spoilt file of ours says nothing", "[update]") {
  const Folder folder;
  Releases releases{folder.path(), folder.path() / "data", "0.1.0"};
  CHECK(releases.trusted().empty());
  releases.disk().append("root.json", "{\"root\": \"as \\u0041 signed\"}\n");
  CHECK(releases.trusted().at("root") == "{\"root\": \"as \\u0041 signed\"}\n");
  rollout::TrustedFiles files = releases.trusted();
  files["a role / of its own"] = "bytes\t\n\"quoted\"";
  releases.keep_trusted(files);
  CHECK(releases.trusted() == files);
  releases.disk().append("trust.json", "cut off");
  CHECK(releases.trusted().size() == 1);
  releases.disk().append("policy.json", "{");
  CHECK(releases.policy() == rollout::UpdatePolicy{});
}

TEST_CASE("the time that is proven outlives the process, and is written only when it changes", "[update]") {
  const Folder folder;
  {
    Releases releases{folder.path(), folder.path() / "data", "0.1.0"};
    CHECK(releases.proven_time() == Instant{});
    releases.keep_proven_time(noon);
  }
  Releases releases{folder.path(), folder.path() / "data", "0.1.0"};
  CHECK(releases.proven_time() == noon);
  const auto written = fs::last_write_time(folder.path() / "time.json");
  fs::last_write_time(folder.path() / "time.json", written - std::chrono::hours{1});
  releases.keep_proven_time(noon);
  CHECK(fs::last_write_time(folder.path() / "time.json") == written - std::chrono::hours{1});
  fs::remove(folder.path() / "time.json");
  CHECK(releases.proven_time() == Instant{});
  releases.disk().append("time.json", "{\"proven\": \"soon\"}");
  CHECK(releases.proven_time() == Instant{});
  Releases outside{{}, {}, "0.1.0"};
  CHECK(outside.proven_time() == Instant{});
}

TEST_CASE("outside of the launcher there is nothing to put in place", "[update]") {
  Releases releases{{}, {}, "0.1.0"};
  CHECK_FALSE(releases.managed());
  CHECK(releases.running() == Running{"0.1.0", 0, "", {{"holdfastd", "0.1.0"}}});
  CHECK(releases.history().empty());
}

TEST_CASE("a hub's wish is read, what a newer hub adds is let be, and nonsense is refused", "[update]") {
  const auto wish = read_wish(
      R"({"want":"release","target":"r2.hfb","sha256":"ab","protocol":[1,2],"askAgainAfter":60,"hubRelease":"0.9.0","colour":"blue"})");
  REQUIRE(wish);
  CHECK(wish->hub_release == "0.9.0");
  CHECK(wish->want == Wish::Want::release);
  CHECK(wish->protocol == rollout::Span{1, 2});
  CHECK_FALSE(read_wish(R"({"want":"release","askAgainAfter":60})"));
  CHECK_FALSE(read_wish(R"({"want":"everything","askAgainAfter":60})"));
  CHECK_FALSE(read_wish(R"({"want":"nothing","askAgainAfter":0})"));
  CHECK_FALSE(read_wish("nonsense"));
}

TEST_CASE("a report says what runs, what is on its way and how the last one ended", "[update]") {
  Status status;
  status.managed = true;
  status.running = {"0.1.0", 1, std::string(64, 'b'), {{"holdfastd", "0.1.0"}}};
  status.launcher = read_launcher("2 0.3.0");
  status.stage = Stage::waiting;
  status.journey.target = "r2.hfb";
  status.percent = 100;
  status.waits_for = "window";
  status.last = Past{{"r1.hfb", "", "0.1.0", "hub", 1, 0, noon, false, false}, Outcome::committed, {}, noon};
  const Json report = parse_json(report_json(status, {31, 30}, R"({"sales":3})")).value();
  CHECK(report.find("state")->text() == "waiting");
  CHECK(report.find("waitsFor")->text() == "window");
  CHECK(report.find("runs")->find("counter")->integer() == 1);
  CHECK(report.find("last")->find("outcome")->text() == "committed");
  CHECK(report.find("signals")->find("sales")->integer() == 3);
  CHECK(report.find("schema")->integer() == 31);
  CHECK(report.find("launcher")->integer() == 2);
  CHECK(report.find("api")->find("most")->integer() == rollout::served_api.most);
  REQUIRE(report.find("components")->items().size() == 2);
  CHECK(report.find("components")->items()[1].find("name")->text() == "holdfast-launcher");
  CHECK(report.find("components")->items()[1].find("version")->text() == "0.3.0");
}

TEST_CASE("a launcher that says nothing, or nonsense, keeps the first contract", "[update]") {
  for (const char* said : {"", "launcher", "-3 0.1.0", "0"}) {
    CHECK(read_launcher(said).contract == 1);
    CHECK(read_launcher(said).release.empty());
  }
  CHECK(read_launcher("7").contract == 7);
}

TEST_CASE("a stick is found by what lies on it, and read no further than was asked", "[update]") {
  const Folder folder;
  fs::create_directories(folder.path() / "media/somebody/stick/holdfast-update/metadata");
  fs::create_directories(folder.path() / "media/somebody/other/pictures");
  const auto sticks = mounted_sticks({folder.path() / "media", folder.path() / "nowhere"});
  REQUIRE(sticks.size() == 1);
  FolderSource source{sticks.front()};
  Releases writer{sticks.front(), {}, ""};
  writer.disk().append("metadata/1.root.json", std::string(100, 'x'));
  CHECK(source.metadata("metadata/1.root.json", 10).bytes.size() == 11);  // more than may be is told by one byte
  CHECK(source.metadata("metadata/2.root.json", 10).what == Source::Got::What::not_there);
  fs::create_directories(sticks.front() / "targets");
  writer.disk().append("targets/abc.r2.hfb", "0123456789");
  CHECK(source.range("abc", 3, 4).bytes == "3456");
  CHECK(source.range("abc", 8, 4).bytes == "89");
  CHECK(source.range("abd", 0, 4).what == Source::Got::What::not_there);
}

TEST_CASE("what is put in is offered where a release lies on it", "[update]") {
  const Folder folder;
  fs::create_directories(folder.path() / "with/holdfast-update/metadata");
  fs::create_directories(folder.path() / "pictures/2026");
  const auto stick = [&](const char* name) { return machine::Medium{folder.path() / name, "Stick", true}; };
  CHECK(releases_on({stick("with"), stick("pictures"), stick("pulled out")}) ==
        std::vector<fs::path>{folder.path() / "with/holdfast-update"});
}

TEST_CASE("a door that nobody opens within a second is taken for closed", "[update]") {
  CHECK(knock("none:"));
  CHECK_FALSE(knock("tcp://127.0.0.1:1"));
  CHECK(knock("serial:///dev/null?baud=9600"));
  CHECK_FALSE(knock("serial:///dev/no-such-port"));
  CHECK_FALSE(knock("tcp://no.such.name.invalid:9100"));
}
