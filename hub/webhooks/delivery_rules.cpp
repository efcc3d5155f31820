#include "webhooks/delivery_rules.h"

#include <algorithm>

namespace holdfast::webhooks {
namespace {
constexpr std::int64_t most_retry_after_s = seconds_per_day;
constexpr std::int64_t look_again_s = 5;

/// 80 to 120 %, in microseconds, so that a thousand lanes do not come back together.
std::int64_t jittered_us(std::int64_t seconds, std::uint64_t random) {
  return seconds * 800'000 + static_cast<std::int64_t>(random % (static_cast<std::uint64_t>(seconds) * 400'000 + 1));
}
Instant plus_us(Instant at, std::int64_t us) { return Instant{at.unix_us() + us}; }

void count_failure(engine::Lease& lease, const BreakerRule& rule, Instant now) {
  if (!lease.failing_since) lease.failing_since = now;
  if (lease.trials > 0) {  // a trial failed: closed again for another while
    lease.open_until = now.plus_seconds(rule.open_s);
    lease.trials = rule.trials;
    return;
  }
  if (lease.failures == 0 || lease.window.plus_seconds(rule.window_s) < now) {
    lease.failures = 0;
    lease.window = now;
  }
  if (++lease.failures < rule.failures) return;
  lease.failures = 0;
  lease.open_until = now.plus_seconds(rule.open_s);
  lease.trials = rule.trials;
}
void count_success(engine::Lease& lease) {
  lease.failing_since.reset();
  lease.failures = 0;
  if (lease.trials > 0) --lease.trials;
}
void go_on(engine::Lane& lane) {
  ++lane.event_no;
  lane.attempts = 0;
  lane.first = lane.next = Instant{};
}
}  // namespace

DeliveryRules read_rules(JsonFields& fields, std::vector<FieldError>& errors) {
  DeliveryRules rules;
  if (const auto waits = fields.array("retrySeconds", false, 50); !waits.empty()) {
    rules.retry_s.clear();
    for (const Json& wait : waits) {
      const auto seconds = wait.is_number() ? wait.integer() : std::nullopt;
      if (!seconds || *seconds < 0 || *seconds > 7 * seconds_per_day)
        fields.complain("retrySeconds", "is a list of seconds, up to a week each");
      else
        rules.retry_s.push_back(*seconds);
    }
  }
  if (const Json* breaker = fields.maybe_object("breaker")) {
    JsonFields of{*breaker, errors, fields.pointer("breaker")};
    BreakerRule& rule = rules.breaker;
    rule.failures = static_cast<int>(of.maybe_integer("failures", 1, 1000).value_or(rule.failures));
    rule.window_s = of.maybe_integer("windowSeconds", 1, 86'400).value_or(rule.window_s);
    rule.open_s = of.maybe_integer("openSeconds", 1, 86'400).value_or(rule.open_s);
    rule.trials = static_cast<int>(of.maybe_integer("trials", 1, 100).value_or(rule.trials));
    of.finish();
  }
  rules.disable_after_s =
      fields.maybe_integer("disableAfterSeconds", 1, 90 * seconds_per_day).value_or(rules.disable_after_s);
  rules.timeout_ms = fields.maybe_integer("timeoutMs", 100, 30'000).value_or(rules.timeout_ms);
  return rules;
}

bool is_open(const engine::Lease& lease, Instant now) { return now < lease.open_until; }

Decision after(const Attempt& attempt, engine::Lane lane, engine::Lease lease, const DeliveryRules& rules, Instant now,
               std::uint64_t random) {
  Decision decision;
  switch (attempt.verdict) {
    case Verdict::skipped:
      go_on(lane);
      break;
    case Verdict::delivered:
      count_success(lease);
      go_on(lane);
      break;
    case Verdict::refused:
      // The target answered: it is well, it only does not want this.
      count_success(lease);
      decision.dead = true;
      go_on(lane);
      break;
    case Verdict::gone:
      decision.disable = true;
      break;
    case Verdict::not_ready:
      lane.next = now.plus_seconds(look_again_s);
      break;
    case Verdict::failed: {
      count_failure(lease, rules.breaker, now);
      if (lane.attempts == 0) lane.first = now;
      const auto used = static_cast<std::size_t>(lane.attempts++);
      if (now >= lease.failing_since->plus_seconds(rules.disable_after_s)) decision.disable = true;
      if (used >= rules.retry_s.size()) {
        decision.dead = true;
        go_on(lane);
        break;
      }
      lane.next = plus_us(now, jittered_us(rules.retry_s[used], random));
      if (attempt.retry_after_s)
        lane.next = std::max(lane.next, now.plus_seconds(std::min(*attempt.retry_after_s, most_retry_after_s)));
      break;
    }
  }
  decision.lane = std::move(lane);
  decision.lease = std::move(lease);
  return decision;
}
}  // namespace holdfast::webhooks
