#include "replication/progress_rows.h"

#include <algorithm>

#include "commands/change_replication.h"
#include "events/epochs.h"

namespace holdfast::replication {
namespace {
Sha256 digest_of(std::string_view bytes) {
  Sha256 out{};
  std::copy_n(bytes.begin(), std::min(bytes.size(), out.size()), out.begin());
  return out;
}
std::span<const std::uint8_t> span_of(const Sha256& digest) { return digest; }
}  // namespace

std::string_view name_of(Direction direction) { return direction == Direction::up ? "up" : "down"; }

edge::UpsyncMemory load_memory(db::Connection& connection, std::int64_t epoch) {
  edge::UpsyncMemory memory;
  db::Statement& row = connection.prepare("SELECT ack_seq, ack_hash FROM upsync_state WHERE epoch = ?");
  row.all(epoch);
  if (row.step()) memory.acked = wire::Link{row.integer(0), digest_of(row.blob(1))};
  row.reset();
  db::Statement& rows = connection.prepare(
      "SELECT epoch, epoch_seq FROM dead_letter WHERE direction = 'up' AND status IN ('pending', 'discarded')");
  while (rows.step()) memory.withheld.insert({rows.integer(0), rows.integer(1)});
  return memory;
}

void save_watermark(db::Transaction& tx, const edge::UpsyncSession::StoreAck& ack, std::int64_t clock_error_us,
                    Instant now) {
  // An acknowledgement of an epoch that is over by now is nobody's.
  tx.prepare(
        "INSERT INTO upsync_state(id, epoch, ack_seq, ack_hash, applied_seq, acked_us, clock_error_us) "
        "SELECT 1, ?1, ?2, ?3, ?4, ?5, ?6 FROM site WHERE id = 1 AND epoch = ?1 ON CONFLICT(id) DO UPDATE SET "
        "epoch = excluded.epoch, ack_seq = excluded.ack_seq, ack_hash = excluded.ack_hash, "
        "applied_seq = excluded.applied_seq, acked_us = excluded.acked_us, clock_error_us = excluded.clock_error_us, "
        "whole_seq = CASE WHEN epoch = excluded.epoch THEN min(whole_seq, excluded.ack_seq) ELSE 0 END")
      .exec(ack.epoch, ack.ack.seq, span_of(ack.ack.hash), ack.applied_seq, now, clock_error_us);
}

void save_whole(db::Transaction& tx, std::int64_t epoch, std::int64_t seq) {
  tx.prepare("UPDATE upsync_state SET whole_seq = max(whole_seq, min(ack_seq, ?2)) WHERE epoch = ?1").exec(epoch, seq);
}
void save_withheld(db::Transaction& tx, commands::Context& context, const edge::UpsyncSession::Withhold& withheld,
                   const std::string& event_type) {
  tx.prepare(
        "INSERT INTO dead_letter(uuid, direction, epoch, epoch_seq, event_type, error_class, detail, first_us, "
        "last_us) "
        "VALUES (?1, 'up', ?2, ?3, ?4, ?5, ?6, ?7, ?7) ON CONFLICT(epoch, epoch_seq) WHERE direction = 'up' AND status "
        "IN "
        "('pending', 'released') DO UPDATE SET status = 'pending', error_class = excluded.error_class, "
        "detail = excluded.detail, attempts = attempts + 1, last_us = excluded.last_us")
      .exec(context.ids.next(context.now), withheld.place.epoch, withheld.place.seq, event_type, withheld.error_class,
            withheld.detail.substr(0, 500), context.now);
  tell(tx, context, "deadLetter", R"("direction":"up")");
}

std::vector<wire::Place> released(db::Connection& connection) {
  std::vector<wire::Place> out;
  db::Statement& rows =
      connection.prepare("SELECT epoch, epoch_seq FROM dead_letter WHERE direction = 'up' AND status = 'released'");
  while (rows.step()) out.push_back({rows.integer(0), rows.integer(1)});
  return out;
}

void save_replayed(db::Transaction& tx, const wire::Place& place, Instant now) {
  tx.prepare(
        "UPDATE dead_letter SET status = 'replayed', last_us = ? WHERE direction = 'up' AND status = 'released' AND "
        "epoch = ? AND epoch_seq = ?")
      .exec(now, place.epoch, place.seq);
}

std::optional<wire::EpochRequest> load_epoch_request(db::Connection& connection) {
  db::Statement& row = connection.prepare("SELECT body FROM epoch_request");
  std::optional<std::string> text;
  if (row.step()) text = row.string(0);
  row.reset();
  if (!text) return std::nullopt;
  auto request = wire::decode_epoch_request(*text);
  return request ? std::optional{*std::move(request)} : std::nullopt;
}

wire::EpochRequest ask_epoch(db::Transaction& tx, commands::Context& context, wire::EpochReason reason) {
  if (auto asked = load_epoch_request(tx.connection())) return *std::move(asked);
  wire::EpochRequest request{context.site.site_id, context.ids.next(context.now), reason, context.log.head().epoch, {}};
  for (const events::Landmark& mark : events::landmarks(tx.connection(), context.site.site_id))
    request.landmarks.push_back({{mark.epoch, mark.n}, mark.hash});
  tx.prepare("INSERT OR REPLACE INTO epoch_request(id, body) VALUES (1, ?)").exec(wire::encode(request));
  return request;
}

Result<void> take_epoch(db::Transaction& tx, commands::Context& context, const wire::EpochGrant& grant,
                        wire::EpochReason reason) {
  std::int64_t common = 0;
  if (grant.common) {
    const auto epoch = events::find_epoch(tx.connection(), grant.common->epoch);
    if (!epoch) return refuse(ErrorCode::conflict, "the hub names a place in an epoch that this store never had");
    common = epoch->base_seq + grant.common->seq;
  }
  context.log.go_on_in(TRY(events::begin_epoch(tx, grant.epoch, common, wire::name_of(reason), context.now)));
  tell(tx, context, "epoch",
       "\"epoch\":" + std::to_string(grant.epoch) + ",\"reason\":\"" + std::string{wire::name_of(reason)} + '"');
  return {};
}

bool is_paused(db::Connection& connection, Direction direction) {
  db::Statement& row = connection.prepare("SELECT paused OR hub_paused FROM replication_switch WHERE direction = ?");
  row.all(name_of(direction));
  const bool paused = row.step() && row.flag(0);
  row.reset();
  return paused;
}

std::vector<Run> running(db::Connection& connection, Direction direction) {
  std::vector<Run> out;
  db::Statement& rows = connection.prepare(
      "SELECT id, kind, done, total, target FROM replication_run WHERE state = 'running' AND (kind IN ('upsync', "
      "'drain')) = ?");
  rows.all(direction == Direction::up);
  while (rows.step())
    out.push_back({rows.integer(0), rows.string(1), rows.integer(2), rows.integer(3), rows.integer(4)});
  return out;
}

void save_progress(db::Transaction& tx, const Run& run, std::string_view step) {
  tx.prepare("UPDATE replication_run SET done = ?, total = ?, step = ? WHERE id = ? AND state = 'running'")
      .exec(run.done, run.total, step, run.row);
}

void end_run(db::Transaction& tx, commands::Context& context, const Run& run, const std::optional<std::string>& error) {
  tx.prepare(
        "UPDATE replication_run SET state = ?, error = ?, done = ?, total = ?, ended_us = ? WHERE id = ? AND state = "
        "'running'")
      .exec(error ? "failed" : "done", error, run.done, run.total, context.now, run.row);
  tell(tx, context, "run", "\"kind\":\"" + run.kind + "\",\"state\":\"" + (error ? "failed" : "done") + '"');
}

void tell(db::Transaction& tx, commands::Context& context, std::string_view what, std::string_view members) {
  commands::tell_replication(tx, context, what, members);
}
}  // namespace holdfast::replication
