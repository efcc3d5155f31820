#include "print/escpos.h"

#include <algorithm>

#include "print/code_page.h"
#include "receipts/layout.h"

namespace holdfast::print {
namespace {
using receipts::Row;
using receipts::TextLayout;
// Commands of the ESC/POS reference.
constexpr std::string_view initialise{"\x1b@", 2};
constexpr std::string_view code_page{"\x1bt", 2};
constexpr std::string_view left{
    "\x1b"
    "a\x00",
    3};
constexpr std::string_view center{
    "\x1b"
    "a\x01",
    3};
constexpr std::string_view bold_on{
    "\x1b"
    "E\x01",
    3};
constexpr std::string_view bold_off{
    "\x1b"
    "E\x00",
    3};
constexpr std::string_view large_on{"\x1d!\x11", 3};
constexpr std::string_view large_off{"\x1d!\x00", 3};
constexpr std::string_view inverse_on{
    "\x1d"
    "B\x01",
    3};
constexpr std::string_view inverse_off{
    "\x1d"
    "B\x00",
    3};
constexpr std::string_view text_below{"\x1dH\x02", 3};
constexpr std::string_view bar_height{"\x1dh\x50", 3};
constexpr std::string_view partial_cut{"\x1dV\x42\x00", 4};  // feeds to the cutter, then cuts
constexpr std::string_view drawer{"\x1bp\x00\x19\xfa", 5};   // pin 2, 50 ms on, 500 ms off
constexpr std::string_view raster{"\x1dv0\x00", 4};

bool is_text(const Row& row) {
  return row.kind == Row::Kind::text || row.kind == Row::Kind::columns || row.kind == Row::Kind::table;
}
/// Control characters are not for drawing: the text layout replaces them.
bool expressible(const std::string& text, const Dialect& dialect) {
  std::string shown = receipts::visible(text);
  std::replace(shown.begin(), shown.end(), '\n', ' ');
  if (dialect.page_858) return in_cp858(shown);
  return std::all_of(shown.begin(), shown.end(), [](char byte) { return byte >= ' ' && byte < '\x7f'; });
}

constexpr std::size_t most_drawn = 250;  // rows of one picture: what it takes in memory has a bound

class Job {
 public:
  Job(const receipts::Receipt& receipt, int columns, const DrawRows& draw, const Dialect& dialect)
      : receipt_{receipt},
        layout_{receipt, columns, TextLayout::Large::double_width, TextLayout::Direction::as_written},
        draw_{draw},
        dialect_{dialect},
        drawn_(receipt.rows.size()) {
    const auto& rows = receipt.rows;
    for (std::size_t i = 0; i < rows.size(); ++i) drawn_[i] = needs_drawing(rows[i]);
    // The rows of a table share their columns, so they are drawn all or none.
    for (std::size_t i = 1; i < rows.size(); ++i) drawn_[i] = drawn_[i] || (drawn_[i - 1] && both_tables(i));
    for (std::size_t i = rows.size(); i-- > 1;) drawn_[i - 1] = drawn_[i - 1] || (drawn_[i] && both_tables(i));
  }

  std::string bytes() {
    out_ = initialise;
    if (dialect_.page_858) out_.append(code_page).push_back(static_cast<char>(*dialect_.page_858));
    if (receipt_.opens_drawer) out_ += drawer;
    for (std::size_t i = 0; i < receipt_.rows.size();) {
      if (!drawn_[i]) {
        row(i++);
        continue;
      }
      const std::size_t from = i;
      while (i < receipt_.rows.size() && drawn_[i] && (i - from < most_drawn || both_tables(i))) ++i;
      if (const auto dots = draw_(std::span{receipt_.rows}.subspan(from, i - from))) append_raster(out_, *dots);
    }
    if (receipt_.cut) out_ += partial_cut;
    return std::move(out_);
  }

 private:
  bool both_tables(std::size_t i) const {
    return receipt_.rows[i].kind == Row::Kind::table && receipt_.rows[i - 1].kind == Row::Kind::table;
  }
  bool needs_drawing(const Row& row) const {
    if (!draw_) return false;
    if (row.kind == Row::Kind::logo) return true;
    if (row.kind == Row::Kind::barcode) return !dialect_.bar_codes;
    if (row.kind == Row::Kind::qr) return !dialect_.qr_codes;
    if (!is_text(row)) return false;
    const auto can = [&](const std::string& text) { return expressible(text, dialect_); };
    return right_to_left(receipt_.locale.language) || !can(row.left) || !can(row.right) ||
           !std::all_of(row.cells.begin(), row.cells.end(), can);
  }
  void row(std::size_t i) {
    switch (receipt_.rows[i].kind) {
      case Row::Kind::text:
      case Row::Kind::columns:
      case Row::Kind::table:
      case Row::Kind::rule:
        return text(i);
      case Row::Kind::barcode:
        return barcode(receipt_.rows[i].left);
      case Row::Kind::qr:
        return qr(receipt_.rows[i].left);
      case Row::Kind::feed:
        out_ += '\n';
        return;
      case Row::Kind::logo:
        return;
    }
  }
  void text(std::size_t i) {
    const Row& row = receipt_.rows[i];
    if (row.bold) out_ += bold_on;
    if (row.large) out_ += large_on;
    if (row.inverse) out_ += inverse_on;
    // The printer centres, so that the pitch does not matter.
    const bool centred = row.kind == Row::Kind::text && row.align == Row::Align::center;
    if (centred) out_ += center;
    for (const std::string& line : layout_.lines(i)) {
      const std::size_t begin = centred ? std::min(line.find_first_not_of(' '), line.size()) : 0;
      const std::string shown = to_cp858(std::string_view{line}.substr(begin));
      out_.append(row.inverse ? ' ' + shown + ' ' : shown).append("\n");
    }
    if (centred) out_ += left;
    if (row.inverse) out_ += inverse_off;
    if (row.large) out_ += large_off;
    if (row.bold) out_ += bold_off;
  }

  /// Code 128, code set B (GS k, function B).
  void barcode(const std::string& text) {
    constexpr std::size_t most = 253;
    const std::string data = "{B" + to_cp858(text).substr(0, most);
    out_.append(center).append(text_below).append(bar_height).append("\x1dk\x49");
    out_ += static_cast<char>(data.size());
    out_.append(data).append("\n").append(left);
  }

  /// QR by GS ( k: model 2, module size 6, error correction M, store, print.
  void qr(const std::string& text) {
    const auto block = [&](std::string_view function, std::string_view data) {
      const std::size_t size = function.size() + data.size();
      out_ += "\x1d(k";
      out_ += static_cast<char>(size & 0xff);
      out_ += static_cast<char>(size >> 8 & 0xff);
      out_.append(function).append(data);
    };
    out_ += center;
    block("\x31\x41", std::string_view{"\x32\x00", 2});
    block("\x31\x43", "\x06");
    block("\x31\x45", "\x31");
    block("\x31\x50\x30", text);
    block("\x31\x51\x30", "");
    out_ += left;
  }

  const receipts::Receipt& receipt_;
  TextLayout layout_;
  const DrawRows& draw_;
  const Dialect& dialect_;
  std::vector<bool> drawn_;
  std::string out_;
};
}  // namespace

void append_raster(std::string& out, const Bitmap& dots) {
  constexpr int slice = 256;
  const auto word = [&](int value) {
    out += static_cast<char>(value & 0xff);
    out += static_cast<char>(value >> 8 & 0xff);
  };
  for (int from = 0; from < dots.height(); from += slice) {
    const int rows = std::min(slice, dots.height() - from);
    out += raster;
    word(dots.stride());
    word(rows);
    for (int y = from; y < from + rows; ++y) {
      const auto row = dots.row(y);
      out.append(reinterpret_cast<const char*>(row.data()), row.size());
    }
  }
}

std::string to_escpos(const receipts::Receipt& receipt, int columns, const DrawRows& draw, const Dialect& dialect) {
  return Job{receipt, columns, draw, dialect}.bytes();
}
}  // namespace holdfast::print
