#pragma once
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "receipts/receipt.h"

namespace holdfast::receipts {
// Rules of layout that hold for characters and for dots alike: widths are whole units of whatever measures.

/// Whether `left` and `right` share a line: `right` is never broken, and `left` may wrap only if it keeps half the
/// paper.
constexpr bool fit_beside(int left, int right, int width, int gap) {
  const int room = width - right - gap;
  return room > 0 && (left <= room || room >= width / 2);
}

struct TablePlan {
  enum class Shape {
    beside,   ///< all cells on one line
    stacked,  ///< the first cell on a line of its own, the others below it
    listed,   ///< every cell on a line of its own
  } shape = Shape::beside;
  std::vector<int> widths;  ///< of each column; together with the gaps never more than the paper
};
/// `natural`: the widest cell of each column. `least_first`: the longest word of the first column.
TablePlan plan_table(std::span<const int> natural, int least_first, int width, int gap);

/// Columns of a printer's or terminal's fixed pitch: marks and controls take none, East Asian wide letters two.
int width_of(std::string_view text);
/// Breaks at line ends, and at blanks so that each part fits `width`; a longer word is cut.
std::vector<std::string> wrap(std::string_view text, int width);
/// Without what could command a device or turn other text round: controls become `?`, embeddings, overrides and
/// isolates go, bytes that are not UTF-8 become U+FFFD. Line ends and the marks U+200E and U+200F stay.
std::string visible(std::string_view text);
/// By the first letter or mark that has a direction; digits and signs alone read left to right.
bool reads_right_to_left(std::string_view text);
bool has_right_to_left(std::string_view text);

/// The rows of a receipt as lines of characters.
class TextLayout {
 public:
  enum class Large { same, double_width };        ///< what a large row does to the characters of a line
  enum class Direction { as_written, isolated };  ///< isolated: with the controls of UAX #9 where directions meet
  TextLayout(const Receipt& receipt, int width, Large large, Direction direction);
  /// Of one row; nothing for a feed or a picture.
  std::vector<std::string> lines(std::size_t row) const;

 private:
  std::vector<std::string> columns(const Row& row, int width) const;
  std::vector<std::string> table(const Row& row, const TablePlan& plan) const;
  std::string cell(std::string_view text, Row::Align align, int width) const;
  std::string finish(std::string line) const;
  const Receipt& receipt_;
  int width_;
  Large large_;
  Direction direction_;
  std::vector<TablePlan> plans_;  ///< of each row that is a table's
};
}  // namespace holdfast::receipts
