#pragma once
#include <functional>

#include "metrics/metrics.h"
#include "replication/status.h"
#include "store/store.h"

namespace holdfast::replication {
/// What every system of a company tells of its exchange with others, by the names of seed 004 section 11.2:
/// `sync_lag_seconds` (how old the oldest event is that the hub does not have; how long ago masters were known to be
/// the hub's), `sync_operation_total`, `integration_health_status` of the hub, `event_outbox_pending_count` and
/// `event_outbox_age_seconds`. Without a hub, health and lag are not there: nobody is to be woken for them.
void add_sync_metrics(metrics::Registry& registry, store::Store& store, std::function<Status()> status);
}  // namespace holdfast::replication
