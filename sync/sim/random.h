#pragma once
#include <cstdint>

namespace holdfast::sim {
/// The one source of chance of a run (splitmix64): the same seed gives the same run on any machine.
class Chance {
 public:
  explicit Chance(std::uint64_t seed) : state_{seed} {}
  std::uint64_t next() {
    std::uint64_t z = (state_ += 0x9e3779b97f4a7c15);
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9;
    z = (z ^ (z >> 27)) * 0x94d049bb133111eb;
    return z ^ (z >> 31);
  }
  /// From 0 to `below` - 1.
  std::int64_t below(std::int64_t below) {
    return static_cast<std::int64_t>(next() % static_cast<std::uint64_t>(below));
  }
  std::int64_t between(std::int64_t least, std::int64_t most) { return least + below(most - least + 1); }
  bool in(int per_mille) { return below(1000) < per_mille; }

 private:
  std::uint64_t state_;
};
}  // namespace holdfast::sim
