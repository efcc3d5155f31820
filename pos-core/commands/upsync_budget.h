#pragma once
#include <cstdint>
#include <optional>

#include "commands/change_replication.h"

namespace holdfast::commands {
/// How many packed bytes a second may go up to the hub. The store's people and the hub may each ask for a limit;
/// without either it is what the daemon was configured with.
struct UpsyncBudget {
  static constexpr std::int64_t least = 1024, most = 1'000'000'000;
  std::optional<std::int64_t> store, hub;
  friend bool operator==(const UpsyncBudget&, const UpsyncBudget&) = default;
};
UpsyncBudget upsync_budget(db::Connection& connection);
/// The lower of what was asked.
std::int64_t in_force(const UpsyncBudget& budget, std::int64_t configured);

/// None: that owner asks for nothing. Refuses invalid_argument for what is no budget. Nothing happens where it is so.
Result<void> limit_upsync(db::Transaction& tx, SwitchOwner owner, std::optional<std::int64_t> bytes_per_second,
                          Context& context);
}  // namespace holdfast::commands
