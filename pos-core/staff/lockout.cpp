#include "staff/lockout.h"

#include <algorithm>

namespace holdfast::staff {
namespace {
constexpr std::int64_t first_lock = 60, longest_lock = 3600, window = 60;
constexpr std::size_t pairing_tries = 5, most_addresses = 4096;
}  // namespace

Tries after_failure(Tries tries, Instant now) {
  ++tries.failed;
  if (tries.failed < tries_allowed) return tries;
  const std::int64_t doublings = std::min<std::int64_t>(tries.failed - tries_allowed, 6);
  tries.locked_until = now.plus_seconds(std::min(first_lock << doublings, longest_lock));
  return tries;
}

Instant PairingGuard::barred_until(std::string_view address, Instant now) {
  const auto found = failures_.find(std::string{address});
  if (found == failures_.end()) return Instant{};
  std::deque<Instant>& times = found->second;
  while (!times.empty() && times.front().plus_seconds(window) <= now) times.pop_front();
  return times.size() < pairing_tries ? Instant{} : times.front().plus_seconds(window);
}

void PairingGuard::failed(std::string_view address, Instant now) {
  if (failures_.size() >= most_addresses) forget_old(now);
  std::deque<Instant>& times = failures_[std::string{address}];
  times.push_back(now);
  if (times.size() > pairing_tries) times.pop_front();
}

void PairingGuard::forget_old(Instant now) {
  std::erase_if(failures_, [now](const auto& entry) { return entry.second.back().plus_seconds(window) <= now; });
  if (failures_.size() >= most_addresses) failures_.clear();
}
}  // namespace holdfast::staff
