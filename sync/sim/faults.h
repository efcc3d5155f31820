#pragma once
#include <cstdint>

#include "sim/random.h"

namespace holdfast::sim {
/// A fault that only the simulation has, to show that its checks see what they are for.
enum class Mutant {
  none,
  books_twice,    ///< the hub forgets which events it has seen
  lying_commit,   ///< the hub answers, but what it stored is gone
  changed_cent,   ///< one sale is booked a cent higher
  no_carry_over,  ///< a store begins its new epoch without what the hub lacks
  mixed_masters,  ///< the store shows pages before their checkpoint
  ungated,        ///< a till does what the matrix denies
  own_prices,     ///< a store's taxes are not those that were published (real core only)
  lost_payment,   ///< a payment is not what was paid (real core only)
};

/// Which faults a run has and how often: drawn first, so that rare mixtures meet (per mille unless a unit is said).
struct Faults {
  int lose = 0, repeat = 0, damage = 0, slow = 0;
  int cut = 0;  ///< an hour
  std::int64_t cut_most_s = 0;
  int deaf = 0;                 ///< a cut: what the store says arrives, what it is answered does not
  int outages = 0;              ///< a run: the hub is away for all
  int site_crash = 0;           ///< an effect
  int hub_crash = 0;            ///< a transaction
  int hub_rollbacks = 0;        ///< a run
  int site_restores = 0;        ///< a run
  int rots = 0;                 ///< a run and store: a row of masters changes by itself
  int clock_steps = 0;          ///< a run, of up to ten years
  std::int64_t hub_skew_s = 0;  ///< between the true time and the clocks of the two hubs, either way
  int poison = 0, unknown = 0;  ///< an event
  static Faults draw(Chance& chance) {
    const auto some = [&](std::int64_t most) { return chance.in(400) ? 0 : static_cast<int>(chance.below(most + 1)); };
    Faults faults;
    faults.lose = some(300);
    faults.repeat = some(500);
    faults.damage = some(100);
    faults.slow = some(100);
    faults.cut = some(60);
    faults.cut_most_s = chance.in(200) ? 3 * 86'400 : chance.between(1, 7200);
    faults.site_crash = some(30);
    faults.hub_crash = some(60);
    faults.hub_rollbacks = some(2);
    faults.site_restores = some(2);
    faults.clock_steps = some(3);
    faults.poison = some(10);
    faults.unknown = some(5);
    faults.deaf = some(400);
    faults.outages = some(3);
    faults.hub_skew_s = some(7200);
    faults.rots = some(3);
    return faults;
  }
};
struct Crash {};
}  // namespace holdfast::sim
