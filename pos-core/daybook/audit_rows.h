#pragma once
#include "db/transaction.h"
#include "fiscal/audit_link.h"

namespace holdfast::daybook {
/// Adds an entry at the end of the audit trail, linked to the one before it; `facts.id` is given here. Commands say who
/// acted by commands::audit(); this is for what happens to a store that nobody serves: a restored copy, a command line.
void append_audit(db::Transaction& tx, fiscal::AuditFacts facts);

/// An act of whoever may write the data folder, which no terminal and nobody signed on stands for; `detail` is a JSON
/// object that says who it was.
struct Act {
  std::string action, subject, detail;
};
void append_act(db::Transaction& tx, const Act& act, Instant now);
}  // namespace holdfast::daybook
