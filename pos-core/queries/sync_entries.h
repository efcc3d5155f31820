#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/json_writer.h"
#include "db/connection.h"

namespace holdfast::queries {
/// The tracker of seed 004 9.5: where one thing of the store stands with its hub. Nothing is stored for it: it follows
/// from the log, the watermark and the dead letters. Attempts are counted where they belong to one thing alone, which
/// is when it is refused; a batch that has to go once more says nothing of a single event.
struct SyncEntry {
  std::int64_t seq = 0;  ///< of its newest event; of a dead letter its row
  std::string id;        ///< that event's, or the dead letter's
  std::string entity_type, entity_id;
  bool outbound = true;
  std::string_view status;  ///< pending, success, failed, retrying
  std::optional<std::string> error;
  std::int64_t attempts = 0;
  std::string payload_sha;  ///< hex; empty for what came down
  Instant created, updated;
  std::optional<Instant> completed;
};
/// By aggregate, newest first: each with the newest of its events below `before` (0: all), at most once in a page. Of
/// one state, or of all. `failed` and `retrying` are the dead letters.
std::vector<SyncEntry> sync_entries(db::Connection& connection, std::string_view status, std::int64_t before,
                                    int limit);
void append_sync_entry(JsonWriter& json, const SyncEntry& entry, int utc_offset_min);
}  // namespace holdfast::queries
