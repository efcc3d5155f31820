#include "rollout/lives.h"

#include <catch2/catch.hpp>

#include "base/digest.h"
#include "rollout/faulty_disk.h"
#include "rollout/install.h"
#include "rollout/rebuild.h"

using namespace holdfast;
using namespace holdfast::rollout;

namespace {
constexpr std::int64_t morning = 1'795'255'200;

/// A machine on which release 1 runs, and then another one that proved itself.
class Machine {
 public:
  explicit Machine(std::int64_t schema_of_next = 1, std::int64_t readable_by = 0) {
    disk.make_folder("data");
    replace_file(disk, std::string{data_file}, "books");
    store_slots(disk, {.active = Slot::b, .committed_counter = 0, .candidate = {}, .bad_digests = {}});
    take(1, 1);
    start();
    end_life(disk, Ending::told, 86'400);
    take(2, schema_of_next, readable_by);
  }
  void take(std::int64_t counter, std::int64_t schema, std::int64_t readable_by = 0) {
    Manifest manifest{.release = "0." + std::to_string(counter) + ".0",
                      .counter = counter,
                      .architecture = "amd64",
                      .components = {},
                      .compatibility = {.protocol = {1, 1}, .api = {1, 1}},
                      .schema_writes = schema,
                      .schema_reads = 1,
                      .schema_readable_by = readable_by,
                      .notes = "",
                      .files = {}};
    const std::string program = "program " + std::to_string(counter);
    manifest.files.push_back({"bin/holdfastd", program.size(), to_hex(sha256(program)), 0755});
    const std::string bundle = bundle_of(manifest, [&](const std::string&) { return std::optional{program}; }).value();
    digest = to_hex(sha256(bundle));
    REQUIRE(install(disk, bundle, {bundle.size(), {{"sha256", digest}}, ""},
                    {.committed_counter = counter - 1,
                     .least_safe_counter = 0,
                     .architecture = "amd64",
                     .schema = 1,
                     .launcher = 1,
                     .hub_protocol = {},
                     .bad_digests = {}}));
  }
  /// As the launcher: what waits proves itself, and then what runs begins a life.
  Life start() {
    now += 10;
    up += 10;
    if (begin_start(disk).proving) commit(disk);
    const Life life = begin_life(disk, {boot, now, up});
    if (life.going_back) why = life.why;
    return life.going_back ? start() : life;
  }
  Life crash(std::int64_t after_s = 5) {
    const Life life = start();
    now += after_s;
    up += after_s;
    end_life(disk, Ending::by_itself, after_s);
    return life;
  }
  std::int64_t runs() { return load_slots(disk).committed_counter; }

  FaultyDisk disk{1};
  std::string boot = "first", digest, why;
  std::int64_t now = morning, up = 60;
};
}  // namespace

TEST_CASE("a release that ends by itself again and again is left for the one before, with the data as they are",
          "[rollout]") {
  Machine machine;
  const std::string bad = machine.digest;
  for (int life = 0; life < 3; ++life) machine.crash();
  CHECK(machine.runs() == 2);
  replace_file(machine.disk, std::string{data_file}, "books, and what was sold since");
  machine.start();
  CHECK(machine.runs() == 1);
  CHECK(machine.disk.read(data_file) == "books, and what was sold since");
  CHECK(load_slots(machine.disk).bad_digests == std::vector{bad});
  CHECK(machine.why.find("3 times within minutes") != std::string::npos);
  REQUIRE(left_behind(machine.disk));
  CHECK((left_behind(machine.disk)->digest == bad && left_behind(machine.disk)->release == "0.2.0"));
  forget_left_behind(machine.disk);
  CHECK_FALSE(left_behind(machine.disk));
  // What is wrong with the machine is wrong with each release: it does not go to and fro.
  for (int life = 0; life < 9; ++life) machine.crash();
  CHECK(machine.runs() == 1);
  CHECK(stays_because(machine.disk).find("failed here before") != std::string::npos);
  machine.crash(86'400);  // it lives again
  machine.start();
  CHECK(stays_because(machine.disk).empty());
}

TEST_CASE("a release that is told to end, lives long, or dies with the machine is not left", "[rollout]") {
  Machine machine;
  SECTION("told") {
    for (int life = 0; life < 9; ++life) {
      machine.start();
      end_life(machine.disk, Ending::told, 1);
    }
  }
  SECTION("some minutes in between") {
    for (int life = 0; life < 12; ++life) machine.crash(life % 3 == 2 ? short_life_s : 5);
  }
  SECTION("the machine") {
    for (int life = 0; life < 9; ++life) {
      machine.boot = std::to_string(life);
      machine.start();  // and the power goes: nobody notes an end
    }
  }
  SECTION("long after it came") {
    machine.start();
    end_life(machine.disk, Ending::told, watched_s);
    machine.now += watched_s;
    for (int life = 0; life < 9; ++life) machine.crash();
  }
  machine.start();
  CHECK(machine.runs() == 2);
  CHECK_FALSE(left_behind(machine.disk));
}

TEST_CASE("a release that is killed together with its launcher is counted by when it was started", "[rollout]") {
  Machine machine;
  for (int life = 0; life < 3; ++life) machine.start();
  machine.up += short_life_s;  // the third one lived
  machine.now -= 86'400;       // and the clock was set meanwhile
  machine.start();
  CHECK(machine.runs() == 2);
  for (int life = 0; life < 3; ++life) machine.start();
  CHECK(machine.runs() == 1);
}

TEST_CASE("a release that migrated to what the one before can read is left all the same", "[rollout]") {
  Machine machine{3, 1};
  for (int life = 0; life < 3; ++life) machine.crash();
  machine.start();
  CHECK(machine.runs() == 1);
  CHECK(machine.disk.read(data_file) == "books");
  CHECK(stays_because(machine.disk).empty());
}

TEST_CASE("data that were migrated are not taken back: the release stays, and says why", "[rollout]") {
  Machine machine{2};
  for (int life = 0; life < 3; ++life) machine.crash();
  const Life life = machine.start();
  CHECK(machine.runs() == 2);
  CHECK(life.why.find("the data were migrated (schema 2; release 0.1.0 reads at most 1)") != std::string::npos);
  CHECK(stays_because(machine.disk) == life.why);
  CHECK(machine.crash().why.empty());  // once is enough
}
