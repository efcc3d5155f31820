#pragma once
#include <optional>
#include <string>
#include <string_view>

#include "commands/context.h"

/// What a person may do about the replication with the hub. Each is an event, `ReplicationChanged {what, ...}`, which
/// also wakes the threads that replicate: they read the rows for themselves.
namespace holdfast::commands {
/// `members`: further members of the payload, as JSON text without braces.
void tell_replication(db::Transaction& tx, Context& context, std::string_view what, std::string_view members = {});

struct PauseReplication {
  std::optional<std::string> direction;  ///< up, down; both without
  bool paused = true;
  std::string reason;
};
void pause_replication(db::Transaction& tx, const PauseReplication& command, Context& context);

/// Stores a run `upsync`, `drain`, `downsync` or `rebuild`; its id. Refuses conflict while one of the kind is running.
Result<Uuid> start_run(db::Transaction& tx, const std::string& kind, Context& context);

/// A body that was withheld goes up once more, or for ever not. Refuses not_found, and conflict unless it is pending.
enum class DeadLetterDecision { release, discard };
Result<void> decide_dead_letter(db::Transaction& tx, const Uuid& id, DeadLetterDecision decision,
                                const std::string& notes, Context& context);
}  // namespace holdfast::commands
