#pragma once
#include <optional>
#include <string>

#include "base/json.h"

/// The one way to write a document, so that its signature can be checked after it was parsed.
namespace holdfast::rollout {
/// As TUF metadata is signed: members by code point, whole numbers only, nothing escaped but `"` and `\`. Nothing for a
/// number with a fraction. Source: the OLPC canonical JSON that TUF's reference implementations use.
std::optional<std::string> canonical_metadata(const Json& document);

/// RFC 8785: members by UTF-16 unit, numbers as ECMAScript writes the nearest double. Nothing for a number beyond the
/// doubles.
std::optional<std::string> canonical_json(const Json& document);
/// Nothing for what JSON cannot say: infinities and NaN.
std::optional<std::string> canonical_number(double value);
}  // namespace holdfast::rollout
