#include "display/view.h"

#include <algorithm>

namespace holdfast::display {
namespace {
constexpr std::size_t gap_columns = 3;  // between the end of a scrolling text and its beginning

struct Layout {
  std::u32string left, right;
  std::size_t room = columns;  ///< for the left text
};

Layout lay_out(const ViewRow& line) {
  Layout layout{letters_of(line.left), letters_of(line.right)};
  if (layout.right.size() > columns) layout.right.assign(columns, U'#');
  const std::size_t taken = layout.right.size() + (layout.right.empty() ? 0 : 1);
  layout.room = columns - std::min(taken, columns);
  return layout;
}

bool scrolls(const Layout& layout) { return layout.left.size() > layout.room && layout.room > 0; }

Row render(const Layout& layout, std::uint64_t step) {
  Row row = blank_row;
  if (scrolls(layout)) {
    const std::u32string ring = layout.left + std::u32string(gap_columns, U' ');
    for (std::size_t i = 0; i < layout.room; ++i) row[i] = ring[(step + i) % ring.size()];
  } else {
    std::copy_n(layout.left.begin(), std::min(layout.left.size(), layout.room), row.begin());
  }
  std::ranges::copy(layout.right, row.end() - static_cast<std::ptrdiff_t>(layout.right.size()));
  return row;
}

std::string centred(const std::string& text) {
  const std::size_t length = letters_of(text).size();
  return length < columns ? std::string((columns - length) / 2, ' ') + text : text;
}
}  // namespace

View item_view(std::string name, std::string amount, std::string total_label, std::string total) {
  return {{ViewRow{std::move(name), std::move(amount)}, ViewRow{std::move(total_label), std::move(total)}}};
}

View message_view(const std::string& upper, const std::string& lower) {
  return {{ViewRow{centred(upper), ""}, ViewRow{centred(lower), ""}}};
}

bool scrolls(const View& view) {
  return std::ranges::any_of(view.lines, [](const ViewRow& line) { return scrolls(lay_out(line)); });
}

Screen render(const View& view, std::uint64_t step) {
  Screen screen;
  for (std::size_t i = 0; i < rows; ++i) screen.letters[i] = render(lay_out(view.lines[i]), step);
  return screen;
}
}  // namespace holdfast::display
