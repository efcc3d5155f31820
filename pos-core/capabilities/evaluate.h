#pragma once
#include <array>
#include <optional>
#include <string>
#include <vector>

#include "base/id.h"
#include "base/instant.h"
#include "capabilities/link_mode.h"
#include "capabilities/policy.h"

namespace holdfast::capabilities {
enum class Breaker : std::uint8_t { closed, half_open, open };

/// How it stands with one dependency. Times are wall time.
struct Health {
  bool configured = false;
  Mode mode = Mode::alone;
  Cause cause = Cause::not_configured;
  Instant since;
  Breaker breaker = Breaker::closed;
  std::optional<Instant> until = std::nullopt;  ///< it is tried again
  friend bool operator==(const Health&, const Health&) = default;
};

/// One card terminal: a dependency of its own.
struct Terminal {
  std::int64_t row = 0;  ///< of the device
  Uuid device;
  std::string name;
  std::vector<Uuid> registers;  ///< that use it
  Health health;
  friend bool operator==(const Terminal&, const Terminal&) = default;
};

struct Inputs {
  /// By Dependency; that of `none` is not looked at, and that of the card host is the best of `terminals` where there
  /// are any.
  std::array<Health, dependency_count> health{};
  std::vector<Terminal> terminals = {};  ///< by row
  Policy policy;
  bool disk_low = false;
  bool clock_trusted = true;                          ///< false: no age can be told
  std::optional<Instant> masters_as_of, staff_as_of;  ///< last known equal to the hub's
  bool old_data_confirmed = false;                    ///< by a manager, for today
  bool cards_leased = false, points_leased = false;   ///< the hub lent some, and it is not over
  Instant now;
  const Health& of(Dependency dependency) const { return health[static_cast<std::size_t>(dependency)]; }
};

/// Why an operation is not simply allowed.
enum class Reason : std::uint8_t {
  none,
  wan_down,
  dependency_down,
  circuit_open,
  slow,
  draining,
  data_too_old,
  clock_untrusted,
  policy_off,
  not_configured,
  disk_reserve,
  offline_rules,  ///< limited by the table itself, in every mode
  limit_reached,
  approval_needed,  ///< of a judgement only
};
std::string_view name_of(Reason reason);  ///< `WAN_DOWN`
std::optional<Reason> parse_reason(std::string_view name);

struct Standing {
  State state = State::allowed;
  Reason reason = Reason::none;
  Mode mode = Mode::online;       ///< of what it depends on
  bool manager_confirms = false;  ///< limited until a manager has said yes to old data for today
  bool old_data = false;          ///< allowed, but the answer should say how old
  std::vector<Limit> limits;      ///< where it is limited or queued
  friend bool operator==(const Standing&, const Standing&);
};

/// What goes through a card terminal, at one of them.
struct AtTerminal {
  Terminal terminal;
  std::vector<Standing> operations;  ///< as terminal_operations()
  friend bool operator==(const AtTerminal&, const AtTerminal&) = default;
};
/// Those that need a card terminal: indices of operations(), ascending.
const std::vector<std::size_t>& terminal_operations();

/// The whole matrix at one moment.
struct Evaluation {
  std::int64_t revision = 0;  ///< grows with every change of what follows, never otherwise
  Mode mode = Mode::alone;    ///< of the hub
  Cause cause = Cause::not_configured;
  Instant since;  ///< wall time
  Instant at;
  std::string policy_version = "0";
  std::array<Health, dependency_count> health{};
  std::vector<Standing> operations;  ///< as operations(); of what needs a card terminal, at the best of them
  std::vector<AtTerminal> terminals;
  AtTerminal by_hand;  ///< without a terminal: row 0
  std::optional<Instant> masters_as_of;
  const Standing& of(std::string_view operation) const { return operations[operation_index(operation)]; }
  /// As the operation stands at that terminal; at the best of them without one, or where it needs none.
  const Standing& standing(std::size_t operation, const AtTerminal* terminal) const;
  const AtTerminal* find_terminal(std::int64_t device_row) const;
  /// The terminal that this register uses, or `by_hand`.
  const AtTerminal& terminal_of(const Uuid& register_id) const;
};

/// Pure. `before`: of the same store; the revision goes on from it.
Evaluation evaluate(const Inputs& inputs, const Evaluation* before);
/// Nothing that anybody could notice differs (revision and time of evaluation aside).
bool same_result(const Evaluation& a, const Evaluation& b);
/// A store without a hub, with all devices well, and no policy.
Evaluation evaluation_alone(Instant now);
}  // namespace holdfast::capabilities
