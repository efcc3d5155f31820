#pragma once
#include <map>
#include <optional>
#include <string>

#include "base/json.h"
#include "commands/context.h"

namespace holdfast::commands {
/// Replaces what narrows the capability matrix; `text` is `document` as it was sent. Refuses what
/// capabilities::decode_policy does.
Result<> put_capability_policy(db::Transaction& tx, const Json& document, std::string_view text, Context& context);
/// A manager has seen that prices and staff are old, and says that today's trade goes on with them.
Result<> confirm_old_data(db::Transaction& tx, Context& context);

struct RecordDrill {
  std::string mode;  ///< `edge`, `slow`, `draining`; `end` when it is over
  std::string reason;
  std::optional<Instant> until;
  std::map<std::string, int> denied = {};  ///< at its end: what the matrix refused meanwhile, by operation
};
/// A rehearsed outage, in the audit trail.
void record_drill(db::Transaction& tx, const RecordDrill& command, Context& context);
}  // namespace holdfast::commands
