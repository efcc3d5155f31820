#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

/// Numbers as payment terminals write them. Bytes travel as std::string, as everywhere in this folder.
namespace holdfast::eft {
/// The byte at `at` (which must exist) as a number.
constexpr std::uint8_t octet(std::string_view bytes, std::size_t at) { return static_cast<std::uint8_t>(bytes[at]); }

/// Binary coded decimal, left-filled with zeros (hardware reference 8). Empty when negative or when it does not fit:
/// an amount is refused, never truncated.
std::optional<std::string> encode_bcd(std::int64_t value, std::size_t bytes);
/// Empty when a nibble is no digit, or when there are more than 18 digits.
std::optional<std::int64_t> decode_bcd(std::string_view bytes);

/// Upper case, no blanks.
std::string hex_of(std::string_view bytes);
std::string hex_of(std::uint8_t byte);
}  // namespace holdfast::eft
