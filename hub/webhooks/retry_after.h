#pragma once
#include <cstdint>
#include <optional>
#include <string_view>

#include "base/instant.h"

namespace holdfast::webhooks {
/// `Sun, 06 Nov 1994 08:49:37 GMT` (RFC 9110 section 5.6.7); the two forms from before 1995 are none.
std::optional<Instant> parse_http_date(std::string_view text);
/// `Retry-After` in seconds, or as a date that counts from `date`, the answer's own, so that neither clock has to be
/// right. Nothing when it says nothing; 0 when it is over.
std::optional<std::int64_t> retry_after_s(std::string_view text, std::string_view date);
}  // namespace holdfast::webhooks
