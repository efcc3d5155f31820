#pragma once
#include "commands/context.h"

namespace holdfast::commands {
/// Seals by the newest field key the notes of carts, orders, their lines and kept goods, their history, and the events
/// that hold one (vault/notes.h, events/stored_body.h): what an older release left in clear, and everything again after
/// the key was changed. Looks at a bounded stretch of one table a call and remembers how far it came; returns whether
/// anything is left to look at.
bool seal_notes(db::Transaction& tx, Instant now);
bool are_notes_sealed(db::Connection& connection);
}  // namespace holdfast::commands
