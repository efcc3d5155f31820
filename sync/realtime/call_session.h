#pragma once
#include <cstdint>
#include <deque>
#include <optional>
#include <variant>

#include "base/instant.h"
#include "edge/retry.h"

/// Calls that somebody at a till waits for: balance, redemption, a customer, another store's order. Times are steady.
namespace holdfast::realtime {
enum class Kind { lookup, customer_create, fraud_check, store_order, redeem };
/// How long the cashier is made to wait (design, section 2: the seed's 30 s and 2 min are for workers).
constexpr std::int64_t deadline_s(Kind kind) {
  switch (kind) {
    case Kind::lookup:
      return 2;
    case Kind::customer_create:
    case Kind::fraud_check:
      return 3;
    case Kind::store_order:
      return 4;
    case Kind::redeem:
      return 5;
  }
  return 2;
}
/// Doing it twice is doing it once.
constexpr bool is_read(Kind kind) { return kind == Kind::lookup || kind == Kind::fraud_check; }

/// Breakers by kind of service (seed 004 section 4.5.3): failures, window, open, trials.
constexpr edge::BreakerPolicy stored_value{5, 60, 30, 2};  ///< gift cards, loyalty, fraud check
constexpr edge::BreakerPolicy people{3, 60, 60, 1};        ///< customers, staff
constexpr edge::BreakerPolicy stores{5, 120, 60, 3};       ///< cross-store orders, other sites' stock

/// One call under one key that was stored before it went out. A read is tried once more while there is time. A
/// redemption whose answer is lost is never tried again: its status is asked for at 1, 2, 4 and 8 s; whoever is still
/// unknown then does not count as money, and is reversed by the same key until that is answered, by the caller's queue.
/// It does no I/O.
class CallSession {
 public:
  enum class Outcome {
    answered,      ///< the answer counts
    refused,       ///< an answer too, by rule; the service is well
    not_done,      ///< it is known not to have happened; another way may be taken
    unreachable,   ///< a read without an answer
    queued,        ///< it will happen later, by the same key (a customer, a claim)
    not_counted,   ///< nobody knows; the tender does not count and is being reversed
    circuit_open,  ///< not even tried
  };
  enum class Status { done, not_done, unknown };
  struct Send {
    friend bool operator==(Send, Send) = default;
  };
  struct AskStatus {
    friend bool operator==(AskStatus, AskStatus) = default;
  };
  struct QueueReversal {
    friend bool operator==(QueueReversal, QueueReversal) = default;
  };
  struct Finished {
    Outcome outcome;
    friend bool operator==(Finished, Finished) = default;
  };
  using Action = std::variant<Send, AskStatus, QueueReversal, Finished>;

  CallSession(Kind kind, edge::Breaker& breaker) : kind_{kind}, breaker_{breaker} {}
  void start(Instant now);
  void on_answer(Instant now);   ///< 2xx
  void on_refused(Instant now);  ///< 4xx but 401, 408 and 429
  void on_failure(Instant now);  ///< no connection, a broken answer, 5xx; nobody knows what was done
  void on_status(Status status, Instant now);
  void on_time(Instant now);     ///< once deadline() has passed
  std::optional<Action> poll();  ///< what to do next; drain it after every call above
  std::optional<Instant> deadline() const { return wake_; }

 private:
  enum class State { idle, calling, waiting_to_ask, asking, finished };
  void lose(Instant now);
  void wait_to_ask(Instant now);
  void finish(Outcome outcome);

  const Kind kind_;
  edge::Breaker& breaker_;
  State state_ = State::idle;
  Instant ends_, lost_;
  bool retried_ = false;
  std::size_t asked_ = 0;
  std::deque<Action> actions_;
  std::optional<Instant> wake_;
};
}  // namespace holdfast::realtime
