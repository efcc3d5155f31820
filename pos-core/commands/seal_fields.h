#pragma once
#include "commands/context.h"

namespace holdfast::commands {
/// Seals what identifies customers, and secrets, by the newest field key (vault/field_keys.h): what an older release
/// left in clear, and everything again after the key was changed; then the notes (seal_notes.h). At most 200 customers
/// and 200 addresses a call; returns how many rows it changed, 0 once nothing is left. Remembers how far it came.
int seal_fields(db::Transaction& tx, Instant now);
/// Whether every row is under the newest key, so that older ones may go.
bool is_all_sealed(db::Connection& connection);
}  // namespace holdfast::commands
