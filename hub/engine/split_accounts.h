#pragma once
#include "base/json.h"
#include "engine/hub_database.h"

namespace holdfast::engine {
/// OrderCreated: what of its lines belongs to others (`splits`), once for each line, kind and party, whatever epoch or
/// place brought it. Returns and voids carry theirs with a negative sign, so sums are what is owed.
void note_splits(HubTransaction& tx, const SiteKey& key, const Json& payload);
}  // namespace holdfast::engine
