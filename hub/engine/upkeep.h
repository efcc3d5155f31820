#pragma once
#include <cstdint>
#include <string>
#include <vector>

#include "engine/hub_database.h"

namespace holdfast::engine {
/// RebuildStoreSiteProjection at the hub: the books of a site (orders, receipts, totals by day, register and tender)
/// are made anew from its log, in one transaction. Who is told of events, and what a person has decided, stays as it
/// was: what was booked is booked again, what is held stays held. Takes as long as the site has orders, and its log
/// waits.
struct Rebuilt {
  bool known = false;
  bool whole = true;  ///< false: a body of a booked order is not kept any more, and nothing was changed
  std::int64_t orders = 0;
  std::int64_t differences = 0;  ///< sums that were not what the log says
};
Rebuilt rebuild_books(HubDatabase& database, const SiteKey& key, Instant now);

/// Lets go of a channel's changes, their versions' digests and its older snapshots once they are `days` old; a store
/// that was away for longer takes a snapshot. How many versions went.
std::int64_t forget_old_changes(HubDatabase& database, const ChannelKey& key, int days, Instant now);
/// Lets go of bodies of a site's log once they are `days` old, projected, and none that a person has still to look at;
/// places, digests and hashes stay, so that the store's proofs hold. At most `most` at a time; how many went.
std::int64_t forget_old_bodies(HubDatabase& database, const SiteKey& key, int days, int most, Instant now);

/// Everything that is let go of by age; once an hour by every hub, and when somebody asks.
struct Keep {
  int days = 90;     ///< changes of masters, answers to calls of tills
  int log_days = 0;  ///< bodies of stores' logs, and on PostgreSQL whole months of them; 0: for ever
};
struct LetGo {
  std::int64_t versions = 0, bodies = 0, answers = 0;
  std::vector<std::string> months;  ///< names of tables
};
LetGo let_go(HubDatabase& database, const Keep& keep, Instant now);
}  // namespace holdfast::engine
