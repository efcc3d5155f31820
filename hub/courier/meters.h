#pragma once
#include <string_view>

#include "courier/turn.h"

namespace holdfast::courier {
enum class Direction { outbound, inbound };

/// What was tried with another system, for `count_operation`.
struct Tried {
  Direction direction = Direction::outbound;
  std::string_view entity_type;  ///< `order` of `order.paid`
  int attempt = 1;
};
/// Counts one try by the seeds' names (seed 004 section 11.2), with the endpoint's id as `system` (of a webhook:
/// `webhook`, so that there are not as many as there are receivers): `sync_operation_total`, `sync_duration_seconds`,
/// `sync_failure_total` by class of error, `sync_retry_total`; of what came in `webhook_received_total` and
/// `webhook_processing_duration_seconds`; and `hub_deliveries_total`, `hub_delivery_seconds`.
void count_operation(metrics::Registry& registry, const engine::Endpoint& endpoint, const Tried& tried,
                     const Outcome& outcome);
/// `integration_health_status`: 1 while it is enabled and its breaker is closed.
void tell_health(metrics::Registry& registry, const engine::Endpoint& endpoint, bool breaker_open);
/// `order` of `order.paid`.
std::string_view entity_of(std::string_view event_type);
/// The class of the seed's taxonomy (4.5.1); none while nothing failed.
std::string_view error_class_of(const Outcome& outcome);
}  // namespace holdfast::courier
