#pragma once
#include <functional>
#include <string>

#include "base/instant.h"

namespace holdfast::config {
/// The offsets of an IANA time zone (the system's database), in minutes east of UTC. Any thread. Throws
/// std::runtime_error when there is no zone of that name.
std::function<int(Instant)> offsets_of_zone(const std::string& name);
}  // namespace holdfast::config
