#pragma once
#include <functional>

#include "routes/api.h"

namespace holdfast::routes {
/// A page at this terminal shows this register's customer view and wants to be told of changes. I/O thread.
using WatchRegister = std::function<void(const Uuid& register_id, const Uuid& terminal)>;
/// GET /v1/registers/{id}/display. Without `watch` (the practice store) nobody is told of changes.
void add_display_routes(Api& api, WatchRegister watch);
}  // namespace holdfast::routes
