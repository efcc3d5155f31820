#pragma once
#include "routes/api.h"

namespace holdfast::hub_calls {
class HubCalls;
}

namespace holdfast::routes {
/// What the hub knows of other stores: their stock, their orders, and taking their goods back. `calls` outlives the routes.
void add_elsewhere_routes(Api& api, hub_calls::HubCalls& calls);
void add_elsewhere_orders(Api& api, hub_calls::HubCalls& calls);
void add_elsewhere_returns(Api& api, hub_calls::HubCalls& calls);
/// Goods that are asked for, sent to and received from other stores.
void add_transfer_routes(Api& api, hub_calls::HubCalls& calls);
/// Vouchers that another store has.
void add_voucher_routes(Api& api, hub_calls::HubCalls& calls);
/// Proofs of age by an identity provider.
void add_age_routes(Api& api, hub_calls::HubCalls& calls);
/// The hub's fraud check of a cart.
void add_fraud_routes(Api& api, hub_calls::HubCalls& calls);
}  // namespace holdfast::routes
