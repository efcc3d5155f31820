// Releases through ten thousand stores. HOLDFAST_SEED=n runs that seed alone and tells what happened;
// HOLDFAST_FLEET_SEEDS=n runs so many,
// HOLDFAST_FLEET_SITES=n through so many stores.
#include <catch2/catch.hpp>

#include <atomic>
#include <chrono>
#include <iostream>
#include <mutex>
#include <thread>

#include "sim/fleet.h"
#include "support/simulation_seeds.h"

namespace holdfast::sim {
namespace {
/// Each kind of bundle once, every third time through ten thousand sites; at night some hundreds, all of that size.
const std::int64_t usual_seeds = slow_build ? 3 : static_cast<std::int64_t>(bundles().size());
int sites_of(std::int64_t seed) {
  const std::int64_t wanted = setting("HOLDFAST_FLEET_SITES", slow_build ? 1000 : seed % 3 == 0 ? 10'000 : 3000);
  return static_cast<int>(wanted);
}
}  // namespace

TEST_CASE("a bad release never passes its ring, a good one comes everywhere, and every store goes on selling",
          "[sim][rings]") {
  const std::int64_t only = setting("HOLDFAST_SEED", 0);
  const std::int64_t first = only != 0 ? only : 1, count = only != 0 ? 1 : setting("HOLDFAST_FLEET_SEEDS", usual_seeds);
  const auto began = std::chrono::steady_clock::now();
  std::map<std::string, std::int64_t> marks;
  std::map<std::int64_t, FleetReport> reports;
  std::int64_t sites = 0;
  std::mutex lock;
  std::atomic<std::int64_t> next{0};
  const auto work = [&] {
    for (std::int64_t i = next++; i < count; i = next++) {
      FleetReport report = run_fleet({.seed = static_cast<std::uint64_t>(first + i), .sites = sites_of(first + i)});
      const std::scoped_lock held{lock};
      for (const auto& [what, times] : report.marks) marks[what] += times;
      sites += sites_of(first + i);
      reports.emplace(first + i, std::move(report));
    }
  };
  {
    const std::jthread other{work};
    work();
  }
  for (const auto& [seed, report] : reports) {
    INFO("HOLDFAST_SEED=" << seed << " trace " << report.trace << ' ' << report.story << words(report.violations));
    CHECK(report.violations.empty());
    if (only != 0) std::cout << "fleet, seed " << seed << ": " << report.story << ", trace " << report.trace << '\n';
  }
  if (only != 0)
    for (const auto& [what, times] : marks) std::cout << "  " << what << ": " << times << '\n';
  const double seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - began).count();
  std::cout << "fleet: " << count << " seeds, " << sites << " sites, " << marks["power cut"] << " power cuts in "
            << marks["armed"] << " changes of release, in " << seconds << " s\n";
  if (only == 0 && count >= static_cast<std::int64_t>(bundles().size()))
    for (const char* what : {"power cut",
                             "power cut while it came back",
                             "line away",
                             "line lost in a download",
                             "call lost",
                             "answer lost",
                             "called off",
                             "release: committed",
                             "release: wentBack",
                             "back: committed",
                             "back: refused",
                             "left for the one before",
                             "stays though it ends by itself",
                             "a person on the spot",
                             "silent",
                             "advanced by hand",
                             "paused by hand",
                             "resumed by hand",
                             "sent back by hand",
                             "phase: goingBack",
                             "phase: goneBack",
                             "phase: done",
                             "phase: stopped",
                             "reason: wentBack",
                             "reason: scans",
                             "reason: prints",
                             "reason: declined",
                             "reason: errors",
                             "reason: slow",
                             "reason: lag",
                             "reason: sales",
                             "reason: crashes",
                             "reason: books",
                             "reason: silent"}) {
      INFO("never happened: " << what);
      CHECK(marks[what] > 0);
    }
}

TEST_CASE("the same seed gives the same fleet", "[sim][rings]") {
  for (const std::uint64_t seed : {5U, 9U})
    CHECK(run_fleet({.seed = seed, .sites = 1000}).trace == run_fleet({.seed = seed, .sites = 1000}).trace);
}

TEST_CASE("a fleet fails in the simulation when something is wrong", "[sim][rings]") {
  struct Case {
    FleetMutant mutant;
    const char* bundle;
    const char* says;
  };
  for (const Case& each :
       {Case{FleetMutant::blind, "finds half of what is scanned", "nothing stopped it"},
        Case{FleetMutant::blind, "fails its proof at one site in twenty", "nothing stopped it"},
        Case{FleetMutant::nervous, "good", "a good release was stopped"},
        Case{FleetMutant::disobedient, "fails its proof at one site in twenty", "though it had heard"},
        Case{FleetMutant::lying_disks, "good", "slots.json"},
        Case{FleetMutant::everybody, "loses half of the sales", "took it in ring"}}) {
    const auto bundle =
        std::ranges::find_if(bundles(), [&](const Bundle& one) { return std::string_view{one.what} == each.bundle; });
    std::string said;
    for (std::uint64_t seed = 1; seed <= 8 && said.find(each.says) == std::string::npos; ++seed)
      said += words(run_fleet({.seed = seed, .sites = 5000, .mutant = each.mutant, .bundle = &*bundle}).violations);
    INFO("mutant " << static_cast<int>(each.mutant) << ": " << said);
    CHECK(said.find(each.says) != std::string::npos);
  }
}
}  // namespace holdfast::sim
