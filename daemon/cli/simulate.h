#pragma once
#include <cstdint>
#include <string>

namespace holdfast::cli {
/// Replication in virtual time: stores, a hostile line and two hubs over one database, from a seed. With `full` cores each
/// store is a SQLite file that the real commands write; with `model` its tills make their sales up, which is quicker.
struct Simulate {
  std::uint64_t seed = 1;
  std::int64_t seeds = 1;       ///< so many worlds, from `seed` on
  std::int64_t store_days = 0;  ///< instead of `seeds`: at least so many, in all
  int sites = 20, days = 30, sales = 12;
  std::string cores = "full";  ///< full, model
  int jobs = 0;  ///< threads; 0: one a processor
  bool json = false;
};
/// Tells on stdout what was tried and how often each invariant was looked at, on stderr how far it is. 0: all held; 1:
/// something did not, with the seed that replays it.
int simulate(const Simulate& options);
}  // namespace holdfast::cli
