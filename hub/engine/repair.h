#pragma once
#include "engine/feed_view.h"
#include "engine/hub_database.h"
#include "engine/reply.h"
#include "wire/repair.h"

/// What a store asks whose masters differ from the channel's (wire/repair.h). It reads the data set through, as nobody
/// keeps rows by bucket: differences are rare.
namespace holdfast::engine {
/// GET …/buckets: of the present version.
Reply bucket_sums(HubDatabase& database, const ChannelKey& key, const FeedView& view = {});
/// GET …/buckets/{dataset}/rows: `limit` rows at most. 410 `gone` when `wanted` is of another version.
Reply bucket_rows(HubDatabase& database, const ChannelKey& key, wire::BucketRows wanted, int limit,
                  const FeedView& view = {});
}  // namespace holdfast::engine
