#pragma once
#include <string>
#include <string_view>

namespace holdfast::escpos {
/// The code point at `at`, which moves behind it; U+FFFD for a stray byte.
char32_t next_letter(std::string_view text, std::size_t& at);
void append_utf8(std::string& out, char32_t letter);
/// Letters of scripts that no printer sets right by itself, and marks that stand on other letters (hardware reference
/// 1.4): Arabic, Hebrew, Indic and South-East Asian scripts, Chinese, Japanese, Korean, emoji. They are drawn.
bool needs_drawing(char32_t letter);
/// What is printed instead because it looks the same on paper: a plain blank for the other blanks, a hyphen for the
/// hyphen that does not break. 0 for what is not printed at all, such as a soft hyphen or a byte order mark.
char32_t plain_form(char32_t letter);
}  // namespace holdfast::escpos
