#pragma once
#include "connectors/jq_process.h"
#include "courier/turn.h"

namespace holdfast::courier {
/// Everything that one endpoint has to do now: claims, sends, writes down, until nothing is left or it has to wait.
/// Returns when to look at it again (far away: when something new happens). Throws what the database throws; then
/// nothing is lost: whatever was not written down is sent again with the same id.
Instant deliver_round(const engine::EndpointKey& key, const Tools& tools, connectors::JqProcess& jq,
                      const std::function<bool()>& stopping);
}  // namespace holdfast::courier
