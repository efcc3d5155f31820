#pragma once
#include <algorithm>
#include <map>
#include <mutex>
#include <string>

#include "base/instant.h"

namespace holdfast::server {
/// How often somebody may call: so many a second, and so many at once. Any thread; of this process alone.
template <class Who>
class CallLimits {
 public:
  CallLimits(std::int64_t a_second, std::int64_t at_once)
      : each_us_{1'000'000 / a_second}, most_us_{1'000'000 / a_second * at_once} {}
  bool allow(const Who& who, Instant now) {
    const std::lock_guard lock{mutex_};
    if (buckets_.size() > most_known) buckets_.clear();
    Bucket& bucket = buckets_[who];
    const std::int64_t passed = std::clamp<std::int64_t>(now.unix_us() - bucket.at.unix_us(), 0, most_us_);
    bucket.used_us = std::max<std::int64_t>(0, bucket.used_us - passed);
    bucket.at = now;
    if (bucket.used_us + each_us_ > most_us_) return false;
    bucket.used_us += each_us_;
    return true;
  }

 private:
  static constexpr std::size_t most_known = 100'000;
  struct Bucket {
    Instant at;
    std::int64_t used_us = 0;
  };
  std::int64_t each_us_, most_us_;
  std::mutex mutex_;
  std::map<Who, Bucket> buckets_;
};
}  // namespace holdfast::server
