#pragma once
#include <optional>
#include <string>
#include <vector>

#include "commands/context.h"

/// What the hub orders this store to do. A directive comes until its outcome was heard, so it is known by its id: the
/// row, what it does and its trace in the audit trail are one transaction.
namespace holdfast::commands {
struct HubDirective {
  Uuid id;
  std::string kind;  ///< downsync, upsync, rebuild, drain, pause, resume; anything else fails, as of a later release
  std::string direction;  ///< of pause and resume: up, down; empty: both
  std::string reason;
  std::string ordered_by;    ///< as the hub names them
  Instant ordered;           ///< by the hub's clock
  std::string subject = {};  ///< of handOver: the voucher
};
/// False when it is known already; then only its outcome is told once more.
bool obey_directive(db::Transaction& tx, const HubDirective& directive, Context& context);

struct DirectiveState {
  Uuid id;
  std::string kind, direction, reason, ordered_by, state, detail;  ///< state: running, done, failed
  std::int64_t done = 0, total = 0;                                ///< of its run
  Instant ordered, taken;
  std::optional<std::string> told;  ///< the state that the hub is known to have heard
};
/// Whose present state the hub has not heard, or which are at work; oldest first.
std::vector<DirectiveState> directives_to_tell(db::Connection& connection, int most);
/// The hub has heard these states.
void directives_told(db::Transaction& tx, const std::vector<DirectiveState>& told);
/// Newest first.
std::vector<DirectiveState> newest_directives(db::Connection& connection, int most);
}  // namespace holdfast::commands
