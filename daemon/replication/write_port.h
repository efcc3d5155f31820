#pragma once
#include <chrono>
#include <filesystem>
#include <functional>
#include <future>

#include "store/call.h"

namespace holdfast::replication {
/// How masters come into a store: by the daemon's writer from another thread (StorePort), or in a simulation by the
/// thread that asks.
class WritePort {
 public:
  virtual ~WritePort() = default;
  /// Durable when it is back. A refusal comes back as one.
  virtual Result<store::Answer> write(store::Write write) = 0;
  virtual const std::filesystem::path& file() const = 0;
  virtual Instant now() const = 0;
  /// Says when a slice of a large write has taken long enough: 20 ms of the writer (design 1.3) from when it is first
  /// asked, so that each gets something done however long it waited.
  virtual std::function<bool()> slice() {
    using Clock = std::chrono::steady_clock;
    return [end = Clock::time_point{}]() mutable {
      const Clock::time_point now = Clock::now();
      if (end == Clock::time_point{}) end = now + std::chrono::milliseconds{20};
      return now >= end;
    };
  }
  /// Rows of a version that come into force in one commit; more are written unseen first.
  virtual std::size_t rows_at_once() const { return 500; }
  /// How a page is written while the next is fetched.
  virtual std::launch beside() const { return std::launch::async; }
};
}  // namespace holdfast::replication
