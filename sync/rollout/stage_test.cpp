#include <catch2/catch.hpp>

#include "base/digest.h"
#include "rollout/faulty_disk.h"
#include "rollout/install.h"
#include "rollout/rebuild.h"

using namespace holdfast;
using namespace holdfast::rollout;

namespace {
struct Release {
  std::string bundle;
  Target target;
};
Release make(std::int64_t counter, std::int64_t schema, std::int64_t to_counter = 0) {
  const std::string program = "program " + std::to_string(counter);
  Manifest manifest;
  manifest.release = "0." + std::to_string(counter);
  manifest.counter = counter;
  manifest.architecture = "amd64";
  manifest.compatibility = {{1, 1}, {1, 1}, 1, 0};
  manifest.compatibility.to_counter = to_counter;
  manifest.schema_writes = schema;
  manifest.schema_reads = 1;
  manifest.files = {{"bin/holdfastd", program.size(), to_hex(sha256(program)), 0755}};
  Release out{bundle_of(manifest, [&](const std::string&) { return std::optional{program}; }).value(), {}};
  out.target = {out.bundle.size(), {{"sha256", to_hex(sha256(out.bundle))}}, ""};
  return out;
}
SiteFacts facts(Disk& disk, std::int64_t schema) {
  const Slots slots = load_slots(disk);
  return {slots.committed_counter, 0, "amd64", schema, 1, {1, 1}, slots.bad_digests};
}
/// A disk on which release 1 was proved.
void with_first(FaultyDisk& disk, const Release& first) {
  store_slots(disk, {.active = Slot::b, .committed_counter = 0, .candidate = {}, .bad_digests = {}});
  REQUIRE(install(disk, first.bundle, first.target, facts(disk, 1)));
  REQUIRE(begin_start(disk).proving);
  commit(disk);
}
}  // namespace

TEST_CASE("a release that was unpacked waits until somebody arms it, through any number of starts", "[rollout]") {
  FaultyDisk disk{1};
  const Release first = make(1, 1), second = make(2, 1);
  with_first(disk, first);
  REQUIRE(stage(disk, second.bundle, second.target, facts(disk, 1)));
  CHECK_FALSE(begin_start(disk).proving);
  disk.restart();
  const auto waiting = staged(disk);
  REQUIRE(waiting);
  CHECK((waiting->counter == 2 && waiting->release == "0.2" && waiting->digest == to_hex(sha256(second.bundle))));
  REQUIRE(make_candidate(disk, facts(disk, 1)));
  CHECK(begin_start(disk).proving);
  commit(disk);
  CHECK_FALSE(staged(disk));
  CHECK(load_slots(disk).active_digest == waiting->digest);
}

TEST_CASE("what was spoilt while it waited, or does not fit any more, is not armed", "[rollout]") {
  FaultyDisk disk{1};
  with_first(disk, make(1, 1));
  const Release second = make(2, 1);
  REQUIRE(stage(disk, second.bundle, second.target, facts(disk, 1)));
  SiteFacts later = facts(disk, 1);
  later.hub_protocol = {2, 2};
  CHECK(make_candidate(disk, later).error().detail.find("hub") != std::string::npos);
  disk.append(folder_of_slot(staged(disk)->slot) + "/bin/holdfastd", "!");
  CHECK_FALSE(make_candidate(disk, facts(disk, 1)));
  CHECK_FALSE(load_slots(disk).candidate);
}

TEST_CASE("the release before is gone back to while it lies there and knows the data", "[rollout]") {
  FaultyDisk disk{1};
  with_first(disk, make(1, 1));
  CHECK(make_before_candidate(disk, facts(disk, 1)).error().why == Distrust::Why::missing);
  const Release second = make(2, 2);
  REQUIRE(install(disk, second.bundle, second.target, facts(disk, 1)));
  begin_start(disk);
  commit(disk);
  REQUIRE(load_slots(disk).before);
  CHECK(load_slots(disk).before->counter == 1);
  CHECK_FALSE(make_before_candidate(disk, facts(disk, 2)));  // it knows schema 1 alone
  REQUIRE(make_before_candidate(disk, facts(disk, 1)));
  CHECK(begin_start(disk).proving);
  commit(disk);
  const Slots slots = load_slots(disk);
  CHECK((slots.committed_counter == 1 && slots.before && slots.before->counter == 2));
  CHECK(slots.bad_digests == std::vector{to_hex(sha256(second.bundle))});  // not taken again by itself
  CHECK_FALSE(install(disk, second.bundle, second.target, facts(disk, 1)));
}

TEST_CASE("a release that replaces only much older ones is gone back to all the same", "[rollout]") {
  FaultyDisk disk{1};
  with_first(disk, make(1, 1));
  for (const Release& next : {make(5, 1, 3), make(6, 1)}) {
    REQUIRE(install(disk, next.bundle, next.target, facts(disk, 1)));
    begin_start(disk);
    commit(disk);
  }
  CHECK(load_slots(disk).before->counter == 5);
  REQUIRE(make_before_candidate(disk, facts(disk, 1)));
}

TEST_CASE("with another release in its slot the one before is not gone back to", "[rollout]") {
  FaultyDisk disk{1};
  with_first(disk, make(1, 1));
  for (const std::int64_t counter : {2, 3}) {
    const Release next = make(counter, 1);
    REQUIRE(stage(disk, next.bundle, next.target, facts(disk, 1)));
    CHECK_FALSE(load_slots(disk).before);
    REQUIRE(make_candidate(disk, facts(disk, 1)));
    begin_start(disk);
    commit(disk);
  }
  CHECK(load_slots(disk).before->counter == 2);
}

TEST_CASE("a slot gives back the bundle that it was unpacked from, byte for byte", "[rollout]") {
  FaultyDisk disk{1};
  const Release first = make(1, 1);
  with_first(disk, first);
  CHECK(bundle_of_slot(disk, load_slots(disk).active).value() == first.bundle);
  disk.append(folder_of_slot(load_slots(disk).active) + "/bin/holdfastd", "!");
  CHECK(bundle_of_slot(disk, load_slots(disk).active).error().why == Distrust::Why::mismatch);
  CHECK_FALSE(bundle_of_slot(disk, other(load_slots(disk).active)));
}
