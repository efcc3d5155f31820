// Replication under a hostile line. HOLDFAST_SEED=n runs that seed alone and tells what happened; HOLDFAST_SEEDS=n runs
// so many.
#include <catch2/catch.hpp>

#include <iostream>

#include "sim/campaign.h"
#include "support/simulation_seeds.h"

namespace holdfast::sim {
namespace {
constexpr std::int64_t usual_seeds = slow_build ? 12 : 60;
constexpr int sites = 4;
constexpr int days = 5;
}  // namespace

TEST_CASE("every sale reaches the hub once and to the cent, whatever line, stores and hub do", "[sim]") {
  const std::int64_t only = setting("HOLDFAST_SEED", 0);
  const std::int64_t first = only != 0 ? only : 1;
  const std::int64_t last = only != 0 ? only : setting("HOLDFAST_SEEDS", usual_seeds);
  Campaign campaign;
  campaign.first_seed = static_cast<std::uint64_t>(first);
  campaign.seeds = last - first + 1;
  campaign.jobs = 2;
  campaign.plan = {.sites = sites, .days = days};
  Outcome outcome = run_campaign(campaign);
  auto& marks = outcome.marks;
  for (const Outcome::Failure& failure : outcome.failures) {
    INFO("HOLDFAST_SEED=" << failure.seed << " trace " << failure.trace << words(failure.violations));
    CHECK(failure.violations.empty());
  }
  std::cout << "simulation: " << outcome.worlds << " seeds, " << outcome.store_days << " store days, " << marks["sale"]
            << " sales in " << outcome.seconds << " s ("
            << static_cast<std::int64_t>(static_cast<double>(outcome.store_days) / outcome.seconds)
            << " store days/s), slowest to settle " << outcome.slowest_settle_s << " s\n";
  if (only != 0 || setting("HOLDFAST_MARKS", 0) != 0)
    for (const auto* counts : {&marks, &outcome.checks})
      for (const auto& [what, count] : *counts) std::cout << "  " << what << ": " << count << '\n';
  CHECK(outcome.checks.size() == 11);
  for (const auto& [what, count] : outcome.checks) {
    INFO("never looked at: " << what);
    CHECK(count > 0);
  }
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
                             "masters rotten",
                             "masters mended",
                             "masters shown",
                             "cut",
                             "hub away",
                             "operation denied",
                             "operation done",
                             "operation done beside online",
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

TEST_CASE("a campaign gives the same however many threads share it", "[sim]") {
  Campaign campaign{.first_seed = 11, .seeds = 4, .jobs = 1, .plan = {.sites = 2, .days = 2}};
  const Outcome alone = run_campaign(campaign);
  campaign.jobs = 3;
  const Outcome shared = run_campaign(campaign);
  CHECK(shared.trace == alone.trace);
  CHECK(shared.marks == alone.marks);
  CHECK(shared.checks == alone.checks);
}

TEST_CASE("without faults there is nothing to settle", "[sim]") {
  const Report report = World{{.seed = 7, .sites = 2, .days = 2, .quiet = true}}.run();
  INFO(words(report.violations));
  CHECK(report.violations.empty());
  CHECK(report.settle_s <= 60);
}

TEST_CASE("the simulation fails when replication is wrong", "[sim]") {
  for (const Mutant mutant : {Mutant::books_twice, Mutant::lying_commit, Mutant::changed_cent, Mutant::no_carry_over,
                              Mutant::mixed_masters, Mutant::ungated}) {
    bool caught = false;
    for (std::uint64_t seed = 1; seed <= 20 && !caught; ++seed)
      caught = !World{{.seed = seed, .sites = 2, .days = 3, .mutant = mutant}}.run().violations.empty();
    INFO("mutant " << static_cast<int>(mutant));
    CHECK(caught);
  }
}
}  // namespace holdfast::sim
