#pragma once
#include "routes/api.h"

namespace holdfast::hub_calls {
class HubCalls;
}

namespace holdfast::routes {
/// Looking for customers, making and changing them: here in a store that governs itself, by the hub in one that has a
/// hub. While the hub is away what is done here is provisional: it goes up later under the same id, and what does not
/// go with what the hub knows by then waits for a person there. `calls`: none where there never is a hub; it outlives
/// the routes.
void add_customer_desk(Api& api, hub_calls::HubCalls* calls);
}  // namespace holdfast::routes
