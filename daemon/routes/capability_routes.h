#pragma once
#include "routes/api.h"
#include "store/capability_watch.h"

namespace holdfast::routes {
/// /v1/capabilities and what is below it. Without a watch (the practice store) the matrix stands as it is, and nothing
/// can be rehearsed. Both have to outlive the table.
void add_capability_routes(Api& api, store::Store& store, store::CapabilityWatch* watch);
}  // namespace holdfast::routes
