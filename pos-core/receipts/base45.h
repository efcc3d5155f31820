#pragma once
#include <optional>
#include <string>
#include <string_view>

namespace holdfast::receipts {
/// RFC 9285: two bytes in three characters that a QR code holds in its alphanumeric mode.
std::string to_base45(std::string_view bytes);
/// Empty for anything that to_base45() does not write.
std::optional<std::string> from_base45(std::string_view text);
}  // namespace holdfast::receipts
