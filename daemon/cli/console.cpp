#include "cli/console.h"

#include <unistd.h>

#include <algorithm>
#include <cstdio>

#include "base/utf8.h"
#include "money/money.h"
#include "money/quantity.h"

namespace holdfast::cli {
Progress::Progress(std::string label, std::int64_t whole, For whom)
    : label_{std::move(label)}, whole_{whole}, shown_{whom == For::people && isatty(STDERR_FILENO) == 1} {
  at(0);
}
Progress::~Progress() {
  if (shown_) std::fputs("\r\033[K", stderr);
}

void Progress::at(std::int64_t done) {
  const auto now = std::chrono::steady_clock::now();
  if (!shown_ || ((done < whole_ || whole_ == 0) && now - last_ < std::chrono::milliseconds{100})) return;
  last_ = now;
  if (whole_ == 0) {
    std::fputs(("\r" + label_ + " " + std::to_string(done) + "\033[K").c_str(), stderr);
    std::fflush(stderr);
    return;
  }
  constexpr std::size_t width = 30;
  const std::int64_t clamped = std::min(done, whole_);
  const auto full = static_cast<std::size_t>(clamped * static_cast<std::int64_t>(width) / whole_);
  std::string line = "\r" + label_ + " [" + std::string(full, '#') + std::string(width - full, ' ') + "] " +
                     std::to_string(done) + "/" + std::to_string(whole_) + "\033[K";
  std::fputs(line.c_str(), stderr);
  std::fflush(stderr);
}

Table::Table(std::vector<std::string> headings) : headings_{std::move(headings)} {
  for (std::string& heading : headings_) {
    right_.push_back(heading.starts_with('>'));
    if (right_.back()) heading.erase(0, 1);
  }
}
void Table::add(std::vector<std::string> cells) {
  cells.resize(headings_.size());
  rows_.push_back(std::move(cells));
}
std::string Table::text() const {
  std::vector<std::size_t> widths;
  for (const std::string& heading : headings_) widths.push_back(utf8_count(heading));
  for (const auto& row : rows_)
    for (std::size_t i = 0; i < row.size(); ++i) widths[i] = std::max(widths[i], utf8_count(row[i]));
  std::string out;
  const auto line = [&](const std::vector<std::string>& cells) {
    for (std::size_t i = 0; i < cells.size(); ++i) {
      const std::string fill(widths[i] - utf8_count(cells[i]), ' ');
      if (i > 0) out += "  ";
      if (right_[i]) out += fill;
      out += cells[i];
      if (!right_[i] && i + 1 < cells.size()) out += fill;
    }
    out += '\n';
  };
  line(headings_);
  for (const auto& row : rows_) line(row);
  return out;
}

std::string money_text(std::int64_t minor, std::string_view currency) {
  const auto known = find_currency(currency);
  return (known ? to_decimal(Money{minor, *known}) : std::to_string(minor)) + " " + std::string{currency};
}
std::string decimal_text(std::int64_t thousandths) { return format_scaled(thousandths, 3, false); }
}  // namespace holdfast::cli
