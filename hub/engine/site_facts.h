#pragma once
#include <string>
#include <vector>

#include "base/json.h"
#include "engine/hub_database.h"

namespace holdfast::engine {
/// Something odd about an event that is taken all the same: for a person to see.
struct Oddity {
  std::string code;
  std::string detail;
};

/// StockMoved: what other stores are told of this one's stock. Moves without a SKU (logs of older releases) are left out.
void note_stock(HubTransaction& tx, const SiteKey& key, const Json& payload, Instant recorded);

/// OrderCreated: what another store needs to take its goods back, and what it takes back itself, of this store's orders
/// or another's. More than was sold is `returned_twice`: both stores have paid already, so it is told, never refused.
std::vector<Oddity> note_order(HubTransaction& tx, const SiteKey& key, const Json& payload, Instant now);

/// What is sold of each line and what of it came back or is held, from an order's document and its claims.
struct LineLeft {
  int position = 0;
  std::int64_t sold = 0;   ///< millionths; 0 or less: the line was a return itself
  std::int64_t taken = 0;  ///< millionths
};
std::vector<LineLeft> lines_left(const SiteOrder& order, const std::vector<ReturnClaim>& claims);
}  // namespace holdfast::engine
