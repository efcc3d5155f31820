#pragma once
#include <optional>
#include <string>
#include <string_view>

namespace holdfast::webhooks {
/// RFC 4648, with padding.
std::string base64(std::string_view bytes);
/// Nothing when it is not canonical.
std::optional<std::string> from_base64(std::string_view text);
}  // namespace holdfast::webhooks
