#pragma once
#include <functional>
#include <optional>
#include <string>

#include "registry/device_health.h"
#include "routes/api.h"
#include "routes/weighing_routes.h"

namespace holdfast::routes {
/// What whoever drives the devices knows of one, by its id; nothing of a device that nobody drives. I/O thread.
struct DeviceDesk {
  std::function<std::optional<registry::DeviceHealth>(const Uuid&)> health;
  std::function<std::optional<std::string>(const Uuid&)> trace;  ///< its latest bytes, a line each (link/trace.h)
  ScaleDesk scales;
  std::function<bool(const Uuid&)> show_test;  ///< a line display shows that it works; false: it cannot now
};
/// /v1/devices. Without a desk (the practice store) devices are configured and nobody drives them.
void add_device_routes(Api& api, DeviceDesk desk);
}  // namespace holdfast::routes
