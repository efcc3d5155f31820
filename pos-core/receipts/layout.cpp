#include "receipts/layout.h"

#include <algorithm>
#include <array>
#include <numeric>
#include <utility>

#include "base/utf8.h"

namespace holdfast::receipts {
namespace {
struct Range {
  char32_t first, last;
};
template <std::size_t N>
bool within(const std::array<Range, N>& ranges, char32_t point) {
  return std::any_of(ranges.begin(), ranges.end(),
                     [&](const Range& range) { return point >= range.first && point <= range.last; });
}
// Unicode 15: the blocks that matter on a receipt, not every assigned letter.
constexpr std::array<Range, 12> no_width{{{0x300, 0x36f},
                                          {0x483, 0x489},
                                          {0x591, 0x5bd},
                                          {0x5bf, 0x5c7},
                                          {0x610, 0x61a},
                                          {0x64b, 0x65f},
                                          {0x670, 0x670},
                                          {0x6d6, 0x6ed},
                                          {0x200b, 0x200f},
                                          {0x202a, 0x202e},
                                          {0x2060, 0x206f},
                                          {0xfe00, 0xfe0f}}};
constexpr std::array<Range, 9> two_wide{{{0x1100, 0x115f},
                                         {0x2e80, 0x303e},
                                         {0x3041, 0xa4cf},
                                         {0xac00, 0xd7a3},
                                         {0xf900, 0xfaff},
                                         {0xfe30, 0xfe6f},
                                         {0xff00, 0xff60},
                                         {0x1f300, 0x1faff},
                                         {0x20000, 0x3fffd}}};
constexpr std::array<Range, 7> right_to_left_letters{{{0x5be, 0x5f4},
                                                      {0x608, 0x64a},
                                                      {0x66d, 0x6ef},
                                                      {0x6fa, 0x8ff},
                                                      {0xfb1d, 0xfdff},
                                                      {0xfe70, 0xfefe},
                                                      {0x200f, 0x200f}}};
/// Embeddings, overrides and isolates; the marks U+200E and U+200F turn nothing but themselves.
constexpr std::array<Range, 3> turns_text{{{0x202a, 0x202e}, {0x2066, 0x2069}, {0x2028, 0x2029}}};

struct Point {
  char32_t code;
  std::size_t bytes;
};
/// A stray byte is U+FFFD.
Point point_at(std::string_view text, std::size_t at) {
  const std::size_t length = utf8_length_at(text, at);
  const auto byte = [&](std::size_t i) { return static_cast<char32_t>(static_cast<unsigned char>(text[at + i])); };
  switch (length) {
    case 1:
      return {byte(0), 1};
    case 2:
      return {(byte(0) & 0x1f) << 6 | (byte(1) & 0x3f), 2};
    case 3:
      return {(byte(0) & 0x0f) << 12 | (byte(1) & 0x3f) << 6 | (byte(2) & 0x3f), 3};
    case 4:
      return {(byte(0) & 0x07) << 18 | (byte(1) & 0x3f) << 12 | (byte(2) & 0x3f) << 6 | (byte(3) & 0x3f), 4};
    default:
      return {0xfffd, 1};
  }
}
int columns_of(char32_t code) { return within(no_width, code) ? 0 : within(two_wide, code) ? 2 : 1; }
bool is_letter_ltr(char32_t code) {
  return code == 0x200e || (code >= 'A' && code <= 'Z') || (code >= 'a' && code <= 'z') ||
         (code >= 0xc0 && code <= 0x52f && code != 0xd7 && code != 0xf7 && !within(no_width, code)) ||
         (code >= 0x900 && code <= 0x1fff) || within(two_wide, code);
}

/// As many letters as fit, at least one, with the marks on the last.
std::string_view prefix_of(std::string_view text, int width) {
  std::size_t at = 0;
  int used = 0;
  while (at < text.size()) {
    const Point point = point_at(text, at);
    const int more = columns_of(point.code);
    if (at != 0 && used + more > width) break;
    used += more;
    at += point.bytes;
  }
  return text.substr(0, at);
}

std::string spaces(int count) { return std::string(static_cast<std::size_t>(std::max(count, 0)), ' '); }
int longest_word(std::string_view text) {
  int longest = 0;
  while (!text.empty()) {
    const std::size_t blank = text.find(' ');
    longest = std::max(longest, receipts::width_of(text.substr(0, blank)));
    text = blank == std::string_view::npos ? std::string_view{} : text.substr(blank + 1);
  }
  return longest;
}
constexpr int indent_step = 2;
constexpr int table_gap = 2;
}  // namespace

TablePlan plan_table(std::span<const int> natural, int least_first, int width, int gap) {
  TablePlan plan;
  plan.widths.assign(natural.begin(), natural.end());
  if (natural.empty()) return plan;
  const int count = static_cast<int>(natural.size());
  const int others = std::accumulate(natural.begin() + 1, natural.end(), 0);
  const int room = width - others - gap * (count - 1);
  if (room >= least_first && room > 0) {
    plan.widths[0] = room;
    return plan;
  }
  plan.widths[0] = width;
  const int free = width - others - gap * (count - 2);
  if (count > 1 && free >= 0) {
    plan.shape = TablePlan::Shape::stacked;
    for (int i = 1; i < count; ++i) plan.widths[static_cast<std::size_t>(i)] += free / (count - 1);
    plan.widths.back() += free % (count - 1);
    return plan;
  }
  plan.shape = TablePlan::Shape::listed;
  std::fill(plan.widths.begin(), plan.widths.end(), width);
  return plan;
}

int width_of(std::string_view text) {
  int width = 0;
  for (std::size_t at = 0; at < text.size();) {
    const Point point = point_at(text, at);
    width += columns_of(point.code);
    at += point.bytes;
  }
  return width;
}

std::vector<std::string> wrap(std::string_view text, int width) {
  std::vector<std::string> lines;
  if (const std::size_t end = text.find('\n'); end != std::string_view::npos) {
    lines = wrap(text.substr(0, end), width);
    for (std::string& line : wrap(text.substr(end + 1), width)) lines.push_back(std::move(line));
    return lines;
  }
  while (width_of(text) > width) {
    std::string_view part = prefix_of(text, width);
    const bool whole_word = part.size() == text.size() || text[part.size()] == ' ';
    if (const std::size_t blank = part.rfind(' '); blank != std::string_view::npos && blank > 0 && !whole_word)
      part = part.substr(0, blank);
    lines.emplace_back(part);
    text.remove_prefix(part.size());
    while (!text.empty() && text.front() == ' ') text.remove_prefix(1);
    if (text.empty()) return lines;
  }
  lines.emplace_back(text);
  return lines;
}

std::string visible(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t at = 0; at < text.size();) {
    const Point point = point_at(text, at);
    if (utf8_length_at(text, at) == 0)
      out += "\xef\xbf\xbd";
    else if (point.code == '\n')
      out += '\n';
    else if (point.code < 0x20 || (point.code >= 0x7f && point.code < 0xa0))
      out += '?';
    else if (!within(turns_text, point.code))
      out += text.substr(at, point.bytes);
    at += point.bytes;
  }
  return out;
}

bool reads_right_to_left(std::string_view text) {
  for (std::size_t at = 0; at < text.size();) {
    const Point point = point_at(text, at);
    if (within(right_to_left_letters, point.code)) return true;
    if (is_letter_ltr(point.code)) return false;
    at += point.bytes;
  }
  return false;
}
bool has_right_to_left(std::string_view text) {
  for (std::size_t at = 0; at < text.size();) {
    const Point point = point_at(text, at);
    if (within(right_to_left_letters, point.code)) return true;
    at += point.bytes;
  }
  return false;
}

TextLayout::TextLayout(const Receipt& receipt, int width, Large large, Direction direction)
    : receipt_{receipt}, width_{width}, large_{large}, direction_{direction}, plans_(receipt.rows.size()) {
  const auto& rows = receipt.rows;
  for (std::size_t first = 0; first < rows.size();) {
    std::size_t end = first;
    std::vector<int> natural;
    int least_first = 0;
    for (; end < rows.size() && rows[end].kind == Row::Kind::table; ++end)
      for (std::size_t i = 0; i < rows[end].cells.size(); ++i) {
        const std::string text = visible(rows[end].cells[i]);
        if (i >= natural.size()) natural.push_back(0);
        natural[i] = std::max(natural[i], receipts::width_of(text));
        if (i == 0) least_first = std::max(least_first, longest_word(text));
      }
    for (std::size_t row = first; row < end; ++row) plans_[row] = plan_table(natural, least_first, width, table_gap);
    first = std::max(end, first + 1);
  }
}

std::string TextLayout::cell(std::string_view text, Row::Align align, int width) const {
  const int room = std::max(0, width - receipts::width_of(text));
  const bool apart =
      direction_ == Direction::isolated && (right_to_left(receipt_.locale.language) || has_right_to_left(text));
  const std::string inner = apart && !text.empty() ? "\u2068" + std::string{text} + "\u2069" : std::string{text};
  switch (align) {
    case Row::Align::start:
      return inner + spaces(room);
    case Row::Align::center:
      return spaces(room / 2) + inner + spaces(room - room / 2);
    case Row::Align::end:
      return spaces(room) + inner;
  }
  return inner;
}

/// Blanks that held figures together are plain ones once lines are broken: every terminal and printer has those. The
/// line begins with its own direction, else its first letter would choose it.
std::string TextLayout::finish(std::string line) const {
  constexpr std::string_view no_break_space = "\u00a0";
  for (std::size_t at = line.find(no_break_space); at != std::string::npos; at = line.find(no_break_space, at))
    line.replace(at, no_break_space.size(), " ");
  while (!line.empty() && line.back() == ' ') line.pop_back();
  if (direction_ == Direction::as_written || line.empty()) return line;
  if (right_to_left(receipt_.locale.language)) return "\u200f" + line;
  return has_right_to_left(line) ? "\u200e" + line : line;
}

/// Columns keep the right part on the last line of the left one, or on a line of its own.
std::vector<std::string> TextLayout::columns(const Row& row, int width) const {
  const std::string indent = spaces(row.indent * indent_step);
  const int inner = std::max(1, width - row.indent * indent_step);
  const std::string left = visible(row.left);
  const std::string right = visible(row.right) + (row.mark.empty() ? "" : ' ' + visible(row.mark));
  const int right_width = receipts::width_of(right);
  std::vector<std::string> out;
  if (fit_beside(receipts::width_of(left), right_width, inner, 1)) {
    const int room = inner - right_width - 1;
    const std::vector<std::string> parts = wrap(left, room);
    for (const std::string& part : parts)
      out.push_back(indent + cell(part, Row::Align::start, room) +
                    (&part == &parts.back() ? ' ' + cell(right, Row::Align::end, right_width) : ""));
    return out;
  }
  for (const std::string& part : wrap(left, inner)) out.push_back(indent + cell(part, Row::Align::start, inner));
  for (const std::string& part : wrap(right, width)) out.push_back(cell(part, Row::Align::end, width));
  return out;
}

std::vector<std::string> TextLayout::table(const Row& row, const TablePlan& plan) const {
  using Shape = TablePlan::Shape;
  std::vector<std::string> out;
  std::string line;
  for (std::size_t i = 0; i < row.cells.size(); ++i) {
    const std::vector<std::string> parts = wrap(visible(row.cells[i]), plan.widths[i]);
    const bool alone = plan.shape == Shape::listed || (i == 0 && plan.shape == Shape::stacked);
    for (const std::string& part : parts) {
      const bool last = &part == &parts.back();
      if (!line.empty()) line += spaces(table_gap);
      line += cell(part, i == 0 ? Row::Align::start : Row::Align::end, plan.widths[i]);
      if (!last || alone) out.push_back(std::exchange(line, {}));
    }
  }
  if (!line.empty()) out.push_back(std::move(line));
  return out;
}

std::vector<std::string> TextLayout::lines(std::size_t index) const {
  const Row& row = receipt_.rows[index];
  const int width = row.large && large_ == Large::double_width ? width_ / 2 : width_;
  std::vector<std::string> out;
  switch (row.kind) {
    case Row::Kind::rule:
      return {std::string(static_cast<std::size_t>(width), '-')};
    case Row::Kind::columns:
      out = columns(row, width);
      break;
    case Row::Kind::table:
      out = table(row, plans_[index]);
      break;
    case Row::Kind::feed:
      return {""};
    case Row::Kind::logo:
      return {};
    case Row::Kind::text:
    case Row::Kind::barcode:
    case Row::Kind::qr: {
      if (row.picture_only) return {};
      const int inner = std::max(1, width - row.indent * indent_step);
      for (const std::string& part : wrap(visible(row.left), inner))
        out.push_back(spaces(row.indent * indent_step) + cell(part, row.align, inner));
    }
  }
  for (std::string& line : out) line = finish(std::move(line));
  return out;
}
}  // namespace holdfast::receipts
