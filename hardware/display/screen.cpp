#include "display/screen.h"

#include "escpos/unicode.h"

namespace holdfast::display {
namespace {
/// Combining diacritical marks: a display has no letter under them to go back to.
constexpr bool is_mark(char32_t letter) { return letter >= 0x300 && letter <= 0x36f; }
constexpr bool is_control(char32_t letter) { return letter < 0x20 || (letter >= 0x7f && letter < 0xa0); }
}  // namespace

std::string text_of(const Row& row) {
  std::string text;
  for (const char32_t letter : row) escpos::append_utf8(text, letter);
  return text;
}

std::u32string letters_of(std::string_view text) {
  std::u32string letters;
  for (std::size_t at = 0; at < text.size();) {
    const char32_t letter = escpos::plain_form(escpos::next_letter(text, at));
    if (letter != 0 && !is_mark(letter) && !is_control(letter)) letters += letter;
  }
  return letters;
}
}  // namespace holdfast::display
