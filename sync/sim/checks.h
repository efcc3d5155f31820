#pragma once
#include <map>
#include <string>
#include <vector>

#include "sim/sim_hub.h"
#include "sim/sim_site.h"

namespace holdfast::sim {
/// The hub has and has projected all of the store's present log, and waits for no body that can come.
bool is_settled(SimHub& hub, SimSite& site);

/// Where both stand, for whoever reads of a run that did not settle.
std::string describe(SimHub& hub, SimSite& site);

/// What must hold in the end between a store and the hub, and in the store's own books; what does not, in words. Adds
/// to `looked` how often each of them was looked at. From version `lost_from` on the hub may have forgotten masters.
std::vector<std::string> check_site(SimHub& hub, SimSite& site, std::int64_t lost_from,
                                    std::map<std::string, std::int64_t>& looked);
}  // namespace holdfast::sim
