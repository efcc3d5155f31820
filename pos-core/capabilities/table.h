#pragma once
#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

/// What may be done when, as schema/capabilities.yaml says it: rows that cmake/embed_capabilities.py compiles in.
namespace holdfast::capabilities {
/// What an operation may need besides this appliance.
enum class Dependency : std::uint8_t { none, hub, gift_cards, loyalty, fraud, customers, identity, stores, card_host };
inline constexpr std::size_t dependency_count = 9;
/// From good to bad: a policy may only move to the right.
enum class State : std::uint8_t { allowed, limited, queued, denied };
/// How it stands with a dependency. `alone`: it is not configured, the store governs itself.
enum class Mode : std::uint8_t { alone, online, slow, edge, draining };
inline constexpr std::size_t mode_count = 5;
/// Whose age matters while a hub is configured.
enum class Data : std::uint8_t { none, masters, staff };

enum class LimitKind : std::uint8_t {
  amount,          ///< most of one act, minor units of a currency with two decimals
  total,           ///< most of all acts of one outage, likewise
  manager_above,   ///< of one act, likewise: more takes somebody who may approve
  approval,        ///< any act takes somebody who may approve
  offline_policy,  ///< that of cards without a host, payments/offline_card.h
  local_only,      ///< what is known here
  credit_limit,    ///< the customer's, kept by the account itself
  lease,           ///< what the hub lent this store of the card or the customer's points: so much goes without the others
};
struct Limit {
  LimitKind kind;
  std::int64_t value = 0;
};
std::string_view name_of(LimitKind kind);  ///< `managerAbove`
constexpr bool is_money(LimitKind kind) {
  return kind == LimitKind::amount || kind == LimitKind::total || kind == LimitKind::manager_above;
}

struct Operation {
  std::string_view name;  ///< `giftCard.redeem`
  std::string_view group, title;
  Dependency needs;
  std::array<State, mode_count> states;  ///< by Mode
  bool opt_in;                           ///< limited only where a policy opens it, else denied
  Data data;
  bool spends_disk;          ///< refused when the disk is nearly full
  std::string_view instead;  ///< what to do then: a word that the till has a sentence for; may be empty
  std::span<const Limit> limits;
  State in(Mode mode) const { return states[static_cast<std::size_t>(mode)]; }
};
std::span<const Operation> operations();
std::optional<std::size_t> find_operation(std::string_view name);
/// Of a name in our own code; a name that is not in the table is a bug.
std::size_t operation_index(std::string_view name);

/// `POST /v1/carts/{id}/items` belongs to that operation.
struct Route {
  std::string_view method, path;
  std::size_t operation;
};
std::span<const Route> routes();
std::optional<std::size_t> operation_of(std::string_view method, std::string_view path);

struct DependencyRow {
  std::string_view name, title;  ///< `giftCards`, "the gift card service"
  bool via_hub;
  int failures;  ///< of its breaker: in the window
  int window_s, open_s, trials;
};
const DependencyRow& row_of(Dependency dependency);  ///< not of `none`
std::optional<Dependency> parse_dependency(std::string_view name);

struct DataRow {
  std::string_view name, title;
  int note_hours, manager_hours;
};
const DataRow& row_of(Data data);  ///< not of `none`

/// `other_tender`: "Take another payment, or park this sale."; empty for a word that is none.
std::string_view sentence_of(std::string_view instead);
std::string_view name_of(State state);
std::string_view name_of(Mode mode);
std::optional<State> parse_state(std::string_view name);
std::optional<Mode> parse_mode(std::string_view name);
int table_version();
}  // namespace holdfast::capabilities
