#pragma once
#include <functional>

#include "routes/api.h"
#include "setup/restoring.h"

namespace holdfast::routes {
/// /v1/setup…: an empty box becomes a store. `box` and `store` outlive the table. `restart` is called once the new
/// store is ready beside: the daemon then ends this run politely and begins the next, which finds it. Called on any thread.
struct SetupDesk {
  const setup::Box& box;
  store::Store& store;
  std::function<void()> restart;
};
void add_setup_routes(Api& api, const SetupDesk& desk);
}  // namespace holdfast::routes
