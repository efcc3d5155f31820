#pragma once
#include <boost/asio/io_context.hpp>
#include <optional>

#include "capabilities/evaluate.h"
#include "gateway/gateway.h"
#include "gateway/payment_desk.h"
#include "routes/card_routes.h"
#include "routes/device_routes.h"
#include "routes/discovery_routes.h"
#include "routes/weighing_routes.h"
#include "store/store.h"

/// What routes ask of devices, answered by the gateway that drives them: the two know nothing of each other.
namespace holdfast {
routes::CardDesk card_desk(const gateway::PaymentDesk& desk);
routes::ScaleDesk scale_desk(const gateway::Gateway& gateway);
/// On whatever scale it was weighed.
std::optional<carts::Weighing> weighing_of(const gateway::Gateway& gateway, const store::Store& store, const Uuid& id);
routes::DiscoveryDesk discovery_desk(boost::asio::io_context& io, const store::Store& store);
}  // namespace holdfast
