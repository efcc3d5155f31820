#pragma once
#include "base/json.h"
#include "http/message.h"

namespace holdfast::routes {
/// Refuses a body any text or number of which, wherever it is, looks like the number of a payment card: fields are looked at
/// when they are read (JsonFields), whole documents that are kept as they came only here. Refuses invalid_body with the place.
Result<> refuse_cards(const Json& body);
}  // namespace holdfast::routes
