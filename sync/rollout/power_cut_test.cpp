#include <catch2/catch.hpp>
#include <cstdlib>
#include <iostream>
#include <utility>

#include "base/digest.h"
#include "rollout/bundle_archive.h"
#include "rollout/faulty_disk.h"
#include "rollout/fetch.h"
#include "rollout/install.h"
#include "rollout/lives.h"
#include "rollout/rebuild.h"

using namespace holdfast;
using namespace holdfast::rollout;

namespace {
/// How a release turns out once it runs.
enum class Nature { good, crashes_at_start, crashes_after_migrating, fails_its_proof, fails_once, crashes_at_work };

/// How it comes: whole from a stick, or piece by piece from the hub, packed or as what differs from the one that runs.
enum class Way { stick, packed, delta };
constexpr std::uint64_t small_piece = 1024;

struct Release {
  Manifest manifest;
  std::string bundle;
  Nature nature = Nature::good;
  Target target() const { return {bundle.size(), {{"sha256", to_hex(sha256(bundle))}}, ""}; }
};

Release make_release(std::int64_t counter, Nature nature) {
  Release release{.manifest = {}, .bundle = {}, .nature = nature};
  // What no packing makes smaller, the same in every release but for a few bytes.
  std::string noise;
  for (int i = 0; i < 120; ++i) noise += bytes_of(sha256(std::to_string(i)));
  const std::string program = "program of release " + std::to_string(counter) + noise;
  std::vector<std::pair<std::string, std::string>> files{{"bin/holdfastd", program},
                                                         {"pages/pos.html", "page " + std::to_string(counter)}};
  Manifest& manifest = release.manifest;
  manifest = {.release = "0." + std::to_string(counter),
              .counter = counter,
              .architecture = "amd64",
              .components = {{"holdfastd", "1"}},
              .compatibility = {.protocol = {1, 1}, .api = {1, 1}},
              .schema_writes = nature == Nature::crashes_at_work ? 1 : counter,
              .schema_reads = 1,
              .notes = "",
              .files = {}};
  for (const auto& [path, bytes] : files) manifest.files.push_back({path, bytes.size(), to_hex(sha256(bytes)), 0755});
  release.bundle = bundle_of(manifest, [&](const std::string& path) -> std::optional<std::string> {
                     for (const auto& [name, bytes] : files)
                       if (name == path) return bytes;
                     return std::nullopt;
                   }).value();
  return release;
}

/// One appliance: its disk, and what a release does when it is started. The store's data are `SCHEMA SALES`, and later
/// sales are in a log beside them, as SQLite's are, until somebody closes the store in order.
class Appliance {
 public:
  Appliance(const Release& old, const Release& next, std::uint64_t seed, Way way = Way::stick)
      : old_{old}, next_{next}, disk{seed} {
    const std::string frame = way == Way::stick ? "" : squeeze(next.bundle, way == Way::delta ? old.bundle : "", 1);
    if (way != Way::stick)
      form_ = std::pair{form_of(way == Way::delta ? Form::Kind::delta : Form::Kind::packed, frame,
                                way == Way::delta ? to_hex(sha256(old.bundle)) : "", small_piece),
                        frame};
    disk.make_folder("data");
    disk.sync_folder("");
    replace_file(disk, std::string{data_file}, "1 100");
    store_slots(disk, {.active = Slot::b, .committed_counter = 0, .candidate = {}, .bad_digests = {}});
    REQUIRE(install(disk, old.bundle, old.target(), facts()));
    REQUIRE(begin_start(disk).proving);
    commit(disk);
  }
  SiteFacts facts() {
    const Slots slots = load_slots(disk);
    return {.committed_counter = slots.committed_counter,
            .least_safe_counter = 0,
            .architecture = "amd64",
            .schema = schema(),
            .launcher = 1,
            .hub_protocol = {1, 1},
            .bad_digests = slots.bad_digests};
  }
  std::int64_t schema() { return std::stoll(*disk.read(data_file)); }
  std::int64_t sales() {
    if (const auto log = disk.read(data_log)) return std::stoll(*log);
    const std::string data = *disk.read(data_file);
    return std::stoll(data.substr(data.find(' ')));
  }

  /// Asks for the new release where the old one runs, as the daemon does after each start.
  void want() {
    if (const Slots slots = load_slots(disk); slots.candidate || slots.committed_counter >= next_.manifest.counter)
      return;
    const auto waiting = staged(disk);
    if (!waiting || waiting->counter != next_.manifest.counter)
      if (const auto ready = stage(disk, fetched(), next_.target(), facts()); !ready) {
        refusal = ready.error().detail;
        return;
      }
    if (const auto made = make_candidate(disk, facts()); !made) refusal = made.error().detail;
  }
  /// The bundle, as it came; each piece may be the last before the power goes.
  std::string fetched() {
    if (!form_) return next_.bundle;
    const auto& [form, frame] = *form_;
    Fetch fetch{disk, form};
    while (const auto run = fetch.next(2 * small_piece)) {
      const auto taken = fetch.take(*run, std::string_view{frame}.substr(run->offset, run->bytes));
      REQUIRE(taken);
    }
    std::string prefix;
    if (form.kind == Form::Kind::delta) prefix = bundle_of_slot(disk, load_slots(disk).active).value();
    return expand(fetch.bytes().value(), prefix, next_.bundle.size()).value();
  }
  /// One start of the machine: the launcher, then the release in the slot. True when it serves.
  bool start() {
    const Start begun = begin_start(disk);
    const auto manifest = verify_slot(disk, begun.slot);
    REQUIRE(manifest);  // whatever is started is whole
    const Release& release = manifest->counter == old_.manifest.counter ? old_ : next_;
    REQUIRE(*manifest == release.manifest);
    if (begun.proving && release.nature == Nature::crashes_at_start) return false;
    REQUIRE(schema() <= release.manifest.schema_writes);  // the old release cannot read what the new one migrated
    if (schema() < release.manifest.schema_writes) write(release.manifest.schema_writes);
    if (begun.proving && release.nature == Nature::crashes_after_migrating) return false;
    if (begun.proving && release.nature == Nature::fails_its_proof) return roll_back(disk), false;
    if (begun.proving && release.nature == Nature::fails_once && !std::exchange(failed_once, true))
      return roll_back(disk), false;
    if (begun.proving) {
      commit(disk);
      return start();
    }
    if (begin_life(disk, {std::to_string(boot), now, now}).going_back) return start();
    if (release.nature == Nature::crashes_at_work) {
      sell();  // it proved itself; what it sells before it ends by itself is sold
      end_life(disk, Ending::by_itself, 60);
      return false;
    }
    running = release.manifest.counter;
    return true;
  }
  void sell() {
    replace_file(disk, std::string{data_log}, std::to_string(sales() + 1));
    ++acknowledged;
  }
  void write(std::int64_t schema) {
    replace_file(disk, std::string{data_file}, std::to_string(schema) + " " + std::to_string(sales()));
    disk.remove(data_log);
    disk.sync_folder("data");
  }

  const Release &old_, &next_;
  std::optional<std::pair<Form, std::string>> form_;
  FaultyDisk disk;
  std::int64_t running = 0, acknowledged = 100, boot = 1, now = 1'795'255'200;
  std::string refusal;
  bool failed_once = false;  ///< then it would pass: its way back must not be taken for a new try
};

/// Runs until it serves, however often power goes; at most some starts.
void until_it_serves(Appliance& appliance) {
  for (int starts = 0; starts < 12; ++starts) {
    if (appliance.start()) return;
  }
  FAIL("it never served");
}

/// The whole update with one cut before operation `at`; false once there are no more operations to cut at.
bool with_cut(const Release& old, const Release& next, std::int64_t at, std::uint64_t seed, Way way) {
  Appliance appliance{old, next, seed, way};
  bool cut = false;
  appliance.disk.cut_after(at);
  try {
    until_it_serves(appliance);
    appliance.sell();
    appliance.want();
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
    appliance.want();
    until_it_serves(appliance);
  }
  appliance.disk.cut_after(std::nullopt);
  const bool either = next.nature == Nature::fails_once;
  REQUIRE(
      (either || appliance.running == (next.nature == Nature::good ? next.manifest.counter : old.manifest.counter)));
  REQUIRE(appliance.sales() == appliance.acknowledged);
  REQUIRE(appliance.schema() == (appliance.running == 1 ? old : next).manifest.schema_writes);
  appliance.sell();
  until_it_serves(appliance);
  REQUIRE(appliance.sales() == appliance.acknowledged);
  if (next.nature != Nature::good && !either) REQUIRE(load_slots(appliance.disk).bad_digests.size() == 1);
  return cut;
}
}  // namespace

TEST_CASE("an update with the power cut before any write ends in a release that works, with its data", "[rollout]") {
  const Release old = make_release(1, Nature::good);
  const bool nightly = std::getenv("HOLDFAST_NIGHTLY") != nullptr;
  int cuts = 0;
  for (const Way way : {Way::stick, Way::packed, Way::delta})
    for (const Nature nature : {Nature::good, Nature::crashes_at_start, Nature::crashes_after_migrating,
                                Nature::fails_its_proof, Nature::fails_once, Nature::crashes_at_work}) {
      const Release next = make_release(2, nature);
      for (std::int64_t at = 0;; ++at) {
        bool cut = false;
        for (std::uint64_t seed = 1; seed <= (nightly ? 200 : 5); ++seed) {
          CAPTURE(static_cast<int>(way), static_cast<int>(nature), at, seed);
          cut = with_cut(old, next, at, seed, way);
          cuts += cut;
        }
        if (!cut) break;
      }
    }
  std::cout << "update: " << cuts << " power cuts\n";
  CHECK(cuts > 4000);
}

TEST_CASE("a release that failed here is not tried again until a person clears it", "[rollout]") {
  const Release old = make_release(1, Nature::good), bad = make_release(2, Nature::crashes_at_start);
  Appliance appliance{old, bad, 1};
  appliance.want();
  until_it_serves(appliance);
  CHECK(appliance.running == 1);
  appliance.want();
  CHECK(appliance.refusal == "It failed here before; a person has to clear it.");
  CHECK_FALSE(load_slots(appliance.disk).candidate);
}

TEST_CASE("a bundle is not unpacked unless it is the one that was promised, and fits this site", "[rollout]") {
  const Release old = make_release(1, Nature::good), next = make_release(5, Nature::good);
  Appliance appliance{old, next, 1};
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
  site.schema = 6;
  CHECK(refused(next.bundle, next.target(), site) == "The store's data are of schema 6, it knows 5.");
  CHECK(install(appliance.disk, next.bundle, next.target(), appliance.facts()));
  CHECK(load_slots(appliance.disk).candidate);
}
