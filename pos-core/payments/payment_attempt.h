#pragma once
#include <optional>
#include <string_view>

namespace holdfast::payments {
/// An effect outside the database (a card terminal): its row is committed as `armed` before the first byte leaves, its
/// outcome in the transaction that takes the order's next step. States and rules: replication design, section 3.
enum class AttemptState {
  created, armed, running, unknown, approved, declined, cancelled, not_charged, reversing, reversed, manual, abandoned,
};
std::string_view name_of(AttemptState state);
std::optional<AttemptState> parse_attempt_state(std::string_view name);

/// What happened to an attempt.
enum class AttemptEvent {
  arm,             ///< the intent is durable: the request may leave now
  acknowledged,    ///< the terminal has begun
  approved, declined, cancelled,
  lost,            ///< link, time or answer lost once the amount may have left
  denied,          ///< the same terminal, idle, knows of no such charge
  give_up,         ///< the sale is given up
  reversal_done,
  out_of_queries,  ///< no certainty after all questions: a person decides
  restarted,       ///< the appliance came up again
};
/// The next state; empty when that event cannot happen in that state (a bug, or a lying terminal).
std::optional<AttemptState> next(AttemptState state, AttemptEvent event);
/// Money may still move: no other attempt on this tender may start.
bool is_live(AttemptState state);
/// Nothing was taken for certain: another attempt may start.
bool is_safely_unpaid(AttemptState state);
}  // namespace holdfast::payments
