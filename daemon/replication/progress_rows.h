#pragma once
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "commands/context.h"
#include "edge/upsync_session.h"
#include "wire/epoch.h"

/// The rows of 0010_replication.sql that the two directions keep while they work; masters have their own (feed_rows.h).
namespace holdfast::replication {
enum class Direction { up, down };
std::string_view name_of(Direction direction);

/// The watermark, when it is of this epoch, and the dead letters whose bodies are held back.
edge::UpsyncMemory load_memory(db::Connection& connection, std::int64_t epoch);
void save_watermark(db::Transaction& tx, const edge::UpsyncSession::StoreAck& ack, std::int64_t clock_error_us,
                    Instant now);
/// Every body up to the stored watermark is at the hub, too.
void save_whole(db::Transaction& tx, std::int64_t epoch, std::int64_t seq);
/// A dead letter, or the one of that place again.
void save_withheld(db::Transaction& tx, commands::Context& context, const edge::UpsyncSession::Withhold& withheld,
                   const std::string& event_type);
/// Bodies that a person has released, and which the session has not heard of yet.
std::vector<wire::Place> released(db::Connection& connection);
/// The hub has what was released.
void save_replayed(db::Transaction& tx, const wire::Place& place, Instant now);

/// The next epoch as it was asked for, minted once: the same key until it is granted.
std::optional<wire::EpochRequest> load_epoch_request(db::Connection& connection);
wire::EpochRequest ask_epoch(db::Transaction& tx, commands::Context& context, wire::EpochReason reason);
/// The log goes on in the granted epoch (events::begin_epoch), which is told as an event of it.
Result<void> take_epoch(db::Transaction& tx, commands::Context& context, const wire::EpochGrant& grant,
                        wire::EpochReason reason);

bool is_paused(db::Connection& connection, Direction direction);

/// A stored run that a person asked for.
struct Run {
  std::int64_t row = 0;
  std::string kind;
  std::int64_t done = 0, total = 0, target = 0;
};
std::vector<Run> running(db::Connection& connection, Direction direction);
void save_progress(db::Transaction& tx, const Run& run, std::string_view step);
/// Ends it, with an error or done.
void end_run(db::Transaction& tx, commands::Context& context, const Run& run, const std::optional<std::string>& error);

/// `ReplicationChanged {what, ...}`: `members` are further members of its payload.
void tell(db::Transaction& tx, commands::Context& context, std::string_view what, std::string_view members = {});
}  // namespace holdfast::replication
