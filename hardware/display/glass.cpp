#include "display/glass.h"

#include <algorithm>

namespace holdfast::display {
void Glass::put(char32_t letter) {
  if (full_) {
    full_ = false;
    if (mode_ == Mode::horizontal_scroll) {
      Row& row = screen_.letters[row_];
      std::rotate(row.begin(), row.begin() + 1, row.end());
    } else if (row_ + 1 == rows) {
      screen_.letters[0] = screen_.letters[1];
      screen_.letters[1] = blank_row;
      column_ = 0;
    }
  }
  screen_.letters[row_][column_] = letter;
  advance();
}

void Glass::advance() {
  if (column_ + 1 < columns) {
    ++column_;
  } else if (mode_ == Mode::horizontal_scroll || (mode_ == Mode::vertical_scroll && row_ + 1 == rows)) {
    full_ = true;
  } else {
    column_ = 0;
    row_ = (row_ + 1) % rows;
  }
}

void Glass::clear() {
  screen_ = {};
  home();
}
void Glass::clear_row() {
  screen_.letters[row_] = blank_row;
  column_ = 0;
  full_ = false;
}
void Glass::clear_range(std::size_t first, std::size_t last) {
  if (last >= rows * columns) return;
  for (std::size_t i = first; i <= last; ++i) screen_.letters[i / columns][i % columns] = U' ';
}

void Glass::go_to(std::size_t row, std::size_t column) {
  if (row >= rows || column >= columns) return;
  row_ = row;
  column_ = column;
  full_ = false;
}
void Glass::left() {
  if (column_ == 0) up();
  go_to(row_, column_ == 0 ? columns - 1 : column_ - 1);
}
void Glass::right() {
  if (column_ + 1 == columns) down();
  go_to(row_, (column_ + 1) % columns);
}
void Glass::up() { go_to((row_ + rows - 1) % rows, column_); }
void Glass::down() { go_to((row_ + 1) % rows, column_); }
}  // namespace holdfast::display
