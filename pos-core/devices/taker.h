#pragma once
#include <optional>

#include "base/id.h"
#include "db/connection.h"

namespace holdfast::devices {
/// The one till that what a shared device reads is for.
struct Taker {
  Uuid terminal;
  std::optional<Uuid> register_id;
};
/// The terminal that holds the claim; without a claim the one that works a register of the device: somebody is signed
/// on there, and it is paired for the register or has a cart on it. Of several the one whose cart moved, or where
/// somebody signed on, last.
std::optional<Taker> taker_of(db::Connection& connection, std::int64_t device_row, Instant now);
}  // namespace holdfast::devices
