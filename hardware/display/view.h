#pragma once
#include <array>
#include <cstdint>
#include <string>

#include "display/screen.h"

namespace holdfast::display {
/// A line of the display: text on the left, an amount (already written in the shop's language) on the right.
struct ViewRow {
  std::string left;
  std::string right;
  friend bool operator==(const ViewRow&, const ViewRow&) = default;
};
/// What the customer is to read. Amounts keep all their letters; text that leaves too little room scrolls beside them.
struct View {
  std::array<ViewRow, rows> lines;
  friend bool operator==(const View&, const View&) = default;
};
/// `Apples …    0,96` over `Total       12,34`.
View item_view(std::string name, std::string amount, std::string total_label, std::string total);
/// `Cash        20,00` over `Change       7,66`.
inline View payment_view(std::string label, std::string paid, std::string rest_label, std::string rest) {
  return item_view(std::move(label), std::move(paid), std::move(rest_label), std::move(rest));
}
/// Two lines in the middle, for greetings; longer ones scroll.
View message_view(const std::string& upper, const std::string& lower);

bool scrolls(const View& view);
/// The screen after so many steps to the left; a line that fits stands still. An amount that is wider than the display
/// is shown as a row of `#`: part of one would be a wrong one.
Screen render(const View& view, std::uint64_t step);
}  // namespace holdfast::display
