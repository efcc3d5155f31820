#include "capabilities/table.h"

#include "base/check.h"

namespace holdfast::capabilities {
namespace {
constexpr std::array<std::string_view, 4> states{"allowed", "limited", "queued", "denied"};
constexpr std::array<std::string_view, mode_count> modes{"alone", "online", "slow", "edge", "draining"};
constexpr std::array<std::string_view, 8> limits{"amount",  "total",     "managerAbove", "approval",
                                                 "offline", "localOnly", "creditLimit",  "lease"};
template <class Enum, std::size_t n>
std::optional<Enum> parse(const std::array<std::string_view, n>& names, std::string_view name) {
  for (std::size_t i = 0; i < n; ++i)
    if (names[i] == name) return static_cast<Enum>(i);
  return std::nullopt;
}
}  // namespace

std::optional<std::size_t> find_operation(std::string_view name) {
  const auto all = operations();
  for (std::size_t i = 0; i < all.size(); ++i)
    if (all[i].name == name) return i;
  return std::nullopt;
}
std::size_t operation_index(std::string_view name) {
  const auto found = find_operation(name);
  check(found.has_value());
  return *found;
}

std::optional<std::size_t> operation_of(std::string_view method, std::string_view path) {
  for (const Route& route : routes())
    if (route.method == method && route.path == path) return route.operation;
  return std::nullopt;
}

std::optional<Dependency> parse_dependency(std::string_view name) {
  for (std::size_t i = 1; i < dependency_count; ++i)
    if (row_of(static_cast<Dependency>(i)).name == name) return static_cast<Dependency>(i);
  return std::nullopt;
}

std::string_view name_of(State state) { return states[static_cast<std::size_t>(state)]; }
std::string_view name_of(Mode mode) { return modes[static_cast<std::size_t>(mode)]; }
std::string_view name_of(LimitKind kind) { return limits[static_cast<std::size_t>(kind)]; }
std::optional<State> parse_state(std::string_view name) { return parse<State>(states, name); }
std::optional<Mode> parse_mode(std::string_view name) { return parse<Mode>(modes, name); }
}  // namespace holdfast::capabilities
