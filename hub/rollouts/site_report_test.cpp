#include "rollouts/site_report.h"

#include <catch2/catch.hpp>

using namespace holdfast;
using namespace holdfast::rollouts;
using rings::Progress;

namespace {
const std::string digest(64, 'a'), other(64, 'b');

rollout::Manifest manifest() {
  rollout::Manifest out;
  out.release = "0.8.0";
  out.counter = 8;
  out.architecture = "amd64";
  out.compatibility = {{1, 1}, {1, 1}, 1, 5};
  out.schema_writes = 30;
  out.schema_reads = 1;
  return out;
}
SiteReport report(std::string_view more = "") {
  return parse_report(
             R"({"runs":{"release":"0.7.0","counter":7},"managed":true,"architecture":"amd64","schema":20,"launcher":1,)"
             R"("state":"idle","bad":[])" +
             std::string{more} + "}")
      .value();
}
Progress stands(std::string_view more) { return stand_of(report(more), manifest(), digest).progress; }
}  // namespace

TEST_CASE("where a site stands follows from what it says", "[rollouts]") {
  const std::string about = R"(,"sha256":")" + digest + R"(")";
  CHECK(stands("") == Progress::waiting);
  SiteReport fetching = report(about);
  fetching.state = "fetching";
  CHECK(stand_of(fetching, manifest(), digest).progress == Progress::taking);
  CHECK(stand_of(fetching, manifest(), other).progress == Progress::waiting);
  fetching.state = "switching";
  CHECK(stand_of(fetching, manifest(), digest).progress == Progress::proving);
  SiteReport there = report();
  there.counter = 8;
  CHECK(stand_of(there, manifest(), digest).progress == Progress::committed);
  there.running_digest = other;  // another bundle of that number
  CHECK(stand_of(there, manifest(), digest).progress == Progress::refused);
  const std::string last = R"(,"last":{"sha256":")" + digest + R"(","outcome":")";
  CHECK(stands(last + R"(wentBack","cause":"no sale"})") == Progress::went_back);
  CHECK(stands(last + R"(failed","cause":"no room"})") == Progress::waiting);
  CHECK(stands(last + R"(refused","cause":"not signed"})") == Progress::refused);
}

TEST_CASE("what cannot have a release says why", "[rollouts]") {
  const auto why = [](const auto& change) {
    SiteReport of = report();
    change(of);
    const Stand stand = stand_of(of, manifest(), digest);
    CHECK(stand.progress == Progress::refused);
    REQUIRE(stand.why.size() == 1);
    return stand.why.front();
  };
  CHECK_THAT(why([](SiteReport& of) { of.managed = false; }), Catch::Contains("launcher"));
  CHECK_THAT(why([](SiteReport& of) { of.counter = 4; }), Catch::Contains("in between"));
  CHECK_THAT(why([](SiteReport& of) { of.architecture = "arm64"; }), Catch::Contains("arm64"));
  CHECK_THAT(why([](SiteReport& of) { of.schema = 31; }), Catch::Contains("schema 31"));
  CHECK_THAT(why([](SiteReport& of) { of.launcher = 0; }), Catch::Contains("launcher 1"));
  rollout::Manifest for_older = manifest();
  for_older.compatibility.to_counter = 6;
  REQUIRE(stand_of(report(), for_older, digest).why.size() == 1);
  CHECK(stand_of(report(), for_older, digest).why.front() == "It replaces releases up to 6, here runs 7.");
}

TEST_CASE("whether a site could leave what it runs follows from what it says", "[rollouts]") {
  const auto why = [](std::string_view more) { return no_way_back(report(more)); };
  const std::string before = R"(,"before":{"counter":6,"sha256":")" + other + R"("})";
  CHECK(why("").empty());
  CHECK(why(before).empty());
  const std::string migrated = "It cannot go back: the data were migrated (schema 38; release 0.6.0 reads at most 37).";
  CHECK(why(before + R"(,"noWayBack":{"reason":"migrated","schema":38,"reads":37,"detail":")" + migrated + R"("})") ==
        migrated);
  // A release that does not say so beforehand: it was told, and refused.
  const auto refused = [](const std::string& digest_of_it, const std::string& outcome) {
    return R"(,"last":{"sha256":")" + digest_of_it + R"(","outcome":")" + outcome +
           R"(","cause":"schema 38, it knows 37"})";
  };
  CHECK(why(before + refused(other, "refused")) == "It cannot go back: schema 38, it knows 37");
  CHECK(why(before + refused(other, "committed")).empty());
  CHECK(why(before + refused(digest, "refused")).empty());
  CHECK(why(refused(other, "refused")).empty());
  SiteReport by_hand = report();
  by_hand.managed = false;
  CHECK_THAT(no_way_back(by_hand), Catch::Contains("no launcher"));
}

TEST_CASE("a report with members of later releases is read, one without what is needed is not", "[rollouts]") {
  CHECK(
      report(
          R"(,"weather":"fine","signals":{"from":"2026-11-22T00:00:00Z","to":"2026-11-22T00:01:00Z","sales":3,"queue":1})")
          .signals.sales == 3);
  CHECK_FALSE(parse_report(R"({"state":"idle"})"));
  CHECK_FALSE(parse_report(R"({"runs":{"counter":-1},"state":"idle"})"));
  CHECK_FALSE(parse_report(R"({"runs":{"counter":1},"state":"asleep"})"));
}
