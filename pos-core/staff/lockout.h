#pragma once
#include <cstdint>
#include <deque>
#include <string>
#include <string_view>
#include <unordered_map>

#include "base/instant.h"

namespace holdfast::staff {
/// Wrong tries in a row, of a person or at a terminal. A row that has just been locked keeps its count, so the next
/// wrong try after the lock doubles it.
struct Tries {
  std::int64_t failed = 0;
  Instant locked_until;
  bool locked(Instant now) const { return now < locked_until; }
};
inline constexpr std::int64_t tries_allowed = 5;
/// One more wrong try: from the fifth on locked for 1, 2, 4 … minutes, at most an hour.
Tries after_failure(Tries tries, Instant now);

/// Wrong pairing codes by address in the last minute; the fifth bars the address until the oldest is a minute old. Kept
/// in memory only: a restart forgives. At most a few thousand addresses are remembered.
class PairingGuard {
 public:
  /// When the address may try again; `now` or earlier when it may now.
  Instant barred_until(std::string_view address, Instant now);
  void failed(std::string_view address, Instant now);

 private:
  void forget_old(Instant now);
  std::unordered_map<std::string, std::deque<Instant>> failures_;
};
}  // namespace holdfast::staff
