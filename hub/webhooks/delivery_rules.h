#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/json.h"
#include "engine/outbound_rows.h"

namespace holdfast::webhooks {
/// Closed: everything goes. After `failures` within `window_s` nothing goes for `open_s`; then one call at a time, and
/// `trials` of them in a row close it (seed 004 4.5.3).
struct BreakerRule {
  int failures = 10;
  std::int64_t window_s = 300;
  std::int64_t open_s = 60;
  int trials = 2;
};
struct DeliveryRules {
  /// Waits after each try that failed, as Standard Webhooks has them; each is drawn from 80 to 120 % of this. When all
  /// are used up, the event is a dead letter.
  std::vector<std::int64_t> retry_s{5, 300, 1800, 7200, 18'000, 36'000, 50'400, 72'000, 86'400};
  BreakerRule breaker;
  std::int64_t disable_after_s = 5 * seconds_per_day;  ///< of nothing but failure
  std::int64_t timeout_ms = 15'000;                    ///< of one call, all in all
};
/// `retrySeconds`, `breaker`, `disableAfterSeconds`, `timeoutMs`; what is not said stays. Complaints go to `fields`.
DeliveryRules read_rules(JsonFields& fields, std::vector<FieldError>& errors);

enum class Verdict {
  delivered,
  skipped,    ///< not meant for this endpoint
  not_ready,  ///< what it needs is not here yet: later, without counting
  failed,     ///< nothing said about the event: the line, the server, its credentials, its load
  refused,    ///< this event will never be taken
  gone        ///< 410: nobody wants any more
};
struct Attempt {
  Verdict verdict = Verdict::failed;
  std::optional<std::int64_t> retry_after_s;  ///< as the target asked
};
struct Decision {
  engine::Lane lane;
  engine::Lease lease;
  bool dead = false;     ///< set aside for a person; the lane goes on behind it
  bool disable = false;  ///< the endpoint gets nothing until somebody enables it
};
/// What becomes of a lane and its endpoint after one try of the event at `lane.event_no + 1`. `random` is any number.
Decision after(const Attempt& attempt, engine::Lane lane, engine::Lease lease, const DeliveryRules& rules, Instant now,
               std::uint64_t random);
bool is_open(const engine::Lease& lease, Instant now);
}  // namespace holdfast::webhooks
