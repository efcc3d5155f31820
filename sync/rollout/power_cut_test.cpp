#include <catch2/catch.hpp>
#include <cstdlib>
#include <iostream>

#include "rollout/model_appliance.h"

using namespace holdfast;
using namespace holdfast::rollout;

namespace {
/// The release that runs and the one that comes; the second one migrates, unless it is one that has to be left later.
Shelf two(Nature nature) {
  Shelf shelf;
  shelf.emplace(1, make_release(1, Nature::good, 1));
  shelf.emplace(2, make_release(2, nature, nature == Nature::crashes_at_work ? 1 : 2));  // which does not migrate
  return shelf;
}

/// Runs until it serves, however often power goes; at most some starts.
void until_it_serves(Appliance& appliance) {
  for (int starts = 0; starts < 12; ++starts) {
    if (appliance.start()) return;
  }
  FAIL("it never served");
}

/// The whole update with one cut before operation `at`; false once there are no more operations to cut at.
bool with_cut(const Shelf& shelf, std::int64_t at, std::uint64_t seed, Way way) {
  const Release &old = shelf.at(1), &next = shelf.at(2);
  Appliance appliance{shelf, old, seed};
  bool cut = false;
  appliance.disk.cut_after(at);
  try {
    until_it_serves(appliance);
    appliance.sell();
    appliance.want(next, way);
    appliance.sell();  // it goes on selling until it is switched
    until_it_serves(appliance);
  } catch (const PowerCut&) {
    cut = true;
    appliance.disk.restart();
    ++appliance.boot;
    until_it_serves(appliance);
    REQUIRE(appliance.sales() >= appliance.acknowledged);
    REQUIRE(appliance.sales() <= appliance.acknowledged + 1);  // one may have been on its way
    appliance.acknowledged = appliance.sales();
    appliance.want(next, way);
    until_it_serves(appliance);
  }
  appliance.disk.cut_after(std::nullopt);
  const bool either = next.nature == Nature::fails_once;
  REQUIRE((either || appliance.running == (stays(next.nature) ? next.manifest.counter : old.manifest.counter)));
  REQUIRE(appliance.sales() == appliance.acknowledged);
  const bool keeps_what_was_migrated = appliance.running == 2 || is_readable(next.nature);
  REQUIRE(appliance.schema() == (keeps_what_was_migrated ? next : old).manifest.schema_writes);
  appliance.sell();
  until_it_serves(appliance);
  REQUIRE(appliance.sales() == appliance.acknowledged);
  if (!stays(next.nature) && !either) REQUIRE(load_slots(appliance.disk).bad_digests.size() == 1);
  return cut;
}
}  // namespace

TEST_CASE("an update with the power cut before any write ends in a release that works, with its data", "[rollout]") {
  const bool nightly = std::getenv("HOLDFAST_NIGHTLY") != nullptr;
  int cuts = 0;
  for (const Way way : {Way::stick, Way::packed, Way::delta})
    for (const Nature nature :
         {Nature::good, Nature::crashes_at_start, Nature::crashes_after_migrating, Nature::fails_its_proof,
          Nature::fails_once, Nature::crashes_at_work, Nature::crashes_at_work_readably, Nature::good_readably}) {
      const Shelf shelf = two(nature);
      for (std::int64_t at = 0;; ++at) {
        bool cut = false;
        for (std::uint64_t seed = 1; seed <= (nightly ? 200 : 5); ++seed) {
          CAPTURE(static_cast<int>(way), static_cast<int>(nature), at, seed);
          cut = with_cut(shelf, at, seed, way);
          cuts += cut;
        }
        if (!cut) break;
      }
    }
  std::cout << "update: " << cuts << " power cuts\n";
  CHECK(cuts > 4000);
}

namespace {
/// A release that migrated, proved itself, was committed and sold is ordered back, with one cut before operation `at`
/// of that; false once there are no more operations to cut at.
bool back_with_cut(const Shelf& shelf, std::int64_t at, std::uint64_t seed) {
  const Release &old = shelf.at(1), &next = shelf.at(2);
  Appliance appliance{shelf, old, seed};
  appliance.want(next);
  until_it_serves(appliance);
  REQUIRE(appliance.running == next.manifest.counter);
  REQUIRE(appliance.schema() == next.manifest.schema_writes);
  REQUIRE_FALSE(appliance.disk.there(restore_file));  // the way back with the data is gone with the commit
  bool cut = false;
  appliance.disk.cut_after(at);
  const auto sell_and_go = [&] {
    appliance.sell();
    appliance.want_back(next);
    appliance.sell();  // it goes on selling until it is switched, and where it is not
    until_it_serves(appliance);
    appliance.sell();
  };
  try {
    sell_and_go();
  } catch (const PowerCut&) {
    cut = true;
    appliance.disk.restart();
    ++appliance.boot;
    until_it_serves(appliance);
    REQUIRE(appliance.sales() >= appliance.acknowledged);
    REQUIRE(appliance.sales() <= appliance.acknowledged + 1);
    appliance.acknowledged = appliance.sales();
    sell_and_go();
  }
  appliance.disk.cut_after(std::nullopt);
  const bool readable = next.manifest.schema_readable_by > 0;
  REQUIRE(appliance.running == (readable ? old : next).manifest.counter);
  REQUIRE(appliance.sales() == appliance.acknowledged);
  REQUIRE(appliance.schema() == next.manifest.schema_writes);  // nothing is taken back
  REQUIRE(appliance.refusal ==
          (readable ? "" : "It cannot go back: the data were migrated (schema 2; release 0.1 reads at most 1)."));
  REQUIRE_FALSE(load_slots(appliance.disk).candidate);
  REQUIRE(load_slots(appliance.disk).bad_digests.size() == (readable ? 1 : 0));
  return cut;
}
}  // namespace

TEST_CASE("a release that migrated is left after its commit with all it sold, or stays and says why", "[rollout]") {
  const bool nightly = std::getenv("HOLDFAST_NIGHTLY") != nullptr;
  int cuts = 0;
  for (const Nature nature : {Nature::good_readably, Nature::good}) {
    const Shelf shelf = two(nature);
    for (std::int64_t at = 0;; ++at) {
      bool cut = false;
      for (std::uint64_t seed = 1; seed <= (nightly ? 200 : 20); ++seed) {
        CAPTURE(static_cast<int>(nature), at, seed);
        cut = back_with_cut(shelf, at, seed);
        cuts += cut;
      }
      if (!cut) break;
    }
  }
  std::cout << "ordered back after a migration: " << cuts << " power cuts\n";
  CHECK(cuts > 500);
}

TEST_CASE("a release that failed here is not tried again until a person clears it", "[rollout]") {
  const Shelf shelf = two(Nature::crashes_at_start);
  Appliance appliance{shelf, shelf.at(1), 1};
  appliance.want(shelf.at(2));
  until_it_serves(appliance);
  CHECK(appliance.running == 1);
  appliance.want(shelf.at(2));
  CHECK(appliance.refusal == "It failed here before; a person has to clear it.");
  CHECK_FALSE(load_slots(appliance.disk).candidate);
}

TEST_CASE("a bundle is not unpacked unless it is the one that was promised, and fits this site", "[rollout]") {
  Shelf shelf;
  shelf.emplace(1, make_release(1, Nature::good, 1));
  shelf.emplace(5, make_release(5, Nature::good, 5));
  const Release& next = shelf.at(5);
  Appliance appliance{shelf, shelf.at(1), 1};
  const auto refused = [&](std::string_view bundle, const Target& target, const SiteFacts& site) {
    const Slots before = load_slots(appliance.disk);
    const auto installed = install(appliance.disk, bundle, target, site);
    CHECK(load_slots(appliance.disk) == before);
    return installed ? std::string{} : installed.error().detail;
  };
  std::string changed = next.bundle;
  changed[600] = static_cast<char>(changed[600] ^ 1);
  CHECK(refused(changed, next.target(), appliance.facts()) == "its sha256 is another one");
  CHECK(refused(next.bundle.substr(1), next.target(), appliance.facts()).starts_with("it is "));
  SiteFacts site = appliance.facts();
  site.architecture = "arm64";
  CHECK(refused(next.bundle, next.target(), site) == "It is for amd64, this machine is arm64.");
  site = appliance.facts();
  site.committed_counter = 5;
  CHECK(refused(next.bundle, next.target(), site) == "Release 5 is not newer than 5, which runs.");
  site = appliance.facts();
  site.hub_protocol = {2, 3};
  CHECK(refused(next.bundle, next.target(), site) == "The hub does not speak its protocol: the hub is updated first.");
  site = appliance.facts();
  site.schema = site.schema_readable_by = 6;
  CHECK(refused(next.bundle, next.target(), site) == "The store's data are of schema 6, it knows 5.");
  CHECK(install(appliance.disk, next.bundle, next.target(), appliance.facts()));
  CHECK(load_slots(appliance.disk).candidate);
}
