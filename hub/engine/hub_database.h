#pragma once
#include <functional>

#include "engine/book_rows.h"
#include "engine/feed_rows.h"
#include "engine/fleet_rows.h"
#include "engine/outbound_rows.h"
#include "engine/realtime_rows.h"
#include "engine/site_rows.h"
#include "engine/value_rows.h"

namespace holdfast::engine {
struct HubTransaction {
  SiteRows& sites;
  BookRows& books;
  FeedRows& feed;
  FleetRows& fleet;
  RealtimeRows& realtime;
  OutboundRows& outbound;
  ValueRows& values;
};
/// Where a hub keeps what it knows. Hubs beside each other share one and keep nothing themselves.
class HubDatabase {
 public:
  virtual ~HubDatabase() = default;
  /// Runs `work` in one transaction that is durable when this returns; what it has locked (site, channel, token) nobody
  /// else changes meanwhile. `work` may run again (40001 and 40P01 of PostgreSQL, a line that broke), so it assigns its
  /// results and never adds to them. An exception undoes all of it.
  virtual void write(const std::function<void(HubTransaction&)>& work) = 0;
  /// The same for work that only reads: all of it sees one moment.
  virtual void read(const std::function<void(HubTransaction&)>& work) { write(work); }
};
}  // namespace holdfast::engine
