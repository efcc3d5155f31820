#pragma once
#include <optional>
#include <span>

#include "capabilities/evaluate.h"

namespace holdfast::capabilities {
/// What a payment showed of the host behind a card terminal: the terminal said that it could not reach it, or it had
/// an answer of whatever kind.
struct HostAnswer {
  Instant at;
  bool reached = true;
};
struct HostBreaker {
  Breaker state = Breaker::closed;
  std::optional<Instant> until = std::nullopt;  ///< while it is open
  friend bool operator==(const HostBreaker&, const HostBreaker&) = default;
};
/// The breaker of one terminal's host by the table's numbers, from its answers, oldest first. Nothing is kept besides
/// the payments themselves, so it stands over a restart. While it is half open the next payment decides.
HostBreaker host_breaker(std::span<const HostAnswer> answers, const DependencyRow& rule, Instant now);
}  // namespace holdfast::capabilities
