#pragma once
#include <optional>
#include <string_view>

#include "base/digest.h"

namespace holdfast::wire {
/// 64 lower-case hex digits, nothing else: one digest has one spelling on the wire.
std::optional<Sha256> parse_digest(std::string_view text);
inline std::string to_text(const Sha256& digest) { return to_hex(digest); }
}  // namespace holdfast::wire
