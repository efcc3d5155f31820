#include "commands/change_replication.h"

namespace holdfast::commands {
void tell_replication(db::Transaction& tx, Context& context, std::string_view what, std::string_view members) {
  std::string payload = "{\"what\":\"" + std::string{what} + '"';
  if (!members.empty()) payload.append(",").append(members);
  const Uuid site = parse_uuid(context.site.site_id).value_or(Uuid{});
  context.emit(tx, "ReplicationChanged", "replication", site, payload + "}");
}

void pause_replication(db::Transaction& tx, const PauseReplication& command, Context& context) {
  tx.prepare("UPDATE replication_switch SET paused = ?, reason = ?, changed_us = ? WHERE ?4 IS NULL OR direction = ?4")
      .exec(command.paused, command.reason, context.now, command.direction);
  std::string members;
  JsonWriter json{members};
  json.member("direction", command.direction.value_or("both"));
  tell_replication(tx, context, command.paused ? "paused" : "resumed", members);
}

Result<Uuid> start_run(db::Transaction& tx, const std::string& kind, Context& context) {
  db::Statement& other = tx.prepare("SELECT 1 FROM replication_run WHERE kind = ? AND state = 'running'");
  other.all(kind);
  const bool busy = other.step();
  other.reset();
  if (busy) return refuse(ErrorCode::conflict, "a run of that kind is at work already");
  const bool up = kind == "upsync" || kind == "drain";
  const events::EventLog::Head head = context.log.head();
  db::Statement& row = tx.prepare("SELECT ack_seq FROM upsync_state WHERE epoch = ?");
  row.all(head.epoch);
  const std::int64_t acked = head.base_seq + (row.step() ? row.integer(0) : 0);
  row.reset();
  const Uuid id = context.ids.next(context.now);
  tx.prepare(
        "INSERT INTO replication_run(uuid, kind, total, target, correlation_id, staff_id, started_us) VALUES (?, ?, ?, "
        "?, ?, ?, ?)")
      .exec(id, kind, up ? head.seq - acked : 0, up ? head.seq : 0, context.correlation_id,
            context.actor != nullptr ? std::optional{context.actor->staff_id} : std::nullopt, context.now);
  tell_replication(tx, context, "run", R"("kind":")" + kind + R"(","state":"running")");
  return id;
}

Result<void> decide_dead_letter(db::Transaction& tx, const Uuid& id, DeadLetterDecision decision,
                                const std::string& notes, Context& context) {
  db::Statement& row = tx.prepare("SELECT status, direction FROM dead_letter WHERE uuid = ?");
  row.all(id);
  if (!row.step()) return refuse(ErrorCode::not_found, "no such dead letter");
  const std::string status = row.string(0), direction = row.string(1);
  row.reset();
  if (status != "pending") return refuse(ErrorCode::conflict, "it is " + status + " already");
  const bool release = decision == DeadLetterDecision::release;
  if (release && direction == "down")
    return refuse(ErrorCode::conflict, "a row of masters is put right at the hub; it comes down by itself then");
  tx.prepare("UPDATE dead_letter SET status = ?, reviewed_by = ?, notes = ?, last_us = ? WHERE uuid = ?")
      .exec(release ? "released" : "discarded", context.actor != nullptr ? context.actor->name : "operator", notes,
            context.now, id);
  tell_replication(tx, context, "deadLetter", R"("direction":")" + direction + '"');
  return {};
}
}  // namespace holdfast::commands
