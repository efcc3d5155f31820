#pragma once
#include <string>

#include "base/json.h"

namespace holdfast {
/// A document as compact text, its numbers as they were written and its members in their order. Never for what was
/// hashed or signed before: that is kept as the bytes it came in.
std::string json_text(const Json& value);
}  // namespace holdfast
