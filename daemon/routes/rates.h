#pragma once
#include <algorithm>
#include <cstdint>
#include <optional>
#include <unordered_map>

#include "base/instant.h"

namespace holdfast::routes {
/// How many requests one terminal and one person may make: each has a bucket that a minute fills. Addresses are bounded
/// by the server already (http::Limits); this holds a stolen session or a terminal gone wild that has many of them.
/// I/O thread only.
class Rates {
 public:
  static constexpr std::int64_t usual = 12'000;  ///< a minute; a till in a hurry makes some hundreds
  explicit Rates(std::int64_t per_minute) : per_minute_{per_minute} {}
  /// When to come again; nothing: now is right, and counted.
  std::optional<Instant> take(std::int64_t who, Instant now) {
    Bucket& bucket = buckets_.try_emplace(who, Bucket{per_minute_ * unit, now}).first->second;
    const std::int64_t passed =
        std::min<std::int64_t>(std::max<std::int64_t>(now.unix_us() - bucket.at.unix_us(), 0), unit);
    bucket.level = std::min(per_minute_ * unit, bucket.level + passed * per_minute_);
    bucket.at = now;
    if (bucket.level < unit) return Instant{now.unix_us() + (unit - bucket.level) / per_minute_ + 1};
    bucket.level -= unit;
    return std::nullopt;
  }

 private:
  static constexpr std::int64_t unit = 60'000'000;  // microseconds of a minute: one request, so that nothing is rounded
  struct Bucket {
    std::int64_t level;
    Instant at;
  };
  std::int64_t per_minute_;
  std::unordered_map<std::int64_t, Bucket> buckets_;
};
}  // namespace holdfast::routes
