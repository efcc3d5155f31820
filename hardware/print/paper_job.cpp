#include "print/paper_job.h"

#include <algorithm>

#include "print/pen.h"
#include "receipts/layout.h"

namespace holdfast::print {
namespace {
using escpos::Switched;
using receipts::Row;
using receipts::TextLayout;

constexpr std::size_t most_drawn = 250;  // rows of one picture: what it takes in memory has a bound

bool is_text(const Row& row) {
  return row.kind == Row::Kind::text || row.kind == Row::Kind::columns || row.kind == Row::Kind::table;
}

class Job {
 public:
  Job(const receipts::Receipt& receipt, const escpos::PrinterProfile& profile, int columns, const DrawRows& draw)
      : receipt_{receipt},
        pictures_alone_{profile.language == escpos::Language::star_raster},
        layout_{receipt, columns, TextLayout::Large::double_width, TextLayout::Direction::as_written},
        draw_{draw},
        pen_{pen_for(profile)},
        drawn_(receipt.rows.size()) {
    const auto& rows = receipt.rows;
    for (std::size_t i = 0; i < rows.size(); ++i) drawn_[i] = needs_drawing(rows[i]);
    // The rows of a table share their columns, so they are drawn all or none.
    for (std::size_t i = 1; i < rows.size(); ++i) drawn_[i] = drawn_[i] || (drawn_[i - 1] && both_tables(i));
    for (std::size_t i = rows.size(); i-- > 1;) drawn_[i - 1] = drawn_[i - 1] || (drawn_[i] && both_tables(i));
  }

  std::string bytes() {
    pen_->start();
    if (receipt_.opens_drawer) pen_->kick();
    for (std::size_t i = 0; i < receipt_.rows.size();) {
      if (!drawn_[i]) {
        row(i++);
        continue;
      }
      const std::size_t from = i;
      while (i < receipt_.rows.size() && drawn_[i] && (i - from < most_drawn || both_tables(i))) ++i;
      (void)picture(from, i);
    }
    if (receipt_.cut) pen_->cut();
    pen_->end();
    return pen_->take();
  }

 private:
  bool both_tables(std::size_t i) const {
    return receipt_.rows[i].kind == Row::Kind::table && receipt_.rows[i - 1].kind == Row::Kind::table;
  }
  /// Control characters are not for drawing: the text layout replaces them.
  bool writes(const std::string& text) const {
    std::string shown = receipts::visible(text);
    std::replace(shown.begin(), shown.end(), '\n', ' ');
    return pen_->writes(shown);
  }
  bool needs_drawing(const Row& row) const {
    if (!draw_) return false;
    if (pictures_alone_ || row.kind == Row::Kind::logo || row.kind == Row::Kind::qr) return true;
    if (!is_text(row)) return false;
    const auto can = [&](const std::string& text) { return writes(text); };
    return right_to_left(receipt_.locale.language) || !can(row.left) || !can(row.right) ||
           !std::all_of(row.cells.begin(), row.cells.end(), can);
  }
  bool picture(std::size_t from, std::size_t to) {
    const auto dots = draw_ ? draw_(std::span{receipt_.rows}.subspan(from, to - from)) : std::nullopt;
    return dots && pen_->picture({dots->width(), dots->height(), dots->bits()});
  }
  void row(std::size_t i) {
    const Row& row = receipt_.rows[i];
    switch (row.kind) {
      case Row::Kind::text:
      case Row::Kind::columns:
      case Row::Kind::table:
      case Row::Kind::rule:
        return text(i);
      case Row::Kind::barcode:
        if (pen_->bar_code(row.left) || picture(i, i + 1)) return;
        return words(row.left);
      case Row::Kind::qr:
        return words(row.left);
      case Row::Kind::feed:
        return pen_->feed();
      case Row::Kind::logo:
        return;
    }
  }
  void text(std::size_t i) {
    const Row& row = receipt_.rows[i];
    // The printer centres, so that the pitch does not matter.
    const bool centred = row.kind == Row::Kind::text && row.align == Row::Align::center;
    const Strokes strokes{row.bold, row.large, row.inverse, centred};
    pen_->style(strokes, Switched::on);
    for (const std::string& line : layout_.lines(i)) {
      const std::string_view shown =
          std::string_view{line}.substr(centred ? std::min(line.find_first_not_of(' '), line.size()) : 0);
      pen_->line(row.inverse ? ' ' + std::string{shown} + ' ' : shown);
    }
    pen_->style(strokes, Switched::off);
  }
  /// Of a code that nobody draws, so that it can at least be typed.
  void words(const std::string& code) {
    constexpr Strokes centred{.centred = true};
    pen_->style(centred, Switched::on);
    pen_->line(receipts::visible(code));
    pen_->style(centred, Switched::off);
  }

  const receipts::Receipt& receipt_;
  bool pictures_alone_;
  TextLayout layout_;
  const DrawRows& draw_;
  std::unique_ptr<Pen> pen_;
  std::vector<bool> drawn_;
};
}  // namespace

int dots_across(const escpos::PrinterProfile& profile, int columns) {
  constexpr int letter = 12;  // of font A at 203 dots an inch
  const int dots = profile.columns[0] != 0 ? columns * profile.dots / profile.columns[0] : columns * letter;
  return std::min(dots, profile.dots) / 8 * 8;
}

std::string paper_job(const receipts::Receipt& receipt, const escpos::PrinterProfile& profile, int columns,
                      const DrawRows& draw) {
  return Job{receipt, profile, columns, draw}.bytes();
}
}  // namespace holdfast::print
