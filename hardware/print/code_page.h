#pragma once
#include <string>
#include <string_view>

namespace holdfast::print {
/// UTF-8 to code page 858 (Western European with the euro sign); what it lacks becomes '?'.
std::string to_cp858(std::string_view text);
/// Whether it lacks nothing of the text.
bool in_cp858(std::string_view text);
}  // namespace holdfast::print
