#pragma once
#include <optional>
#include <string_view>

#include "commands/context.h"

namespace holdfast::commands {
/// What a command has to know before it asks the matrix.
struct Act {
  std::optional<std::int64_t> amount = std::nullopt;  ///< minor units of the store's currency; the sign does not matter
  std::int64_t lease = 0;                             ///< how much of the amount the hub lent this store ahead
  std::optional<std::int64_t> terminal = std::nullopt;  ///< row of the card terminal that it goes through
  std::optional<bool> manager = std::nullopt;         ///< may the one who acts approve; none: the actor or who approved
};
/// Asks the capability matrix (schema/capabilities.yaml) whether this may be done now. What it limits is kept on the
/// command's events and in capability_decision; what it denies is the refusal. Without a gate (jobs, the command line)
/// everything may.
Result<> permit(db::Transaction& tx, const Context& context, std::size_t operation, const Act& act = {});
Result<> permit(db::Transaction& tx, const Context& context, std::string_view operation, const Act& act = {});
}  // namespace holdfast::commands
