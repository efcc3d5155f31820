#include "commands/obey_directive.h"

#include "commands/change_replication.h"
#include "commands/move_voucher.h"

namespace holdfast::commands {
namespace {
struct Outcome {
  std::string state = "done", detail;
  std::optional<Uuid> run;
};

Outcome act(db::Transaction& tx, const HubDirective& directive, Context& context) {
  if (directive.kind == "pause" || directive.kind == "resume") {
    if (!directive.direction.empty() && directive.direction != "up" && directive.direction != "down")
      return {"failed", "this release knows no such direction", {}};
    PauseReplication command;
    if (!directive.direction.empty()) command.direction = directive.direction;
    command.paused = directive.kind == "pause";
    command.reason = directive.reason;
    command.by = directive.ordered_by;
    command.owner = SwitchOwner::hub;
    pause_replication(tx, command, context);
    return {};
  }
  if (directive.kind == "handOver") {
    const auto voucher = parse_uuid(directive.subject);
    if (!voucher) return {"failed", "it names no voucher", {}};
    const auto done = hand_over_voucher(tx, *voucher, directive.id, context);
    return done ? Outcome{} : Outcome{"failed", done.error().detail, {}};
  }
  if (!is_run_kind(directive.kind)) return {"failed", "this release knows no such directive: it needs an update", {}};
  auto run = start_run(tx, directive.kind, context);
  if (!run) return {"failed", run.error().detail, {}};
  return {"running", "", *run};
}

#define HF_DIRECTIVE_STATE                                                                                         \
  "SELECT d.directive_id, d.kind, d.direction, d.reason, d.ordered_by, coalesce(r.state, d.state), "               \
  "coalesce(r.error, d.detail), coalesce(r.done, 0), coalesce(r.total, 0), d.ordered_us, d.taken_us, d.told FROM " \
  "hub_directive d LEFT JOIN replication_run r ON r.uuid = d.run_uuid "

std::vector<DirectiveState> all_states(db::Statement& rows) {
  std::vector<DirectiveState> out;
  while (rows.step()) {
    DirectiveState one{rows.uuid(0),    rows.string(1),  rows.string(2),   rows.string(3),
                       rows.string(4),  rows.string(5),  rows.string(6),   rows.integer(7),
                       rows.integer(8), rows.instant(9), rows.instant(10), rows.maybe_string(11)};
    if (one.state == "cancelled") one.state = "failed";
    out.push_back(std::move(one));
  }
  return out;
}
}  // namespace

bool obey_directive(db::Transaction& tx, const HubDirective& directive, Context& context) {
  db::Statement& known = tx.prepare("SELECT 1 FROM hub_directive WHERE directive_id = ?");
  const bool again = known.all(directive.id).step();
  known.reset();
  if (again) {
    // The hub did not hear, or came back from an older backup.
    tx.prepare("UPDATE hub_directive SET told = NULL WHERE directive_id = ?").exec(directive.id);
    return false;
  }
  const Outcome outcome = act(tx, directive, context);
  tx.prepare(
        "INSERT INTO hub_directive(directive_id, kind, direction, reason, ordered_by, ordered_us, taken_us, run_uuid, "
        "state, detail) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")
      .exec(directive.id, directive.kind, directive.direction, directive.reason, directive.ordered_by,
            directive.ordered, context.now, outcome.run, outcome.state, outcome.detail);
  std::string members;
  JsonWriter{members}
      .member("directiveId", directive.id)
      .member("ordered", directive.kind)
      .member("orderedBy", directive.ordered_by)
      .member("reason", directive.reason)
      .member("state", outcome.state);
  tell_replication(tx, context, "directive", members);
  audit(tx, context, "replication.directive", to_string(directive.id), "{" + members + "}");
  return true;
}

std::vector<DirectiveState> directives_to_tell(db::Connection& connection, int most) {
  return all_states(
      connection.prepare(HF_DIRECTIVE_STATE "WHERE d.told IS NULL OR d.told = 'running' ORDER BY d.id LIMIT ?")
          .all(most));
}

void directives_told(db::Transaction& tx, const std::vector<DirectiveState>& told) {
  for (const DirectiveState& each : told)
    tx.prepare("UPDATE hub_directive SET told = ?2, state = ?2, detail = ?3 WHERE directive_id = ?1")
        .exec(each.id, each.state, each.detail);
}

std::vector<DirectiveState> newest_directives(db::Connection& connection, int most) {
  return all_states(connection.prepare(HF_DIRECTIVE_STATE "ORDER BY d.id DESC LIMIT ?").all(most));
}
}  // namespace holdfast::commands
