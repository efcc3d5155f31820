#pragma once
#include <cstdint>
#include <vector>

#include "db/connection.h"

namespace holdfast::queries {
/// Rows of the registers whose carts and orders the events after `since` are about, each once.
std::vector<std::int64_t> changed_registers(db::Connection& connection, std::int64_t since);
}  // namespace holdfast::queries
