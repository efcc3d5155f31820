#pragma once
#include <functional>

#include "engine/audit_rows.h"
#include "engine/book_rows.h"
#include "engine/customer_rows.h"
#include "engine/directive_rows.h"
#include "engine/feed_rows.h"
#include "engine/fleet_rows.h"
#include "engine/lease_rows.h"
#include "engine/outbound_rows.h"
#include "engine/realtime_rows.h"
#include "engine/rollout_rows.h"
#include "engine/site_rows.h"
#include "engine/transfer_rows.h"
#include "engine/value_rows.h"
#include "engine/voucher_rows.h"

namespace holdfast::engine {
struct HubTransaction {
  SiteRows& sites;
  BookRows& books;
  FeedRows& feed;
  FleetRows& fleet;
  RealtimeRows& realtime;
  OutboundRows& outbound;
  ValueRows& values;
  LeaseRows& leases;
  CustomerRows& customers;
  TransferRows& transfers;
  DirectiveRows& directives;
  VoucherRows& vouchers;
  RolloutRows& rollouts;
  AuditRows& audit;
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
  /// What customers are sealed with from now on: a secret that only the hubs on this database have, never in it. What an
  /// older release left in clear is sealed at once.
  virtual void use_secret(std::string_view) {}
  /// Takes whole months of stores' logs off that end before then and that nobody needs any more, where the log is kept
  /// by months; names of what went.
  virtual std::vector<std::string> drop_log_months(Instant) { return {}; }
};
}  // namespace holdfast::engine
