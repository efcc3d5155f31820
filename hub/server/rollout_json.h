#pragma once
#include "base/json_writer.h"
#include "rollouts/repository.h"
#include "rollouts/steering.h"

namespace holdfast::server {
/// As schema/hub.yaml has them: one without its sites, one bundle, one site.
void write_rollout(JsonWriter& out, const engine::Rollout& rollout);
/// What the fleet makes of it: sites by ring and progress, signals with the release and without.
void write_fleet(JsonWriter& out, const engine::Rollout& rollout, const std::vector<rollouts::FleetSite>& fleet);
void write_fleet_site(JsonWriter& out, const engine::Rollout& rollout, const rollouts::FleetSite& site);
void write_offered(JsonWriter& out, const rollouts::Offered& bundle);
}  // namespace holdfast::server
