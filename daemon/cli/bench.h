#pragma once
#include <cstdint>
#include <string>
#include <vector>

namespace holdfast::cli {
struct Bench {
  std::vector<int> clients{1, 8, 32};
  int seconds = 5;
  std::int64_t history = 0;  ///< sales made before anything is measured
  int busy = 0;              ///< endless loops beside it
  int products = 10'000;
  std::string folder;  ///< on the disk under test; empty: the temporary one
  std::vector<std::string> flows{"sale", "chatty", "add-line", "lookup"};
  bool json = false;
};
/// Measures a daemon of its own, each flow at each client count between two runs of the raw SQLite reference, and
/// prints the ratios. 0 when no request failed and the store is sound afterwards.
int bench(const Bench& options);
}  // namespace holdfast::cli
