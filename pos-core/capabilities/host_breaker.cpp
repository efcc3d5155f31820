#include "capabilities/host_breaker.h"

#include <deque>

namespace holdfast::capabilities {
HostBreaker host_breaker(std::span<const HostAnswer> answers, const DependencyRow& rule, Instant now) {
  Breaker state = Breaker::closed;
  Instant opened;
  std::deque<Instant> failures;
  int passed = 0;
  const auto settle = [&](Instant at) {
    if (state != Breaker::open || at < opened.plus_seconds(rule.open_s)) return;
    state = Breaker::half_open;
    passed = 0;
  };
  const auto open = [&](Instant at) {
    state = Breaker::open;
    opened = at;
    failures.clear();
  };
  for (const HostAnswer& answer : answers) {
    settle(answer.at);
    if (answer.reached) {
      failures.clear();
      if (state == Breaker::half_open && ++passed < rule.trials) continue;
      state = Breaker::closed;
      continue;
    }
    failures.push_back(answer.at);
    while (failures.front().plus_seconds(rule.window_s) < answer.at) failures.pop_front();
    if (state == Breaker::half_open || static_cast<int>(failures.size()) >= rule.failures) open(answer.at);
  }
  settle(now);
  if (state != Breaker::open) return {state, std::nullopt};
  return {state, opened.plus_seconds(rule.open_s)};
}
}  // namespace holdfast::capabilities
