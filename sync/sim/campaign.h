#pragma once
#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "sim/world.h"

namespace holdfast::sim {
/// Many worlds, seed after seed, over several threads; each world is of one thread and of its seed alone.
struct Campaign {
  std::uint64_t first_seed = 1;
  std::int64_t seeds = 1;
  int jobs = 1;
  Plan plan = {};  ///< of each; its seed is not looked at
  /// Told after each world, by one thread at a time.
  std::function<void(std::uint64_t seed, const Report& report, std::int64_t done)> on_world = {};
};
struct Outcome {
  struct Failure {
    std::uint64_t seed = 0;
    std::uint64_t trace = 0;
    std::vector<std::string> violations;
  };
  std::int64_t worlds = 0;
  std::int64_t store_days = 0;
  std::int64_t slowest_settle_s = 0;
  std::uint64_t trace = 0;  ///< of all: the same campaign gives the same, however many threads
  std::map<std::string, std::int64_t> marks, checks;
  std::vector<Failure> failures;  ///< by seed
  double seconds = 0;
};
Outcome run_campaign(const Campaign& campaign);
}  // namespace holdfast::sim
