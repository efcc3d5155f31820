#pragma once
#include "base/json.h"

namespace holdfast {
/// Refuses a body any text or number of which, wherever it is, looks like the number of a payment card: fields are
/// looked at when they are read (JsonFields), whole documents that are kept as they came only here. Refuses
/// invalid_body with the place.
Result<> refuse_cards(const Json& body);
/// The same for lines of text, such as CSV; the place is the line's number, `/17`.
Result<> refuse_cards_in_lines(std::string_view text);
}  // namespace holdfast
