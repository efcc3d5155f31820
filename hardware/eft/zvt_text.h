#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace holdfast::eft {
/// Character sets of ZVT texts (hardware reference 8.5, tag 14). CP437 unless the terminal has agreed to another;
/// `german_7bit` is what some old ones send: the German letters in the places of ISO 646.
enum class ZvtCharset { cp437, utf8, ascii, latin1, german_7bit };
/// From the value of tag 14; empty for one we do not know.
std::optional<ZvtCharset> charset_of(std::uint8_t code);
/// As UTF-8; what the set does not hold becomes U+FFFD. Control characters but line feed become blanks, CR a line feed.
std::string decode_text(std::string_view bytes, ZvtCharset charset);
}  // namespace holdfast::eft
