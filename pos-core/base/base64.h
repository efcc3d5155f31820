#pragma once
#include <optional>
#include <string>
#include <string_view>

namespace holdfast {
/// RFC 4648: section 4 with padding, or section 5 (for addresses and JWS) without.
enum class Base64 { standard, url };
std::string to_base64(std::string_view bytes, Base64 alphabet = Base64::standard);
/// Nothing for another alphabet's characters, wrong padding, or bits that no byte owns. `url` takes no padding.
std::optional<std::string> from_base64(std::string_view text, Base64 alphabet = Base64::standard);
}  // namespace holdfast
