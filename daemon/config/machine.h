#pragma once
#include <cstdint>
#include <string>
#include <vector>

#include "base/instant.h"

namespace holdfast::config {
/// The machine's clock.
Instant wall_clock();
/// Random bits from the kernel, fetched some hundred words at a time. One thread.
class KernelRandom {
 public:
  std::uint64_t operator()();

 private:
  std::vector<std::uint64_t> words_;
};
/// The name of this machine, in lower case; empty when it has none.
std::string machine_name();
/// The addresses of its interfaces that are up, loopback and link-local ones left out.
std::vector<std::string> machine_addresses();
}  // namespace holdfast::config
