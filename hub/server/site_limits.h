#pragma once
#include <map>
#include <mutex>

#include "base/instant.h"
#include "engine/site_rows.h"

namespace holdfast::server {
/// How often a site may ask what others wait for too: 20 a second, 60 at once. Any thread; of this process alone.
class SiteLimits {
 public:
  bool allow(const engine::SiteKey& site, Instant now) {
    const std::lock_guard lock{mutex_};
    Bucket& bucket = buckets_[site];
    const std::int64_t passed = std::clamp<std::int64_t>(now.unix_us() - bucket.at.unix_us(), 0, 60'000'000);
    bucket.used_us = std::max<std::int64_t>(0, bucket.used_us - passed);
    bucket.at = now;
    if (bucket.used_us + each_us > each_us * at_once) return false;
    bucket.used_us += each_us;
    return true;
  }

 private:
  static constexpr std::int64_t each_us = 50'000, at_once = 60;
  struct Bucket {
    Instant at;
    std::int64_t used_us = 0;
  };
  std::mutex mutex_;
  std::map<engine::SiteKey, Bucket> buckets_;
};
}  // namespace holdfast::server
