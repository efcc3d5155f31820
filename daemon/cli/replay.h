#pragma once
#include <string>

namespace holdfast::cli {
struct Replay {
  std::string file;        ///< MONTH.csv.zst, with MONTH.expected.json beside it
  std::string url, token;  ///< of a running daemon; empty: a store of its own
  std::string staff = "9001", pin = "909090";
  int connections = 8;
  int patience = 0;   ///< seconds that the daemon may be away in the middle of it
  bool keep = false;  ///< tells where the own store is and waits for Enter before removing it
  bool json = false;
};
/// Rings a month of a real retailer's documents up through the local API and holds what the daemon then reports against
/// what the month must sum to. 0 only when all sums agree.
int replay(const Replay& options);
}  // namespace holdfast::cli
