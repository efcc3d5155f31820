#pragma once
#include <optional>

#include "engine/hub_database.h"
#include "repricing/repricer.h"

namespace holdfast::engine {
/// Prices a paid order again by what was published to its site's channel (hub/repricing).
std::optional<repricing::Finding> check_price(HubTransaction& tx, const SiteKey& key, const Json& payload);
}  // namespace holdfast::engine
