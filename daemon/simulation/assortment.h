#pragma once
#include <vector>

#include "db/connection.h"
#include "sim/shop.h"

namespace holdfast::simulation {
/// What head office changes: first taxes, articles and promotions, then prices, articles that come and go, a price
/// book, and promotions that are rewritten, withdrawn and begun again.
std::vector<engine::MasterRow> publication(sim::Chance& chance, bool first);

/// What a till sees of masters: which articles there are, and what one of each costs. As rows say it, and as a till
/// finds it in a store's file.
Sha256 view_of(const sim::Masters::Rows& rows);
Sha256 view_of(db::Connection& connection);
}  // namespace holdfast::simulation
