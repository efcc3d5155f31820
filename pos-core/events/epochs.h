#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "db/transaction.h"
#include "events/event_log.h"

/// An epoch is one life of the log as a hub sees it (sync/README.md): its events are numbered from 1 on a genesis of
/// their own, here by `n = seq - base_seq`. What a hub lacks of the life before is carried over: the same rows, ids and
/// bodies, under hashes of the new epoch, which lie beside the log. So local readers, who go by `seq`, see every event
/// once.
namespace holdfast::events {
struct Epoch {
  std::int64_t epoch = 1;
  std::int64_t base_seq = 0;
  std::int64_t own_after = 0;  ///< events with seq above were made in it; those up to it are carried over
};
/// Empty where the file never had it; the first is always there.
std::optional<Epoch> find_epoch(db::Connection& connection, std::int64_t epoch);

/// Where the log goes on in this epoch. An epoch that nothing is known of begins after all there is.
EventLog::Head head_of(db::Connection& connection, std::string_view site_id, std::int64_t epoch);

/// Begins `epoch` after everything up to `common` (a seq): what comes after that is carried over, in the caller's
/// transaction. The site's row takes the number, the watermark and a pending request are forgotten. The caller hands
/// the head to its EventLog. Refuses with conflict an epoch that is not above the present one.
Result<EventLog::Head> begin_epoch(db::Transaction& tx, std::int64_t epoch, std::int64_t common,
                                   std::string_view reason, Instant now);

/// The hash at `n` of an epoch, 0 being its genesis; empty where there is no such place.
std::optional<Sha256> hash_at(db::Connection& connection, std::string_view site_id, const Epoch& epoch, std::int64_t n);

/// A place of the log with its hash, to find out what a hub has in common.
struct Landmark {
  std::int64_t epoch, n;
  Sha256 hash;
};
/// Newest first over all epochs, thinning out backwards; at most 256.
std::vector<Landmark> landmarks(db::Connection& connection, std::string_view site_id);
}  // namespace holdfast::events
