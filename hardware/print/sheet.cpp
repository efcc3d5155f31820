#include "print/sheet.h"

#include <algorithm>
#include <cmath>

#include "print/symbols.h"
#include "receipts/layout.h"

namespace holdfast::print {
namespace {
using receipts::Row;
using receipts::TablePlan;

struct Style {
  double size;  ///< of the em, in dots
  bool bold = false;
};
struct Line {
  PangoLayoutLine* line;
  int width, above, below;  ///< above and below the baseline: at least the typeface's, more where the ink needs it
};
struct Block {
  std::shared_ptr<PangoLayout> layout;
  std::vector<Line> lines;
  int width = 0;  ///< of the widest line
};

class Setter {
 public:
  Setter(const Fonts& fonts, Fonts::For use, receipts::Language language, int dots, const Bitmap* logo,
         const Margins& margins)
      : fonts_{fonts}, use_{use}, mirrored_{receipts::right_to_left(language)}, logo_{logo}, margins_{margins} {
    constexpr int narrow = 512, em = 24, narrow_em = 22;
    em_ = dots >= narrow ? em : narrow_em;
    gap_ = em_ / 2;
    room_ = dots - 2 * margins.side;
    sheet_.width = dots;
    y_ = margins.top;
  }

  Sheet set(std::span<const Row> rows) {
    for (std::size_t i = 0; i < rows.size(); ++i) {
      if (rows[i].kind == Row::Kind::table) plan_for(rows, i);
      set(rows[i]);
      sheet_.row_ends.push_back(y_);
    }
    sheet_.height = y_ + margins_.bottom;
    return std::move(sheet_);
  }

 private:
  Block shape(std::string_view text, const Style& style, int most_width, PangoWrapMode wrap = PANGO_WRAP_WORD_CHAR) {
    Block out;
    out.layout = fonts_.layout(use_);
    PangoLayout* layout = out.layout.get();
    const std::unique_ptr<PangoFontDescription, Ends<pango_font_description_free>> font{pango_font_description_new()};
    pango_font_description_set_family_static(font.get(), "Noto Sans");
    pango_font_description_set_weight(font.get(), style.bold ? PANGO_WEIGHT_BOLD : PANGO_WEIGHT_NORMAL);
    pango_font_description_set_absolute_size(font.get(), style.size * PANGO_SCALE);
    pango_layout_set_font_description(layout, font.get());
    pango_layout_set_wrap(layout, wrap);
    pango_layout_set_width(layout, std::max(1, most_width) * PANGO_SCALE);
    const std::string shown = receipts::visible(text);
    pango_layout_set_text(layout, shown.data(), static_cast<int>(shown.size()));
    const int above = static_cast<int>(std::lround(style.size * 0.97));
    const int below = static_cast<int>(std::lround(style.size * 0.30));
    for (int i = 0; i < pango_layout_get_line_count(layout); ++i) {
      PangoRectangle ink, logical;
      PangoLayoutLine* line = pango_layout_get_line_readonly(layout, i);
      pango_layout_line_get_pixel_extents(line, &ink, &logical);
      out.lines.push_back({line, logical.width, std::max(above, -ink.y), std::max(below, ink.y + ink.height)});
      out.width = std::max(out.width, logical.width);
    }
    return out;
  }
  int longest_word(std::string_view text, const Style& style) { return shape(text, style, 1, PANGO_WRAP_WORD).width; }

  /// Places a line in a cell that begins `offset` from the start of the paper (the right, where that is the start).
  void place(const Block& block, const Line& line, int offset, int width, Row::Align align, int baseline,
             bool white = false) {
    const int free = width - line.width;
    const int before = align == Row::Align::start ? 0 : align == Row::Align::center ? free / 2 : free;
    const int x =
        mirrored_ ? sheet_.width - margins_.side - offset - before - line.width : margins_.side + offset + before;
    if (line.width > 0) sheet_.texts.push_back({block.layout, line.line, x, baseline, line.width, white});
  }
  /// All lines of a cell, one below the other.
  void stack(const Block& block, int offset, int width, Row::Align align, bool white = false) {
    for (const Line& line : block.lines) {
      place(block, line, offset, width, align, y_ + line.above, white);
      y_ += line.above + line.below;
    }
  }
  void box(int offset, int y, int width, int height) {
    const int x = mirrored_ ? sheet_.width - margins_.side - offset - width : margins_.side + offset;
    sheet_.boxes.push_back({x, y, width, height});
  }
  Style style_of(const Row& row) const {
    constexpr double large = 1.45;
    return {row.large ? em_ * large : em_, row.bold};
  }

  void set(const Row& row) {
    switch (row.kind) {
      case Row::Kind::text:
        return text(row);
      case Row::Kind::columns:
        return columns(row);
      case Row::Kind::table:
        return table(row);
      case Row::Kind::rule: {
        constexpr int thick = 2;
        y_ += em_ * 3 / 8;
        box(0, y_, room_, thick);
        y_ += thick + em_ / 4;
        return;
      }
      case Row::Kind::barcode:
        return barcode(row);
      case Row::Kind::qr:
        return qr(row);
      case Row::Kind::logo:
        return logo();
      case Row::Kind::feed:
        y_ += em_ * 3 / 4;
        return;
    }
  }

  void text(const Row& row) {
    const int offset = row.indent * em_;
    const Block block = shape(row.left, style_of(row), room_ - offset);
    if (!row.inverse) return stack(block, offset, room_ - offset, row.align);
    const int pad = em_ / 6;
    y_ += em_ / 3;
    const int top = y_;
    y_ += pad;
    stack(block, 0, room_, row.align, true);
    y_ += pad / 2;
    box(0, top, room_, y_ - top);
    y_ += em_ / 4;
  }

  void columns(const Row& row) {
    const Style style = style_of(row);
    if (row.large) y_ += em_ / 4;
    const int offset = row.indent * em_;
    const int room = room_ - offset;
    const int marks = row.mark.empty() ? 0 : em_;
    const Block right = shape(row.right, style, room_ - marks);
    const int left_width = shape(row.left, style, room).width;
    const bool one_line = right.lines.size() == 1;
    const auto mark = [&](int baseline) {
      const Block letter = shape(row.mark, style, marks);
      if (marks != 0) place(letter, letter.lines.front(), room_ - marks, marks, Row::Align::end, baseline);
    };
    if (one_line && receipts::fit_beside(left_width, right.width + marks, room, gap_)) {
      const int left_room = room - right.width - marks - gap_;
      const Block left = shape(row.left, style, left_room);
      for (const Line& line : left.lines) {
        const bool last = &line == &left.lines.back();
        const Line& beside = right.lines.front();
        const int above = last ? std::max(line.above, beside.above) : line.above;
        const int below = last ? std::max(line.below, beside.below) : line.below;
        place(left, line, offset, left_room, Row::Align::start, y_ + above);
        if (last) {
          place(right, beside, room_ - right.width - marks, right.width, Row::Align::end, y_ + above);
          mark(y_ + above);
        }
        y_ += above + below;
      }
      if (row.large) y_ += em_ / 8;
      return;
    }
    stack(shape(row.left, style, room), offset, room, Row::Align::start);
    const int top = y_;
    stack(right, 0, room_ - marks, Row::Align::end);
    mark(top + right.lines.front().above);
  }

  /// Neighbouring rows of a table share their columns.
  void plan_for(std::span<const Row> rows, std::size_t at) {
    if (at > 0 && rows[at - 1].kind == Row::Kind::table) return;
    std::vector<int> natural;
    int least_first = 0;
    for (; at < rows.size() && rows[at].kind == Row::Kind::table; ++at)
      for (std::size_t i = 0; i < rows[at].cells.size(); ++i) {
        if (i >= natural.size()) natural.push_back(0);
        natural[i] = std::max(natural[i], shape(rows[at].cells[i], table_style(rows[at]), room_).width);
        if (i == 0)
          least_first = std::max(least_first, std::min(room_, longest_word(rows[at].cells[i], table_style(rows[at]))));
      }
    plan_ = receipts::plan_table(natural, least_first, room_, table_gap());
  }
  int table_gap() const { return room_ < 400 ? em_ / 2 : em_ * 3 / 4; }
  Style table_style(const Row& row) const { return {em_ * 0.9, row.bold}; }
  void table(const Row& row) {
    using Shape = TablePlan::Shape;
    int offset = 0;
    int top = y_, baseline = 0, bottom = y_;
    for (std::size_t i = 0; i < row.cells.size(); ++i) {
      const int width = plan_.widths[i];
      const Block block = shape(row.cells[i], table_style(row), width);
      const Row::Align align = i == 0 ? Row::Align::start : Row::Align::end;
      const bool alone = plan_.shape == Shape::listed || (i == 0 && plan_.shape == Shape::stacked);
      if (alone) {
        stack(block, 0, width, align);
        top = bottom = y_;
        continue;
      }
      if (baseline == 0 ||
          offset == 0) {  // the first of this line; a name of many lines has the figures beside its last
        y_ = top;
        for (const Line& line : block.lines) {
          place(block, line, offset, width, align, y_ + line.above);
          baseline = y_ + line.above;
          y_ += line.above + line.below;
        }
        bottom = std::max(bottom, y_);
      } else {
        place(block, block.lines.front(), offset, width, align, baseline);
        bottom = std::max(bottom, baseline + block.lines.front().below);
      }
      offset += width + table_gap();
    }
    y_ = bottom;
  }

  /// Rows of dark modules as boxes of whole dots.
  void modules(const Modules& symbol, int x, int dot, int dot_high) {
    for (int row = 0; row < symbol.height; ++row)
      for (int from = 0; from < symbol.width;) {
        int end = from;
        while (end < symbol.width && symbol.at(end, row)) ++end;
        if (end > from) sheet_.boxes.push_back({x + from * dot, y_ + row * dot_high, (end - from) * dot, dot_high});
        from = std::max(end, from + 1);
      }
    y_ += symbol.height * dot_high;
  }
  void centred_text(const std::string& text) {
    stack(shape(text, {static_cast<double>(em_)}, room_), 0, room_, Row::Align::center);
  }
  void barcode(const Row& row) {
    constexpr int widest = 3, high = 76;
    const auto symbol = code128(row.left);
    const int dot = symbol ? std::min(widest, sheet_.width / (symbol->width + 2 * code128_quiet_zone)) : 0;
    if (dot > 0) {
      modules(*symbol, (sheet_.width - symbol->width * dot) / 2, dot, high);
      y_ += em_ / 6;
    }
    centred_text(row.left);
  }
  void qr(const Row& row) {
    constexpr int widest = 6;
    const auto symbol = qr_code(row.left);
    const int dot = symbol ? std::min(widest, sheet_.width / (symbol->width + 2 * qr_quiet_zone)) : 0;
    if (dot < 2 && row.picture_only) return;
    if (dot < 2) return centred_text(row.left);
    y_ += qr_quiet_zone * dot;
    modules(*symbol, (sheet_.width - symbol->width * dot) / 2, dot, dot);
    y_ += qr_quiet_zone * dot;
  }
  void logo() {
    if (logo_ == nullptr || logo_->width() > sheet_.width) return;
    sheet_.pictures.push_back({(sheet_.width - logo_->width()) / 2, y_, *logo_});
    y_ += logo_->height() + em_ / 2;
  }

  const Fonts& fonts_;
  Fonts::For use_;
  bool mirrored_;
  const Bitmap* logo_;
  Margins margins_;
  int em_ = 0;
  int gap_ = 0;
  int room_ = 0;
  int y_ = 0;
  TablePlan plan_;
  Sheet sheet_;
};

Surface mask_of(const Bitmap& dots) {
  Surface out{cairo_image_surface_create(CAIRO_FORMAT_A8, dots.width(), dots.height())};
  unsigned char* data = cairo_image_surface_get_data(out.get());
  const int stride = cairo_image_surface_get_stride(out.get());
  for (int y = 0; y < dots.height(); ++y)
    for (int x = 0; x < dots.width(); ++x) data[static_cast<std::ptrdiff_t>(y) * stride + x] = dots.at(x, y) ? 255 : 0;
  cairo_surface_mark_dirty(out.get());
  return out;
}
}  // namespace

Sheet set_rows(const Fonts& fonts, Fonts::For use, std::span<const Row> rows, receipts::Language language, int dots,
               const Bitmap* logo, const Margins& margins) {
  return Setter{fonts, use, language, dots, logo, margins}.set(rows);
}

void paint(cairo_t* pen, const Sheet& sheet, int from, int to) {
  const auto outside = [&](int top, int bottom) { return bottom <= from || top >= to; };
  cairo_set_source_rgb(pen, 0, 0, 0);
  for (const Sheet::Box& box : sheet.boxes)
    if (!outside(box.y, box.y + box.height)) cairo_rectangle(pen, box.x, box.y, box.width, box.height);
  cairo_fill(pen);
  for (const Sheet::Picture& picture : sheet.pictures) {
    if (outside(picture.y, picture.y + picture.dots.height())) continue;
    const Surface mask = mask_of(picture.dots);
    cairo_mask_surface(pen, mask.get(), picture.x, picture.y);
  }
  for (const Sheet::Text& text : sheet.texts) {
    constexpr int reach = 100;  // no letter is higher
    if (outside(text.baseline - reach, text.baseline + reach)) continue;
    const double grey = text.white ? 1 : 0;
    cairo_set_source_rgb(pen, grey, grey, grey);
    cairo_move_to(pen, text.x, text.baseline);
    pango_cairo_show_layout_line(pen, text.line);
  }
}

Bitmap dots_of(const Sheet& sheet) {
  constexpr int band = 512;  // receipts may be longer than any surface
  constexpr unsigned char half = 128;
  Bitmap out{sheet.width, sheet.height};
  const Surface paper{cairo_image_surface_create(CAIRO_FORMAT_RGB24, sheet.width, band)};
  for (int from = 0; from < sheet.height; from += band) {
    const Context pen{cairo_create(paper.get())};
    cairo_set_antialias(pen.get(), CAIRO_ANTIALIAS_NONE);
    cairo_set_source_rgb(pen.get(), 1, 1, 1);
    cairo_paint(pen.get());
    cairo_translate(pen.get(), 0, -from);
    paint(pen.get(), sheet, from, from + band);
    cairo_surface_flush(paper.get());
    const unsigned char* data = cairo_image_surface_get_data(paper.get());
    const int stride = cairo_image_surface_get_stride(paper.get());
    for (int y = 0; y < std::min(band, sheet.height - from); ++y)
      for (int x = 0; x < sheet.width; ++x)
        if (data[static_cast<std::ptrdiff_t>(y) * stride + static_cast<std::ptrdiff_t>(x) * 4] < half)
          out.set(x, from + y);
  }
  return out;
}
}  // namespace holdfast::print
