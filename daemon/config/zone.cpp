#include "config/zone.h"

#include <date/tz.h>

#include <chrono>

namespace holdfast::config {
std::function<int(Instant)> offsets_of_zone(const std::string& name) {
  const date::time_zone* zone = date::locate_zone(name);
  return [zone](Instant at) {
    const date::sys_time<std::chrono::microseconds> time{std::chrono::microseconds{at.unix_us()}};
    const date::sys_info info = zone->get_info(time);
    return static_cast<int>(std::chrono::duration_cast<std::chrono::minutes>(info.offset).count());
  };
}
}  // namespace holdfast::config
