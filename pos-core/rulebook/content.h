#pragma once
#include <string>

#include "base/json.h"

namespace holdfast::rulebook {
/// A rule document as it is kept: members in order and without `version`, which is kept beside it, so that the same
/// rule has the same text and digest however it was written.
std::string content_of(const Json& document);
}  // namespace holdfast::rulebook
