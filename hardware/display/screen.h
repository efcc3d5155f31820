#pragma once
#include <array>
#include <cstddef>
#include <string>
#include <string_view>

namespace holdfast::display {
constexpr std::size_t columns = 20, rows = 2;
using Row = std::array<char32_t, columns>;
constexpr Row blank_row = [] {
  Row row{};
  row.fill(U' ');
  return row;
}();

/// The 2x20 letters of a line display.
struct Screen {
  std::array<Row, rows> letters{blank_row, blank_row};
  friend bool operator==(const Screen&, const Screen&) = default;
};
/// UTF-8, always twenty letters.
std::string text_of(const Row& row);
inline std::string text_of(const Screen& screen, std::size_t row) { return text_of(screen.letters[row]); }

/// One letter a column: marks on letters, control characters and invisible ones are left out, blanks made plain.
std::u32string letters_of(std::string_view text);
}  // namespace holdfast::display
