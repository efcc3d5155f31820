#include "launcher/launch.h"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/wait.h>
#include <unistd.h>

#include <atomic>
#include <catch2/catch.hpp>
#include <csignal>
#include <fstream>
#include <random>
#include <sstream>
#include <thread>

#include "base/digest.h"
#include "launcher/folder_disk.h"
#include "release/pack.h"
#include "rollout/install.h"
#include "rollout/slots.h"

using namespace holdfast;
using namespace holdfast::launcher;
namespace fs = std::filesystem;

namespace {
/// Releases are scripts: the real launcher starts them on a real disk. The store's data is one line that each start
/// appends to.
std::string script(const std::string& proof, const std::string& name) {
  return "#!/bin/sh\ndata=$2/store.db\nif [ \"$3\" = --prove ]; then\n" + proof + "\nfi\necho \"" + name +
         "\" >>\"$data\"\n" + "[ -f \"$2/next\" ] && rm \"$2/next\" && exit 75\nexit 0\n";
}
class Box {
 public:
  Box()
      : root_{fs::temp_directory_path() /
              ("holdfast-launcher-" + std::to_string(::getpid()) + "-" + std::to_string(++made))},
        disk{root_} {
    fs::create_directories(root_ / "data");
    rollout::store_slots(disk,
                         {.active = rollout::Slot::b, .committed_counter = 0, .candidate = {}, .bad_digests = {}});
    std::ofstream{root_ / "data/store.db"} << "opened\n";
    offer(1, script("exit 0", "old"));
    rollout::begin_start(disk);
    rollout::commit(disk);
  }
  ~Box() { fs::remove_all(root_); }
  void offer(std::int64_t counter, const std::string& program, std::int64_t seconds = 60) {
    rollout::Manifest manifest;
    manifest.release = std::to_string(counter);
    manifest.counter = counter;
    manifest.architecture = "amd64";
    manifest.compatibility = {{1, 1}, {1, 1}, 1, 0};
    manifest.schema_writes = 1;
    manifest.schema_reads = 1;
    manifest.proving_seconds = seconds;
    const std::string bundle = release::pack(manifest, {{"bin/holdfastd", 0755, program}}).value();
    const rollout::SiteFacts site{counter - 1, 0, "amd64", 1, 1, {1, 1}, {}};
    REQUIRE(rollout::install(disk, bundle, release::target_of(bundle, manifest), site));
  }
  int start() {
    said.clear();
    Launch wish;
    wish.root = root_;
    wish.say = [this](const std::string& line) {
      said += line + "\n";
      waits = waits || line.find("has not ended yet") != std::string::npos;
    };
    return launch(wish);
  }
  std::string data() const {
    std::ostringstream text;
    text << std::ifstream{root_ / "data/store.db"}.rdbuf();
    return text.str();
  }
  const fs::path& root() const { return root_; }

 private:
  static inline int made = 0;
  fs::path root_;

 public:
  FolderDisk disk;
  std::string said;
  std::atomic<bool> waits{false};
};
}  // namespace

TEST_CASE("a release that proves itself is what runs from then on", "[launcher]") {
  Box box;
  CHECK(box.start() == 0);
  CHECK(box.data() == "opened\nold\n");
  box.offer(2, script("exit 0", "new"));
  CHECK(box.start() == 0);
  CHECK(box.data() == "opened\nold\nnew\n");
  CHECK(rollout::load_slots(box.disk).committed_counter == 2);
  CHECK_FALSE(fs::exists(box.root() / "data/restore.db"));
}

TEST_CASE("a release that does not prove itself leaves no trace in the data", "[launcher]") {
  for (const char* proof : {"echo migrated >>\"$data\"; exit 70", "echo migrated >>\"$data\"; kill -9 $$",
                            "echo migrated >>\"$data\"; exit 1"}) {
    Box box;
    box.offer(2, script(proof, "new"));
    std::ofstream{box.root() / "data/store.db", std::ios::app} << "sold since it was unpacked\n";
    CHECK(box.start() == 0);
    CHECK(box.data() == "opened\nsold since it was unpacked\nold\n");
    const auto slots = rollout::load_slots(box.disk);
    CHECK(slots.committed_counter == 1);
    CHECK(slots.bad_digests.size() == 1);
    CHECK_FALSE(slots.candidate);
  }
}

TEST_CASE("a release that hangs is ended when its time is over", "[launcher]") {
  Box box;
  box.offer(2, script("sleep 60", "new"), 1);
  CHECK(box.start() == 0);
  CHECK(box.said.find("it hung") != std::string::npos);
  CHECK(box.data() == "opened\nold\n");
}

TEST_CASE("a daemon that makes place is followed by what waits", "[launcher]") {
  Box box;
  box.offer(2, script("exit 0", "new"));
  rollout::Slots slots = rollout::load_slots(box.disk);
  const auto candidate = slots.candidate;
  slots.candidate.reset();
  rollout::store_slots(box.disk, slots);
  std::ofstream{box.root() / "data/next"} << "";
  CHECK(box.start() == 0);
  CHECK(box.data() == "opened\nold\nold\n");  // nothing waited: it starts again itself
  slots.candidate = candidate;
  rollout::store_slots(box.disk, slots);
  CHECK(box.start() == 0);
  CHECK(box.data() == "opened\nold\nold\nnew\n");
}

TEST_CASE("killed at any moment, the launcher goes on where it was", "[launcher]") {
  std::mt19937 random{7};
  for (int round = 0; round < 12; ++round) {
    Box box;
    const bool good = round % 2 == 0;
    box.offer(2, script(good ? "exit 0" : "echo migrated >>\"$data\"; exit 70", "new"));
    const pid_t child = ::fork();
    if (child == 0) {
      try {
        box.start();
      } catch (...) {
      }
      ::_exit(0);
    }
    std::this_thread::sleep_for(std::chrono::microseconds{random() % 20'000});
    ::kill(child, SIGKILL);
    ::waitpid(child, nullptr, 0);
    CHECK(box.start() == 0);
    INFO(round << ": " << box.data());
    CHECK(box.data().find("migrated") == std::string::npos);
    CHECK(box.data().ends_with(good ? "new\n" : "old\n"));
    CHECK(rollout::load_slots(box.disk).committed_counter == (good ? 2 : 1));
  }
}

TEST_CASE("a release that was committed and then ends by itself three times is left for the one before", "[launcher]") {
  Box box;
  const std::string program = script("exit 0", "new");
  box.offer(2, program.substr(0, program.rfind("exit 0")) + "exit 1\n");
  for (int life = 0; life < 3; ++life) CHECK(box.start() == 1);
  CHECK(rollout::load_slots(box.disk).committed_counter == 2);
  CHECK(box.start() == 0);
  CHECK(box.said.find("back to the release before") != std::string::npos);
  CHECK(box.data() == "opened\nnew\nnew\nnew\nold\n");
  CHECK(rollout::load_slots(box.disk).committed_counter == 1);
  CHECK(rollout::load_slots(box.disk).bad_digests.size() == 1);
}

TEST_CASE("a daemon whose launcher was killed is waited for before anything is started", "[launcher]") {
  Box box;
  const int lock = ::open((box.root() / "data/lock").c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
  REQUIRE(::flock(lock, LOCK_EX) == 0);
  bool waited = false;
  std::thread other{[&] {
    while (!box.waits) std::this_thread::sleep_for(std::chrono::milliseconds{1});
    waited = box.data() == "opened\n";
    ::close(lock);
  }};
  CHECK(box.start() == 0);
  other.join();
  CHECK(waited);
  CHECK(box.data() == "opened\nold\n");
}

TEST_CASE("a signal to the launcher reaches the daemon, which ends by itself", "[launcher]") {
  Box box;
  box.offer(2,
            "#!/bin/sh\n[ \"$3\" = --prove ] && exit 0\ntrap 'echo stopped >>\"$0.log\"; exit 0' TERM\necho up "
            ">\"$2/up\"\nwhile :; do sleep 0.05; done\n");
  const pid_t child = ::fork();
  if (child == 0) ::_exit(box.start());
  while (!fs::exists(box.root() / "data/up")) std::this_thread::sleep_for(std::chrono::milliseconds{5});
  ::kill(child, SIGTERM);
  int status = -1;
  ::waitpid(child, &status, 0);
  CHECK(WIFEXITED(status));
  CHECK(WEXITSTATUS(status) == 0);
  CHECK(fs::exists(box.root() / "slots/a/bin/holdfastd.log") != fs::exists(box.root() / "slots/b/bin/holdfastd.log"));
}

TEST_CASE("what a package brings goes into a slot, and is proved unless there was nothing before", "[launcher]") {
  const fs::path root = fs::temp_directory_path() / ("holdfast-adopt-" + std::to_string(::getpid()));
  const auto bring = [&](std::int64_t counter, const std::string& program) {
    fs::remove_all(root / "packaged");
    fs::create_directories(root / "packaged/bin");
    FolderDisk packaged{root / "packaged"};
    rollout::Manifest manifest;
    manifest.release = std::to_string(counter);
    manifest.counter = counter;
    manifest.architecture = "amd64";
    manifest.compatibility = {{1, 1}, {1, 1}, 1, 0};
    manifest.schema_writes = manifest.schema_reads = 1;
    manifest.proving_seconds = 5;
    manifest.files = {{"bin/holdfastd", program.size(), to_hex(sha256(program)), 0755}};
    packaged.append("bin/holdfastd", program);
    packaged.append("manifest.json", rollout::manifest_text(manifest));
  };
  fs::create_directories(root / "data");
  Launch wish;
  wish.root = root / "releases";
  wish.data = root / "data";
  wish.packaged = root / "packaged";
  const auto counter = [&] {
    FolderDisk disk{root / "releases"};
    return rollout::load_slots(disk).committed_counter;
  };
  bring(1, script("exit 70", "one"));
  CHECK(adopt(wish));
  CHECK(counter() == 1);
  CHECK_FALSE(adopt(wish));
  CHECK(launch(wish) == 0);
  bring(2, script("exit 70", "two"));
  CHECK(launch(wish) == 0);
  CHECK(counter() == 1);
  bring(3, script("exit 0", "three"));
  CHECK(launch(wish) == 0);
  CHECK(counter() == 3);
  CHECK(fs::exists(root / "releases/current/bin/holdfastd"));
  std::ostringstream text;
  text << std::ifstream{root / "data/store.db"}.rdbuf();
  CHECK(text.str() == "one\none\nthree\n");
  bring(4, script("exit 0", "four"));
  std::ofstream{root / "packaged/bin/holdfastd", std::ios::app} << "spoilt";
  CHECK_THROWS(adopt(wish));
  CHECK(counter() == 3);
  fs::remove_all(root);
}
