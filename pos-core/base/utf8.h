#pragma once
#include <cstddef>
#include <string_view>

namespace holdfast {
/// Bytes of the well-formed UTF-8 sequence (Unicode table 3-7) that starts at `at`; 0 when there is none.
std::size_t utf8_length_at(std::string_view text, std::size_t at);
bool is_utf8(std::string_view text);
/// Code points; every stray byte counts as one.
std::size_t utf8_count(std::string_view text);
/// At most `count` code points from the start.
std::string_view utf8_prefix(std::string_view text, std::size_t count);
}  // namespace holdfast
