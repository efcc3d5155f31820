#pragma once
#include <functional>

#include "replication/identity.h"
#include "replication/status.h"
#include "routes/api.h"

namespace holdfast::routes {
/// What the routes need of the running replication; without functions (offline command line) the file alone speaks.
struct ReplicationDesk {
  std::function<replication::Status()> status;
  std::filesystem::path
      data;  ///< where the identity lies; empty: this store cannot be enrolled here (the practice store)
};
/// /v1/replication and the names the contract fixes for the same, /v1/sync.
void add_replication_routes(Api& api, ReplicationDesk desk);
void add_carry_routes(Api& api, const std::filesystem::path& data);
}  // namespace holdfast::routes
