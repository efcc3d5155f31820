#include "commands/change_replication.h"

namespace holdfast::commands {
void tell_replication(db::Transaction& tx, Context& context, std::string_view what, std::string_view members) {
  std::string payload = "{\"what\":\"" + std::string{what} + '"';
  if (!members.empty()) payload.append(",").append(members);
  const Uuid site = parse_uuid(context.site.site_id).value_or(Uuid{});
  context.emit(tx, "ReplicationChanged", "replication", site, payload + "}");
}

void pause_replication(db::Transaction& tx, const PauseReplication& command, Context& context) {
  std::string by = command.by;
  if (by.empty()) by = context.actor != nullptr ? context.actor->name : "operator";
  if (command.owner == SwitchOwner::hub)
    tx.prepare(
          "UPDATE replication_switch SET hub_paused = ?, hub_reason = ?, hub_changed_us = ?, hub_by = ?5 WHERE ?4 IS NULL "
          "OR direction = ?4")
        .exec(command.paused, command.reason, context.now, command.direction, by);
  else
    tx.prepare(
          "UPDATE replication_switch SET paused = ?, reason = ?, changed_us = ?, paused_by = ?5 WHERE ?4 IS NULL OR "
          "direction = ?4")
        .exec(command.paused, command.reason, context.now, command.direction, by);
  std::string members;
  JsonWriter json{members};
  json.member("direction", command.direction.value_or("both"));
  json.member("owner", command.owner == SwitchOwner::hub ? "hub" : "store");
  tell_replication(tx, context, command.paused ? "paused" : "resumed", members);
  if (command.owner == SwitchOwner::hub) return;  // the hub's order has an entry of its own
  std::string detail;
  JsonWriter told{detail};
  told.begin_object().member("direction", command.direction.value_or("both")).member("by", by);
  told.member("reason", command.reason).end_object();
  audit(tx, context, command.paused ? "replication.paused" : "replication.resumed", "replication", detail);
}

bool is_run_kind(std::string_view kind) {
  return kind == "upsync" || kind == "downsync" || kind == "rebuild" || kind == "drain";
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
  std::string detail;
  JsonWriter{detail}.begin_object().member("direction", direction).member("reason", notes).end_object();
  audit(tx, context, release ? "replication.replay" : "replication.discard", to_string(id), detail);
  return {};
}

Result<void> fix_dead_letter(db::Transaction& tx, const Uuid& id, const Json& corrected, const std::string& text,
                             const std::string& notes, Context& context) {
  db::Statement& row = tx.prepare(
      "SELECT d.status, d.direction, e.event_id FROM dead_letter d LEFT JOIN event_log e ON e.seq = d.epoch_seq + "
      "coalesce((SELECT base_seq FROM event_epoch p WHERE p.epoch = d.epoch), 0) WHERE d.uuid = ?");
  row.all(id);
  if (!row.step()) return refuse(ErrorCode::not_found, "no such dead letter");
  const std::string status = row.string(0), direction = row.string(1);
  const std::optional<Uuid> event = row.is_null(2) ? std::nullopt : std::optional{row.uuid(2)};
  row.reset();
  if (direction == "down")
    return refuse(ErrorCode::conflict, "a row of masters is put right at the hub; it comes down by itself then");
  if (status != "pending") return refuse(ErrorCode::conflict, "it is " + status + " already");
  const Json* own = corrected.find("id");
  if (!event || own == nullptr || !own->is_string() || parse_uuid(own->text()) != event)
    return refuse(ErrorCode::invalid_argument, "what is corrected keeps its id",
                  {{"/corrected/id", "is that of the event"}});
  const std::string by = context.actor != nullptr ? context.actor->name : "operator";
  tx.prepare(
        "UPDATE dead_letter SET status = 'discarded', corrected = ?, corrected_us = NULL, reviewed_by = ?, notes = ?, "
        "last_us = ? WHERE uuid = ?")
      .exec(text, by, notes, context.now, id);
  tell_replication(tx, context, "deadLetter", R"("direction":"up")");
  std::string detail;
  JsonWriter{detail}.begin_object().member("reason", notes).key("corrected").raw(text).end_object();
  audit(tx, context, "replication.fix", to_string(id), detail);
  return {};
}

std::vector<UntoldCorrection> untold_corrections(db::Connection& connection, int most) {
  db::Statement& rows = connection.prepare(
      "SELECT uuid, epoch, epoch_seq, corrected, coalesce(reviewed_by, ''), notes FROM dead_letter WHERE corrected IS NOT "
      "NULL AND corrected_us IS NULL ORDER BY id LIMIT ?");
  rows.all(most);
  std::vector<UntoldCorrection> out;
  while (rows.step())
    out.push_back({rows.uuid(0), rows.integer(1), rows.integer(2), rows.string(3), rows.string(4), rows.string(5)});
  return out;
}

void correction_told(db::Transaction& tx, const Uuid& id, const std::optional<std::string>& complaint, Context& context) {
  if (complaint)
    tx.prepare(
          "UPDATE dead_letter SET status = 'pending', corrected = NULL, detail = ?, attempts = attempts + 1, last_us = ? "
          "WHERE uuid = ?")
        .exec(complaint->substr(0, 500), context.now, id);
  else
    tx.prepare("UPDATE dead_letter SET corrected_us = ?, last_us = ?1 WHERE uuid = ?2").exec(context.now, id);
  tell_replication(tx, context, "deadLetter", R"("direction":"up")");
}
}  // namespace holdfast::commands
