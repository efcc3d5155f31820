#pragma once
#include <filesystem>
#include <functional>
#include <optional>

#include "backup/run_schedule.h"
#include "exceptions/observed.h"
#include "registry/device_health.h"
#include "routes/api.h"

namespace holdfast::routes {
/// What of the store's troubles is not in its file. Asked on the I/O thread; what is left out is not looked at.
struct ExceptionDesk {
  std::function<std::optional<registry::DeviceHealth>(const Uuid&)> health;  ///< of a device that is driven
  std::filesystem::path data;                                                ///< the folder whose backups count
  std::function<backup::RunSchedule::Status()> backups;
  struct Releases {
    std::optional<exceptions::Release> failed, waiting;
  };
  std::function<Releases()> releases;
};
/// /v1/exceptions: what a person should decide about, from the file, the devices, the line, the disk and the backups.
void add_exception_routes(Api& api, ExceptionDesk desk);
}  // namespace holdfast::routes
