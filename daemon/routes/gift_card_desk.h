#pragma once
#include "routes/api.h"

namespace holdfast::hub_calls {
class HubCalls;
}

namespace holdfast::routes {
/// Asking about gift cards and setting value aside: answered here by a store that governs itself, by the hub for one
/// that has a hub. `calls`: none where there never is a hub (the command line, the practice store); it outlives the
/// routes.
void add_gift_card_desk(Api& api, hub_calls::HubCalls* calls);
}  // namespace holdfast::routes
