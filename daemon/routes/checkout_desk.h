#pragma once
#include "routes/api.h"

namespace holdfast::hub_calls {
class HubCalls;
}

namespace holdfast::routes {
/// What is asked of the hub before an order is booked: the fraud check, where the policy that came down wants it, and
/// points that pay and that the hub keeps. The order is worked out first as if it were booked, and nothing of that is
/// kept, so that what would be refused anyhow asks nobody. Without an answer the capability table decides. `calls`
/// outlives the routes.
void use_checkout_desk(Api& api, hub_calls::HubCalls& calls);
}  // namespace holdfast::routes
