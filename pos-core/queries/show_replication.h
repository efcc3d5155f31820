#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/json_writer.h"
#include "db/connection.h"

namespace holdfast::queries {
/// How far the hub has this store's events. Without a hub everything is pending.
struct UpwardProgress {
  std::int64_t epoch = 1, head_seq = 0, ack_seq = 0, applied_seq = 0;  ///< of the epoch
  std::int64_t base_seq = 0;                                           ///< head_seq + base_seq is the whole log's
  std::int64_t clock_error_us = 0;
  std::optional<Instant> acked_at;
  std::int64_t pending() const { return head_seq - ack_seq; }
};
/// Some microseconds: for every health call.
UpwardProgress upward_progress(db::Connection& connection);

/// What waits above a place, in the log's own numbers.
struct Waiting {
  std::int64_t records = 0;
  std::int64_t orders = 0, money = 0;  ///< paid orders, and the sum of their totals in minor units
  std::optional<Instant> oldest;
};
Waiting waiting_after(db::Connection& connection, std::int64_t seq);

struct Dataset {
  std::string name;
  std::int64_t rows = 0, troubled = 0;
};
struct DownwardProgress {
  std::int64_t active_version = 0, staged_version = 0;
  std::optional<Instant> activated_at;
  std::int64_t staged_rows = 0;
  bool loading = false;  ///< a snapshot
};
DownwardProgress downward_progress(db::Connection& connection);

struct Switch {
  bool paused = false;  ///< by either
  std::string reason;   ///< the store's, else the hub's
  bool store_paused = false, hub_paused = false;
  std::string store_by, hub_by, hub_reason;
};
Switch replication_switch(db::Connection& connection, std::string_view direction);
std::int64_t pending_dead_letters(db::Connection& connection);

struct RunRow {
  std::int64_t row;
  Uuid id;
  std::string kind, state, step;
  std::int64_t done, total;
  std::optional<std::string> error;
  std::string correlation_id;
  Instant started_at;
  std::optional<Instant> ended_at;
};
/// Newest first, `before` a row (0: from the newest).
std::vector<RunRow> replication_runs(db::Connection& connection, std::int64_t before, int limit);
std::optional<RunRow> find_run(db::Connection& connection, const Uuid& id);
void append_run(JsonWriter& json, const RunRow& run, int utc_offset_min);

struct DeadLetterRow {
  std::int64_t row;
  Uuid id;
  std::string direction;
  std::optional<std::int64_t> epoch, seq;
  std::optional<std::string> dataset, key;
  std::string event_type, error_class, detail, status, notes;
  std::optional<std::string> reviewed_by;
  std::int64_t attempts;
  Instant first_at, last_at;
};
std::vector<DeadLetterRow> dead_letters(db::Connection& connection, const std::optional<std::string>& status,
                                        std::int64_t before, int limit);
std::optional<DeadLetterRow> find_dead_letter(db::Connection& connection, const Uuid& id);
void append_dead_letter(JsonWriter& json, const DeadLetterRow& letter, int utc_offset_min);
}  // namespace holdfast::queries
