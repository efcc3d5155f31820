#pragma once
#include "db/connection.h"
#include "rollout/moment.h"

namespace holdfast::update {
/// What the shop is doing, as far as a restart would be felt. Some indexed lookups.
rollout::ShopState shop_state(db::Connection& connection, Instant now);
}  // namespace holdfast::update
