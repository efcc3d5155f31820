#pragma once
#include <string_view>

#include "hub_calls/hub_calls.h"
#include "routes/api.h"

namespace holdfast::routes {
/// Why an answer of the hub is none, as the problem that the till gets: its refusal by rule, or what the capability table
/// says of the operation when nobody answered (dependency, since when, what to do instead).
Error error_of(const hub_calls::Heard& heard, std::string_view operation, const store::Store& store);
}  // namespace holdfast::routes
