#pragma once
#include <string>

#include "metrics/metrics.h"
#include "routes/api.h"

namespace holdfast::routes {
/// /v1/health, /v1/events, /v1/sync, /v1/openapi.json and the root's /metrics, /livez,
/// /readyz. The store and the registry have to outlive the table.
/// Where a till's page says that it foresaw another total than was answered.
void add_price_report_route(Api& api, metrics::Registry& registry);
void add_system_routes(Api& api, store::Store& store, const metrics::Registry& registry);
/// schema/openapi.yaml as JSON, compiled in; empty when the project was built without it.
const std::string& openapi_json();
}  // namespace holdfast::routes
