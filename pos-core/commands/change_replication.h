#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/json.h"
#include "commands/context.h"

/// What a person may do about the replication with the hub. Each is an event, `ReplicationChanged {what, ...}`, which
/// also wakes the threads that replicate: they read the rows for themselves.
namespace holdfast::commands {
/// `members`: further members of the payload, as JSON text without braces.
void tell_replication(db::Transaction& tx, Context& context, std::string_view what, std::string_view members = {});

/// Whose switch it is: the store's people and the hub have one each, and either holds the line.
enum class SwitchOwner { store, hub };
struct PauseReplication {
  std::optional<std::string> direction;  ///< up, down; both without
  bool paused = true;
  std::string reason;
  std::string by;  ///< who; of the store's people the actor, if nothing is said
  SwitchOwner owner = SwitchOwner::store;
};
void pause_replication(db::Transaction& tx, const PauseReplication& command, Context& context);

bool is_run_kind(std::string_view kind);
/// Stores a run `upsync`, `drain`, `downsync` or `rebuild`; its id. Refuses conflict while one of the kind is running.
Result<Uuid> start_run(db::Transaction& tx, const std::string& kind, Context& context);

/// A body that was withheld goes up once more, or for ever not. Refuses not_found, and conflict unless it is pending.
enum class DeadLetterDecision { release, discard };
Result<void> decide_dead_letter(db::Transaction& tx, const Uuid& id, DeadLetterDecision decision,
                                const std::string& notes, Context& context);
/// A person has put the event right: what the log has never goes up, `corrected` (its document, with the event's own id)
/// is sent for the hub to book in its place. Refuses not_found, conflict (not pending, or a row of masters) and
/// invalid_argument (another id).
Result<void> fix_dead_letter(db::Transaction& tx, const Uuid& id, const Json& corrected, const std::string& text,
                             const std::string& notes, Context& context);
struct UntoldCorrection {
  Uuid id;
  std::int64_t epoch = 0, seq = 0;
  std::string corrected, by, notes;
};
/// What the hub has not been told.
std::vector<UntoldCorrection> untold_corrections(db::Connection& connection, int most);
/// The hub has booked it; or it complains, and a person has to look at it again.
void correction_told(db::Transaction& tx, const Uuid& id, const std::optional<std::string>& complaint, Context& context);
}  // namespace holdfast::commands
