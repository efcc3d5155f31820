#pragma once
#include <cstddef>

#include "display/screen.h"

namespace holdfast::display {
/// The screen of an emulated display with its cursor; positions count from 0 and wrap.
class Glass {
 public:
  enum class Mode { overwrite, vertical_scroll, horizontal_scroll };
  const Screen& screen() const { return screen_; }
  std::size_t row() const { return row_; }
  std::size_t column() const { return column_; }
  void set_mode(Mode mode) { mode_ = mode; }
  void put(char32_t letter);
  void clear();
  void clear_row();
  void clear_range(std::size_t first, std::size_t last);  ///< of the forty positions; out of range: nothing
  void go_to(std::size_t row, std::size_t column);        ///< out of range: nothing
  void home() { go_to(0, 0); }
  void left();
  void right();
  void up();
  void down();
  void row_start() { column_ = 0; }
  void row_end() { column_ = columns - 1; }
  void set_row(std::size_t row, const Row& letters) { screen_.letters[row % rows] = letters; }

 private:
  void advance();
  Screen screen_;
  std::size_t row_ = 0;
  std::size_t column_ = 0;
  Mode mode_ = Mode::overwrite;
  bool full_ = false;  ///< a letter stands in the last column and the next one has yet to move something
};
}  // namespace holdfast::display
