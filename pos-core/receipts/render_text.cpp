#include <array>

#include "base/utf8.h"
#include "receipts/receipt.h"

namespace holdfast::receipts {
namespace {
constexpr std::array<std::string_view, 6> kinds{"text", "columns", "rule", "barcode", "qr", "feed"};
constexpr std::array<std::string_view, 3> aligns{"start", "center", "end"};

std::string spaces(int count) { return std::string(static_cast<std::size_t>(count > 0 ? count : 0), ' '); }
int width_of(std::string_view text) { return static_cast<int>(utf8_count(text)); }

void align_into(std::string& out, std::string_view text, Row::Align align, int width) {
  const int room = width - width_of(text);
  switch (align) {
    case Row::Align::start: break;
    case Row::Align::center: out += spaces(room / 2); break;
    case Row::Align::end: out += spaces(room); break;
  }
  out += text;
}
}  // namespace

/// Breaks at line ends, and at blanks so that each part fits `width`; a longer word is cut.
std::vector<std::string> wrap(std::string_view text, int width) {
  std::vector<std::string> lines;
  if (const std::size_t end = text.find('\n'); end != std::string_view::npos) {
    lines = wrap(text.substr(0, end), width);
    for (std::string& line : wrap(text.substr(end + 1), width)) lines.push_back(std::move(line));
    return lines;
  }
  while (width_of(text) > width) {
    std::string_view part = utf8_prefix(text, static_cast<std::size_t>(width));
    if (const std::size_t blank = part.rfind(' '); blank != std::string_view::npos && blank > 0 && text[part.size()] != ' ') part = part.substr(0, blank);
    lines.emplace_back(part);
    text.remove_prefix(part.size());
    while (!text.empty() && text.front() == ' ') text.remove_prefix(1);
  }
  lines.emplace_back(text);
  return lines;
}

/// Columns keep the right part on the last line of the left one. Where that would leave the left part less than half of
/// the paper, the right part gets a line of its own.
std::vector<std::string> columns_of(const Row& row, int width) {
  const int right = width_of(row.right);
  const int room = width - right - 1;
  const bool beside = width_of(row.left) <= room || room >= width / 2;
  std::vector<std::string> out = wrap(row.left, beside ? room : width);
  if (beside) {
    out.back() += spaces(width - right - width_of(out.back())) + row.right;
    return out;
  }
  for (const std::string& part : wrap(row.right, width)) {
    out.emplace_back();
    align_into(out.back(), part, Row::Align::end, width);
  }
  return out;
}

/// The lines of one text row.
std::vector<std::string> lines_of(const Row& row, int width) {
  std::vector<std::string> out;
  if (row.kind == Row::Kind::rule) return {std::string(static_cast<std::size_t>(width), '-')};
  if (row.kind == Row::Kind::columns) return columns_of(row, width);
  for (const std::string& part : wrap(row.left, width)) {
    out.emplace_back();
    align_into(out.back(), part, row.align, width);
  }
  return out;
}

std::string to_text(const Receipt& receipt, int width) {
  std::string out;
  for (const Row& row : receipt.rows) {
    for (std::string line : lines_of(row, width)) {
      while (!line.empty() && line.back() == ' ') line.pop_back();
      for (char& c : line)
        if (static_cast<unsigned char>(c) < 0x20) c = '?';  // whoever shows the text must not obey it
      out += line;
      out += '\n';
    }
  }
  return out;
}

void append_json(std::string& out, const Receipt& receipt) {
  JsonWriter json{out};
  json.begin_object().member("receiptNumber", receipt.number).member("orderId", receipt.order).member("currency", receipt.currency);
  json.member("opensDrawer", receipt.opens_drawer).key("rows").begin_array();
  for (const Row& row : receipt.rows) {
    json.begin_object().member("kind", kinds[static_cast<std::size_t>(row.kind)]);
    if (!row.left.empty()) json.member("left", row.left);
    if (!row.right.empty()) json.member("right", row.right);
    if (row.align != Row::Align::start) json.member("align", aligns[static_cast<std::size_t>(row.align)]);
    if (row.bold) json.member("bold", true);
    if (row.large) json.member("large", true);
    json.end_object();
  }
  json.end_array().end_object();
}
}  // namespace holdfast::receipts
