#pragma once
#include <span>
#include <string>
#include <vector>

#include "base/result.h"
#include "engine/feed_view.h"
#include "engine/hub_database.h"
#include "engine/reply.h"

namespace holdfast::engine {
/// One row of a publication. Bodies are JSON objects in UTF-8, kept and digested as they are.
struct MasterRow {
  std::string dataset;  ///< `price`, `product`, …
  std::string key;
  wire::Op op = wire::Op::put;
  std::string body;
};
/// A channel's masters take one new version for all rows of a publication, across data sets. Rows that hold that body
/// already are left out; the version, or the present one when nothing changed. Refuses a body that is no JSON object.
Result<std::int64_t> publish(HubDatabase& database, const ChannelKey& key, std::span<const MasterRow> rows,
                             Instant now);

/// Drops the changes of versions up to this one (tombstones: 90 days, design 1.3); readers from before take a snapshot.
void forget_changes(HubDatabase& database, const ChannelKey& key, std::int64_t up_to_version);

/// GET …/changes. `since` older than what is kept is 410, one that this hub never gave out is 409 `ahead`.
Reply changes(HubDatabase& database, const ChannelKey& key, const wire::Cursor& since, int limit,
              const FeedView& view = {});

/// A snapshot of the present version in parts of about `part_rows`; the two newest are kept. Its version.
std::int64_t make_snapshot(HubDatabase& database, const ChannelKey& key, int part_rows, Instant now);
/// The newest manifest, making one when there is none or it is older than what changes are kept for.
Reply manifest(HubDatabase& database, const ChannelKey& key, int part_rows, Instant now, const FeedView& view = {});
Reply snapshot_part(HubDatabase& database, const ChannelKey& key, std::int64_t version, int part,
                    const FeedView& view = {});
}  // namespace holdfast::engine
