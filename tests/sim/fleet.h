#pragma once
#include <memory>

#include "sim/fleet_site.h"

/// A release through a fleet of stores, in virtual time, from one seed: rings, rules, wishes and what each site makes
/// of them are the real ones (hub/rings, hub/rollouts, sync/rollout).
namespace holdfast::sim {
/// A release, and what is wrong with it.
struct Bundle {
  const char* what;
  rollout::Nature nature = rollout::Nature::good;
  Trade trade = {};
  int share = 1000;           ///< of sites where it is so
  std::size_t last_ring = 0;  ///< that it may come to
  bool good = false;
  std::optional<bool> migrates = {};  ///< nothing: drawn
};
/// Good ones, and bad ones of each kind.
const std::vector<Bundle>& bundles();

/// A fault that only the simulation has, to show that its checks see what they are for.
enum class FleetMutant {
  none,
  blind,        ///< rules that nothing trips
  nervous,      ///< rules that one bad site trips
  disobedient,  ///< stores put in place what was called off
  lying_disks,  ///< what was synced is gone after a power cut
  everybody,    ///< the hub offers it to every ring at once
};
struct FleetPlan {
  std::uint64_t seed = 1;
  int sites = 10'000;
  FleetMutant mutant = FleetMutant::none;
  const Bundle* bundle = nullptr;  ///< nothing: drawn
};
struct FleetReport {
  std::vector<std::string> violations;
  std::map<std::string, std::int64_t> marks;
  std::string story;  ///< in a line: what it was and how it ended
  std::uint64_t trace = 0;
  int days = 0, most_with_it = 0;
  std::size_t ring = 0;
};
FleetReport run_fleet(const FleetPlan& plan);
}  // namespace holdfast::sim
