// Stores with the real core under a hostile line (daemon/simulation). HOLDFAST_SEED=n runs that seed alone and tells
// what happened; HOLDFAST_CORE_SEEDS=n runs so many.
#include <catch2/catch.hpp>
#include <iostream>

#include "sim/campaign.h"
#include "simulation/core_shop.h"
#include "support/simulation_seeds.h"

namespace holdfast::simulation {
namespace {
constexpr std::int64_t usual_seeds = sim::slow_build ? 3 : 20;
sim::Plan plan(std::uint64_t seed, sim::Mutant mutant = sim::Mutant::none) {
  return {.seed = seed, .sites = 3, .days = 4, .mutant = mutant, .kind = core_kind()};
}
}  // namespace

TEST_CASE("what real stores sell reaches the hub to the cent, is priced there alike, and their books hold", "[sim]") {
  const std::int64_t only = sim::setting("HOLDFAST_SEED", 0);
  sim::Campaign campaign;
  campaign.first_seed = static_cast<std::uint64_t>(only != 0 ? only : 1);
  campaign.seeds = only != 0 ? 1 : sim::setting("HOLDFAST_CORE_SEEDS", usual_seeds);
  campaign.jobs = 2;
  campaign.plan = plan(0);
  sim::Outcome outcome = run_campaign(campaign);
  for (const sim::Outcome::Failure& failure : outcome.failures) {
    INFO("HOLDFAST_SEED=" << failure.seed << " trace " << failure.trace << sim::words(failure.violations));
    CHECK(failure.violations.empty());
  }
  std::cout << "simulation, real cores: " << outcome.worlds << " seeds, " << outcome.store_days << " store days, "
            << outcome.marks["sale"] << " sales in " << outcome.seconds << " s ("
            << static_cast<std::int64_t>(static_cast<double>(outcome.store_days) / outcome.seconds)
            << " store days/s), slowest to settle " << outcome.slowest_settle_s << " s\n";
  if (only != 0)
    for (const auto* counts : {&outcome.marks, &outcome.checks})
      for (const auto& [what, count] : *counts) std::cout << "  " << what << ": " << count << '\n';
  for (const auto& [what, count] : outcome.checks) {
    INFO("never looked at: " << what);
    CHECK(count > 0);
  }
  if (only == 0 && campaign.seeds >= usual_seeds && usual_seeds >= 20)
    for (const char* what : {"sale",
                             "exchange",
                             "return",
                             "return without a receipt",
                             "void",
                             "cash moved",
                             "stock moved",
                             "customer made",
                             "shift closed",
                             "day sealed",
                             "masters shown",
                             "masters rotten",
                             "masters mended",
                             "snapshot asked",
                             "site crash",
                             "site restored",
                             "hub crash",
                             "hub rolled back",
                             "epoch taken",
                             "dead letter",
                             "operation denied",
                             "operation done beside online"}) {
      INFO("never happened: " << what);
      CHECK(outcome.marks[what] > 0);
    }
}

TEST_CASE("the same seed gives the same run of real stores", "[sim]") {
  for (const std::uint64_t seed : {3U, 4U})
    CHECK(sim::World{plan(seed)}.run().trace == sim::World{plan(seed)}.run().trace);
}

TEST_CASE("real stores fail in the simulation when something is wrong", "[sim]") {
  using sim::Mutant;
#ifdef HOLDFAST_SLOW_BUILD
  const std::vector mutants{Mutant::own_prices, Mutant::lost_payment};
#else
  const std::vector mutants{Mutant::books_twice,   Mutant::lying_commit, Mutant::changed_cent, Mutant::no_carry_over,
                            Mutant::mixed_masters, Mutant::ungated,      Mutant::own_prices,   Mutant::lost_payment};
#endif
  for (const Mutant mutant : mutants) {
    bool caught = false;
    for (std::uint64_t seed = 1; seed <= 12 && !caught; ++seed)
      caught = !sim::World{plan(seed, mutant)}.run().violations.empty();
    INFO("mutant " << static_cast<int>(mutant));
    CHECK(caught);
  }
}
}  // namespace holdfast::simulation
