#pragma once
#include <string>
#include <vector>

#include "engine/feed_rows.h"
#include "engine/hub_database.h"

namespace holdfast::engine {
/// Looks at up to `most` accounts of the tenant whose leases are due: lends, extends and asks back by lease_plan.h, and
/// publishes each lease in its store's channel (data set `lease`). Channels that have something new. A crash between
/// lending and publishing is made good by the next look, as the account stays due until then.
std::vector<ChannelKey> renew_leases(HubDatabase& database, const std::string& tenant, int most, Instant now);
}  // namespace holdfast::engine
