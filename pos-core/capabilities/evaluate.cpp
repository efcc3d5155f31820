#include "capabilities/evaluate.h"

#include <algorithm>

namespace holdfast::capabilities {
namespace {
constexpr std::array<std::string_view, 14> reasons{
    "NONE",         "WAN_DOWN",      "DEPENDENCY_DOWN", "CIRCUIT_OPEN",   "SLOW",
    "DRAINING",     "DATA_TOO_OLD",  "CLOCK_UNTRUSTED", "POLICY_OFF",     "NOT_CONFIGURED",
    "DISK_RESERVE", "OFFLINE_RULES", "LIMIT_REACHED",   "APPROVAL_NEEDED"};
constexpr std::int64_t seconds_per_hour = 3600;

struct Effective {
  Mode mode;
  Reason reason;  ///< when the state is not the one of a good day
};

Reason reason_of(Mode mode) {
  switch (mode) {
    case Mode::alone:
      return Reason::not_configured;
    case Mode::online:
      return Reason::offline_rules;
    case Mode::slow:
      return Reason::slow;
    case Mode::edge:
      return Reason::wan_down;
    case Mode::draining:
      return Reason::draining;
  }
  return Reason::none;
}

/// A service behind the hub is no better than the hub; an open breaker is as good as no line.
Effective effective(const Inputs& inputs, Dependency needs) {
  const Health& hub = inputs.of(Dependency::hub);
  const Mode hub_mode = hub.configured ? hub.mode : Mode::alone;
  if (needs == Dependency::none) return {hub_mode, reason_of(hub_mode)};
  const Health& own = inputs.of(needs);
  const bool via_hub = row_of(needs).via_hub || needs == Dependency::hub;
  if (via_hub && (hub_mode == Mode::alone || hub_mode == Mode::edge)) return {hub_mode, reason_of(hub_mode)};
  if (own.breaker == Breaker::open) return {Mode::edge, Reason::circuit_open};
  if (!own.configured)
    return via_hub ? Effective{hub_mode, reason_of(hub_mode)} : Effective{Mode::alone, Reason::not_configured};
  if (own.mode == Mode::edge) return {Mode::edge, Reason::dependency_down};
  if (own.breaker == Breaker::half_open || own.mode == Mode::slow) return {Mode::slow, Reason::slow};
  if (via_hub) return {hub_mode, reason_of(hub_mode)};
  return {own.mode, reason_of(own.mode)};
}

/// What was lent ahead is the store's to spend, whatever its policy opens besides.
bool keeps_lease(Standing& standing, const Operation& operation, const Inputs& inputs) {
  const bool leased = (operation.needs == Dependency::gift_cards && inputs.cards_leased) ||
                      (operation.needs == Dependency::loyalty && inputs.points_leased);
  if (!leased) return false;
  std::erase_if(standing.limits, [](const Limit& limit) { return limit.kind != LimitKind::lease; });
  return !standing.limits.empty();
}

void narrow(Standing& standing, const Operation& operation, const Inputs& inputs, const Policy::Rule* rule) {
  if (operation.opt_in && standing.state == State::limited && (rule == nullptr || !rule->open) &&
      !keeps_lease(standing, operation, inputs))
    standing.state = State::denied;
  if (rule == nullptr) return;
  if (rule->at_best && *rule->at_best > standing.state) {
    standing.state = *rule->at_best;
    standing.reason = Reason::policy_off;
  }
  for (const Limit& own : rule->limits)
    for (Limit& limit : standing.limits)
      if (limit.kind == own.kind) limit.value = std::min(limit.value, own.value);
}

void look_at_age(Standing& standing, const Operation& operation, const Inputs& inputs) {
  if (operation.data == Data::none || !inputs.of(Dependency::hub).configured) return;
  const auto& as_of = operation.data == Data::masters ? inputs.masters_as_of : inputs.staff_as_of;
  const DataRow& row = row_of(operation.data);
  const auto older_than = [&](int hours) {
    return !as_of || as_of->plus_seconds(hours * seconds_per_hour) < inputs.now;
  };
  const bool too_old = inputs.clock_trusted && older_than(row.manager_hours);
  standing.old_data = inputs.clock_trusted ? older_than(row.note_hours) : true;
  if ((!too_old && inputs.clock_trusted) || standing.state != State::allowed) return;
  if (inputs.old_data_confirmed) return;
  standing.state = State::limited;
  standing.manager_confirms = true;
  standing.reason = too_old ? Reason::data_too_old : Reason::clock_untrusted;
}

/// From good to bad.
int rank(const Health& health) {
  constexpr std::array<int, mode_count> by_mode{4, 0, 2, 3, 1};  // alone, online, slow, edge, draining
  const Mode mode = health.breaker == Breaker::open ? Mode::edge : health.mode;
  return by_mode[static_cast<std::size_t>(mode)];
}

/// As good as the best of them, since the first of those was; when all are away, since the last one went.
Health best_of(const std::vector<Terminal>& terminals) {
  const Health* best = nullptr;
  for (const Terminal& each : terminals) {
    const Health& health = each.health;
    const bool better = best == nullptr || rank(health) < rank(*best) ||
                        (rank(health) == rank(*best) &&
                         (health.mode == Mode::edge ? best->since < health.since : health.since < best->since));
    if (better) best = &health;
  }
  return *best;
}

Standing standing_of(const Operation& operation, std::size_t index, const Inputs& inputs) {
  const Effective now = effective(inputs, operation.needs);
  Standing standing;
  standing.mode = now.mode;
  standing.state = operation.in(now.mode);
  if (standing.state != State::allowed) {
    standing.reason = now.reason;
    // The reason is the rule, not the line, where a good line would not help either.
    if (standing.state == operation.in(Mode::online)) standing.reason = Reason::offline_rules;
    if (standing.state != State::denied) standing.limits.assign(operation.limits.begin(), operation.limits.end());
  }
  narrow(standing, operation, inputs, inputs.policy.rule(index));
  if (inputs.disk_low && operation.spends_disk) {
    standing.state = State::denied;
    standing.reason = Reason::disk_reserve;
  }
  look_at_age(standing, operation, inputs);
  if (standing.state == State::allowed || standing.state == State::denied) standing.limits.clear();
  if (standing.state == State::allowed) standing.reason = Reason::none;
  return standing;
}

AtTerminal at_terminal(Terminal terminal, Inputs inputs) {
  inputs.health[static_cast<std::size_t>(Dependency::card_host)] = terminal.health;
  AtTerminal out{std::move(terminal), {}};
  for (const std::size_t i : terminal_operations()) out.operations.push_back(standing_of(operations()[i], i, inputs));
  return out;
}
}  // namespace

const std::vector<std::size_t>& terminal_operations() {
  static const std::vector<std::size_t> those = [] {
    std::vector<std::size_t> found;
    for (std::size_t i = 0; i < operations().size(); ++i)
      if (operations()[i].needs == Dependency::card_host) found.push_back(i);
    return found;
  }();
  return those;
}

const Standing& Evaluation::standing(std::size_t operation, const AtTerminal* terminal) const {
  if (terminal != nullptr) {
    const auto& those = terminal_operations();
    const auto found = std::lower_bound(those.begin(), those.end(), operation);
    if (found != those.end() && *found == operation)
      return terminal->operations[static_cast<std::size_t>(found - those.begin())];
  }
  return operations[operation];
}

const AtTerminal* Evaluation::find_terminal(std::int64_t device_row) const {
  for (const AtTerminal& each : terminals)
    if (each.terminal.row == device_row) return &each;
  return nullptr;
}

const AtTerminal& Evaluation::terminal_of(const Uuid& register_id) const {
  for (const AtTerminal& each : terminals) {
    const auto& registers = each.terminal.registers;
    if (std::find(registers.begin(), registers.end(), register_id) != registers.end()) return each;
  }
  return by_hand;
}

std::string_view name_of(Reason reason) { return reasons[static_cast<std::size_t>(reason)]; }
std::optional<Reason> parse_reason(std::string_view name) {
  const auto found = std::find(reasons.begin(), reasons.end(), name);
  if (found == reasons.end()) return std::nullopt;
  return static_cast<Reason>(found - reasons.begin());
}

bool operator==(const Standing& a, const Standing& b) {
  const auto same = [](const Limit& x, const Limit& y) { return x.kind == y.kind && x.value == y.value; };
  return a.state == b.state && a.reason == b.reason && a.mode == b.mode && a.manager_confirms == b.manager_confirms &&
         a.old_data == b.old_data &&
         std::equal(a.limits.begin(), a.limits.end(), b.limits.begin(), b.limits.end(), same);
}

namespace {
/// That a terminal which was taken for there is there is no news: a start of the daemon changes nothing.
bool same_news(Health a, Health b) {
  for (Health* each : {&a, &b})
    if (each->mode == Mode::online && each->cause == Cause::starting) each->cause = Cause::answers;
  return a == b;
}
bool same_terminal(const AtTerminal& a, const AtTerminal& b) {
  const Terminal &x = a.terminal, &y = b.terminal;
  return x.row == y.row && x.device == y.device && x.name == y.name && x.registers == y.registers &&
         same_news(x.health, y.health) && a.operations == b.operations;
}
}  // namespace

bool same_result(const Evaluation& a, const Evaluation& b) {
  return a.mode == b.mode && a.cause == b.cause && a.since == b.since && a.policy_version == b.policy_version &&
         std::equal(a.health.begin(), a.health.end(), b.health.begin(), same_news) && a.operations == b.operations &&
         std::equal(a.terminals.begin(), a.terminals.end(), b.terminals.begin(), b.terminals.end(), same_terminal);
}

Evaluation evaluate(const Inputs& given, const Evaluation* before) {
  Inputs inputs = given;
  if (!inputs.terminals.empty())
    inputs.health[static_cast<std::size_t>(Dependency::card_host)] = best_of(inputs.terminals);
  Evaluation out;
  const Health& hub = inputs.of(Dependency::hub);
  out.mode = hub.configured ? hub.mode : Mode::alone;
  out.cause = hub.configured ? hub.cause : Cause::not_configured;
  out.since = hub.since;
  out.at = inputs.now;
  out.policy_version = std::to_string(table_version()) + "." + inputs.policy.version;
  out.health = inputs.health;
  out.masters_as_of = inputs.masters_as_of;
  const auto table = operations();
  out.operations.reserve(table.size());
  for (std::size_t i = 0; i < table.size(); ++i) out.operations.push_back(standing_of(table[i], i, inputs));
  for (const Terminal& each : inputs.terminals) out.terminals.push_back(at_terminal(each, inputs));
  out.by_hand = at_terminal({}, inputs);
  out.revision = before == nullptr ? 1 : before->revision + (same_result(*before, out) ? 0 : 1);
  return out;
}

Evaluation evaluation_alone(Instant now) {
  Inputs inputs;
  inputs.now = now;
  for (Health& each : inputs.health) each.since = now;
  return evaluate(inputs, nullptr);
}
}  // namespace holdfast::capabilities
