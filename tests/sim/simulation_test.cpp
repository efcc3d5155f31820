// Replication under a hostile line. HOLDFAST_SEED=n runs that seed alone and tells what happened; HOLDFAST_SEEDS=n runs
// so many.
#include <catch2/catch.hpp>

#include <chrono>
#include <cstdlib>
#include <iostream>

#include "sim/world.h"

namespace holdfast::sim {
namespace {
std::int64_t setting(const char* name, std::int64_t otherwise) {
  const char* text = std::getenv(name);
  return text != nullptr ? std::atoll(text) : otherwise;
}
std::string words(const Report& report) {
  std::string out;
  for (const std::string& violation : report.violations) out += "\n  " + violation;
  return out;
}
#if defined(__has_feature)
#if __has_feature(address_sanitizer) || __has_feature(thread_sanitizer)
#define HOLDFAST_SLOW_BUILD 1
#endif
#endif
#ifdef HOLDFAST_SLOW_BUILD
constexpr std::int64_t usual_seeds = 12;
#else
constexpr std::int64_t usual_seeds = 60;
#endif
constexpr int sites = 4;
constexpr int days = 5;
}  // namespace

TEST_CASE("every sale reaches the hub once and to the cent, whatever line, stores and hub do", "[sim]") {
  const std::int64_t only = setting("HOLDFAST_SEED", 0);
  const std::int64_t first = only != 0 ? only : 1;
  const std::int64_t last = only != 0 ? only : setting("HOLDFAST_SEEDS", usual_seeds);
  std::map<std::string, std::int64_t> marks;
  std::int64_t slowest_settle = 0;
  const auto began = std::chrono::steady_clock::now();
  for (std::int64_t seed = first; seed <= last; ++seed) {
    const Report report = World{{.seed = static_cast<std::uint64_t>(seed), .sites = sites, .days = days}}.run();
    for (const auto& [what, count] : report.marks) marks[what] += count;
    slowest_settle = std::max(slowest_settle, report.settle_s);
    INFO("HOLDFAST_SEED=" << seed << " trace " << report.trace << words(report));
    CHECK(report.violations.empty());
  }
  const double seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - began).count();
  const std::int64_t store_days = (last - first + 1) * sites * days;
  std::cout << "simulation: " << last - first + 1 << " seeds, " << store_days << " store days, " << marks["sale"]
            << " sales in " << seconds << " s (" << static_cast<std::int64_t>(static_cast<double>(store_days) / seconds)
            << " store days/s), slowest to settle " << slowest_settle << " s\n";
  for (const auto& [what, count] : marks)
    if (only != 0 || setting("HOLDFAST_MARKS", 0) != 0) std::cout << "  " << what << ": " << count << '\n';
  if (only == 0 && last >= 40)
    for (const char* what : {"answer 200",
                             "answer 400",
                             "answer 409",
                             "answer 410",
                             "answer 422",
                             "request lost",
                             "request damaged",
                             "request repeated",
                             "answer lost",
                             "answer damaged",
                             "hub crash",
                             "hub rolled back",
                             "site crash",
                             "site restored",
                             "epoch for fork",
                             "epoch for fenced",
                             "epoch for restore",
                             "epoch taken",
                             "dead letter",
                             "bodies sent",
                             "snapshot asked",
                             "masters shown",
                             "cut",
                             "alert hub_behind"}) {
      INFO("never happened: " << what);
      CHECK(marks[what] > 0);
    }
}

TEST_CASE("the same seed gives the same run", "[sim]") {
  for (std::uint64_t seed = 1; seed <= 5; ++seed) {
    const Plan plan{.seed = seed, .sites = 2, .days = 2};
    CHECK(World{plan}.run().trace == World{plan}.run().trace);
  }
}

TEST_CASE("without faults there is nothing to settle", "[sim]") {
  const Report report = World{{.seed = 7, .sites = 2, .days = 2, .quiet = true}}.run();
  INFO(words(report));
  CHECK(report.violations.empty());
  CHECK(report.settle_s <= 60);
}

TEST_CASE("the simulation fails when replication is wrong", "[sim]") {
  for (const Mutant mutant : {Mutant::books_twice, Mutant::lying_commit, Mutant::changed_cent, Mutant::no_carry_over,
                              Mutant::mixed_masters}) {
    bool caught = false;
    for (std::uint64_t seed = 1; seed <= 20 && !caught; ++seed)
      caught = !World{{.seed = seed, .sites = 2, .days = 3, .mutant = mutant}}.run().violations.empty();
    INFO("mutant " << static_cast<int>(mutant));
    CHECK(caught);
  }
}
}  // namespace holdfast::sim
