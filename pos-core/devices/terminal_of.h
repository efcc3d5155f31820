#pragma once
#include <cstdint>
#include <optional>

#include "db/connection.h"
#include "devices/device.h"

namespace holdfast::devices {
/// The active card terminal of a register: the first that was set up for it.
std::optional<std::int64_t> terminal_of(db::Connection& connection, std::int64_t register_row);
}  // namespace holdfast::devices
