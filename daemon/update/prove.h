#pragma once
#include <chrono>
#include <filesystem>
#include <string>
#include <vector>

#include "store/options.h"

namespace holdfast::update {
/// What was reached before a release was put in place, and has to be reached after it: `reach.json` beside the slots.
struct Reach {
  bool hub = false;
  std::vector<std::string> devices;  ///< `tcp://192.168.1.50:9100`, `serial:///dev/ttyUSB0`
};
std::string reach_text(const Reach& reach);
/// Nothing, when there is no such file: then nothing has to be reached.
Reach read_reach(const std::filesystem::path& file);
/// Of the devices that are set up and on, those that answer now; and the hub, where the store is enrolled.
Reach reach_now(const std::filesystem::path& data, const std::filesystem::path& store_file);

/// Whether a release works here, before it serves anybody. Nothing of it leaves the machine but knocking at doors, and
/// what it changes in the data goes when it fails.
struct Proof {
  std::filesystem::path data, releases;
  store::Options options;  ///< the store's, which is open
  std::uint16_t port = 0;  ///< where it answers, on this machine
  std::chrono::milliseconds between_tries{1'500};  ///< a line stumbles: what fails once is asked again, some times
};
/// What is wrong, in sentences; empty: it may serve. Blocks, on no thread that serves.
std::vector<std::string> prove(const Proof& proof);
}  // namespace holdfast::update
