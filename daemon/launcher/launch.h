#pragma once
#include <chrono>
#include <filesystem>
#include <functional>
#include <string>
#include <vector>

namespace holdfast::launcher {
/// What a release answers when it is asked to prove itself (`holdfastd … --prove`), and when it makes place for another
/// one.
constexpr int proved = 0, not_proved = 70, make_place = 75;
/// Options or a configuration that are wrong, which no other release makes right.
constexpr int wrong_options = 2;
/// Tells the daemon the folder of slots.json.
constexpr const char* releases_variable = "HOLDFAST_RELEASES";
/// What we promise a release that is started by us; a manifest's `launcher` is held against it.
constexpr int contract = 1;
/// Tells the daemon our contract and our own release, `1 0.2.0`: we stay when releases come and go.
constexpr const char* launcher_variable = "HOLDFAST_LAUNCHER";

struct Ended {
  int code = 0;         ///< 128 + the signal's number when a signal ended it
  bool in_time = true;  ///< false: it hung, and was killed
  bool asked = false;   ///< by a signal to us, handed on
};
/// Runs a program until it ends; zero patience waits for ever. SIGTERM, SIGINT and SIGHUP to us go on to it.
Ended run(const std::filesystem::path& program, const std::vector<std::string>& arguments,
          std::chrono::seconds patience);

struct Launch {
  std::filesystem::path root;           ///< of slots.json and slots/
  std::filesystem::path data = {};      ///< of the store; empty: root/data
  std::filesystem::path packaged = {};  ///< a release as a package brought it: bin/, manifest.json; empty: none
  std::vector<std::string> arguments;   ///< for the daemon, besides --data
  std::string release = {};             ///< our own, for whoever asks what runs here
  std::function<void(const std::string&)> say = [](const std::string&) {};
};
/// What a package brought, when it is newer than what runs: into a slot, to be proved like any release; on a machine
/// that has none it is what runs. True when it was put there. Throws std::runtime_error for a broken disk, and when the
/// folder is not what its manifest says.
bool adopt(const Launch& wish);

/// Starts what slots.json says, proves a candidate first, commits it or goes back, again and again until the daemon
/// ends for good or somebody asks us to stop; waits first for a daemon whose launcher was killed. A release that ended
/// by itself again and again is left for the one before (rollout/lives.h). Returns our exit code. Throws
/// std::runtime_error for a broken disk.
int launch(const Launch& wish);
}  // namespace holdfast::launcher
