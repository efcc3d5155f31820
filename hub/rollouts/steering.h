#pragma once
#include <span>

#include "engine/hub_database.h"
#include "rollouts/site_report.h"

namespace holdfast::rollouts {
/// One site of the fleet with one release.
struct FleetSite {
  std::string id, name;
  rings::Standing standing;
  std::size_t ring = 0;
  std::vector<std::string> why;  ///< it cannot have the release, or went back
  SiteReport report;
  Instant seen;
};
/// The next `most` of the tenant's sites behind that id which are not revoked, without their trends. Sites that never
/// said what they run are `refused`. `last`: the id of the last one that was looked at, empty when there are no more.
struct FleetPage {
  std::vector<FleetSite> sites;
  std::string last;
};
FleetPage page_of_fleet(engine::HubTransaction& tx, const std::string& tenant, const engine::Rollout& rollout,
                        const std::string& after, int most, Instant now);
/// All of them, with their trends; of a rollout that is over as it was when it was looked at last.
std::vector<FleetSite> look_at_fleet(engine::HubTransaction& tx, const std::string& tenant,
                                     const engine::Rollout& rollout, Instant now);

/// Begins one: refuses (`conflict`) while another one of the tenant is not over, and what no store could take because
/// the hub, of this release, has to be updated first. `rollout.plan` and what is known of the bundle are filled in by
/// the caller.
Result<engine::Rollout> begin(engine::HubDatabase& database, const std::string& tenant, engine::Rollout rollout,
                              const std::string& hub_release, Instant now);

enum class Decision { advance, pause, resume, go_back };
/// What a person decides, with a name and, but for `advance` and `resume`, a reason. `not_found`; `conflict` when it
/// makes no sense in the phase.
Result<engine::Rollout> decide(engine::HubDatabase& database, const std::string& tenant, const Uuid& id,
                               Decision decision, const std::string& by, const std::string& reason, Instant now);

/// Looks at every rollout of the tenant that is under way and was not looked at for `every_s`, by whichever hub comes
/// first. True when something was decided.
/// `stretch_s`: of what length the stretches are that signals are kept by.
bool steer(engine::HubDatabase& database, const std::string& tenant, std::int64_t every_s, std::int64_t stretch_s,
           Instant now);

/// What a site that reported is to run: a release, `release_before` (leave the one named), or nothing new.
struct Assignment {
  rings::Wish wish = rings::Wish::nothing;
  std::string bundle, digest;
  std::int64_t counter = 0;
  std::int64_t least_safe = 0, bytes_per_second = 0;  ///< 0: nothing is said
};
/// Pure: the tenant's rollouts, the newest first.
struct OnItsWay {
  rings::Plan plan;
  rings::State state;
  rollout::Manifest manifest;
};
Assignment assignment_of(std::span<const OnItsWay> rollouts, const std::string& site, const SiteReport& report);
Assignment assignment_of(engine::RolloutRows& rows, const engine::SiteKey& site, const SiteReport& report);
}  // namespace holdfast::rollouts
