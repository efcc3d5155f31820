#pragma once
#include <string_view>

#include "hub_calls/hub_calls.h"
#include "store/call.h"

namespace holdfast::hub_calls {
/// One id for all attempts of one act of a till, by its Idempotency-Key: the hub answers the second as the first. A new
/// one for an act without a key. `purpose` keeps the calls of one act apart.
Uuid call_id(HubCalls& calls, const store::Call& call, std::string_view purpose);
}  // namespace holdfast::hub_calls
