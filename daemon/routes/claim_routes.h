#pragma once
#include "base/json_writer.h"
#include "devices/claim.h"

namespace holdfast::routes {
/// As the claim's own routes and the device show it.
void append_claim(JsonWriter& json, const Uuid& device, const devices::Claim& claim, int utc_offset_min);
}  // namespace holdfast::routes
