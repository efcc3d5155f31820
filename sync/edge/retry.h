#pragma once
#include <algorithm>
#include <cstdint>
#include <deque>
#include <functional>
#include <optional>

#include "base/instant.h"

/// Times here are steady: a clock that starts somewhere and never steps. Wall time is only written into documents.
namespace holdfast::edge {
using Random = std::function<std::uint64_t()>;

/// Waits between tries (seed 004 4.5.1 NetworkError: 5 retries, 1 s doubling to 30 s; then on to 5 min, as replication
/// never gives up), each drawn evenly from 0 to the cap, so that a thousand stores do not come back together.
class Backoff {
 public:
  explicit Backoff(Random random) : random_{std::move(random)} {}
  std::int64_t next_us();
  void reset() { tries_ = 0; }
  int tries() const { return tries_; }

 private:
  Random random_;
  int tries_ = 0;
};

/// Seed 004 4.5.3. Refusals by rule are answers: only what says nothing about the request counts as a failure.
struct BreakerPolicy {
  int failures;
  std::int64_t window_s;
  std::int64_t open_s;
  int trials;
};
constexpr BreakerPolicy hub_replication{10, 300, 120, 5};  // the row of ERPNext

class Breaker {
 public:
  enum class State { closed, open, half_open };
  explicit Breaker(BreakerPolicy policy) : policy_{policy} {}
  /// When a call may go out: now, or once the breaker lets trials through.
  Instant ready_at(Instant now);
  void on_success(Instant now);
  void on_failure(Instant now);
  /// The hub answered a ping: trials at once.
  void on_probe(Instant now);
  State state() const { return state_; }

 private:
  void open(Instant now);
  BreakerPolicy policy_;
  State state_ = State::closed;
  std::deque<Instant> failures_;
  Instant opened_;
  int trials_passed_ = 0;
};

/// Bytes that may go out, refilled evenly: a backlog of weeks must not take the line from the card terminal. It may be
/// overdrawn by one batch, which is then waited for.
class ByteBudget {
 public:
  ByteBudget(std::int64_t bytes_per_second, std::int64_t burst)
      : rate_{bytes_per_second}, burst_{burst}, left_{burst} {}
  Instant ready_at(Instant now);
  void take(std::int64_t bytes, Instant now);
  /// From now on so many; what is left or overdrawn stays.
  void change(std::int64_t bytes_per_second, std::int64_t burst, Instant now);

 private:
  void refill(Instant now);
  std::int64_t rate_;
  std::int64_t burst_;
  std::int64_t left_;
  Instant at_;
};
}  // namespace holdfast::edge
