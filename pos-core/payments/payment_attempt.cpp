#include "payments/payment_attempt.h"

#include <array>

namespace holdfast::payments {
namespace {
constexpr std::array<std::string_view, 12> names{"created",   "armed",      "running",   "unknown",  "approved", "declined",
                                                 "cancelled", "notCharged", "reversing", "reversed", "manual",   "abandoned"};
using enum AttemptState;
using Event = AttemptEvent;

std::optional<AttemptState> from_live(AttemptState state, AttemptEvent event) {
  switch (event) {
    case AttemptEvent::acknowledged: return state == armed ? std::optional{running} : std::nullopt;
    case AttemptEvent::approved: return AttemptState::approved;
    case AttemptEvent::declined: return AttemptState::declined;
    case AttemptEvent::cancelled: return AttemptState::cancelled;
    case AttemptEvent::lost:
    case AttemptEvent::restarted: return unknown;
    case AttemptEvent::denied: return state == unknown ? std::optional{not_charged} : std::nullopt;
    case AttemptEvent::out_of_queries: return state == unknown ? std::optional{manual} : std::nullopt;
    case AttemptEvent::arm:
    case AttemptEvent::give_up:
    case AttemptEvent::reversal_done: return std::nullopt;
  }
  return std::nullopt;
}
}  // namespace

std::string_view name_of(AttemptState state) { return names[static_cast<std::size_t>(state)]; }
std::optional<AttemptState> parse_attempt_state(std::string_view name) {
  for (std::size_t i = 0; i < names.size(); ++i)
    if (names[i] == name) return static_cast<AttemptState>(i);
  return std::nullopt;
}

std::optional<AttemptState> next(AttemptState state, AttemptEvent event) {
  switch (state) {
    case created:
      if (event == Event::arm) return armed;
      if (event == Event::give_up || event == AttemptEvent::cancelled) return AttemptState::cancelled;
      if (event == Event::restarted) return abandoned;  // nothing had been sent
      return std::nullopt;
    case armed:
    case running:
    case unknown: return from_live(state, event);
    case AttemptState::approved: return event == Event::give_up ? std::optional{reversing} : std::nullopt;
    case reversing:
      if (event == Event::reversal_done) return reversed;
      if (event == Event::out_of_queries) return manual;
      if (event == Event::lost || event == Event::restarted) return reversing;  // repeated by the same reference until answered
      return std::nullopt;
    case manual:
      if (event == AttemptEvent::approved) return AttemptState::approved;
      if (event == Event::denied) return not_charged;
      return std::nullopt;
    case AttemptState::declined:
    case AttemptState::cancelled:
    case not_charged:
    case reversed:
    case abandoned: return std::nullopt;
  }
  return std::nullopt;
}

bool is_live(AttemptState state) {
  return state == created || state == armed || state == running || state == unknown || state == reversing || state == manual;
}
bool is_safely_unpaid(AttemptState state) {
  return state == AttemptState::declined || state == AttemptState::cancelled || state == not_charged || state == reversed || state == abandoned;
}
}  // namespace holdfast::payments
