#pragma once
#include <string>

#include "metrics/metrics.h"
#include "routes/api.h"

namespace holdfast::routes {
/// /v1/health, /v1/events, /v1/sync, /v1/openapi.json and the root's /metrics, /livez,
/// /readyz. The store and the registry have to outlive the table.
void add_system_routes(Api& api, store::Store& store, const metrics::Registry& registry);
/// schema/openapi.yaml as JSON, compiled in; empty when the project was built without it.
const std::string& openapi_json();
}  // namespace holdfast::routes
