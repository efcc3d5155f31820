#include "emulator/roll_picture.h"

#include <algorithm>

#include "print/cairo_handles.h"
#include "print/png.h"
#include "print/symbols.h"

namespace holdfast::emulator {
namespace {
constexpr int letter_width = 12, letter_height = 24, line_height = 30, cut_height = 40, bar_height = 80;

std::vector<std::string_view> letters_of(std::string_view text) {
  std::vector<std::string_view> letters;
  for (std::size_t at = 0; at < text.size();) {
    std::size_t size = 1;
    while (at + size < text.size() && (static_cast<unsigned char>(text[at + size]) & 0xc0U) == 0x80U) ++size;
    letters.push_back(text.substr(at, size));
    at += size;
  }
  return letters;
}

int left_of(Side side, int width, int dots) {
  const int room = std::max(0, dots - width);
  return side == Side::left ? 0 : side == Side::center ? room / 2 : room;
}

int height_of(const Printed& part) {
  if (const auto* line = std::get_if<PrintedLine>(&part)) return line_height * line->height;
  if (const auto* picture = std::get_if<PrintedPicture>(&part)) return picture->dots.height();
  if (std::holds_alternative<Cut>(part)) return cut_height;
  const auto& code = std::get<PrintedCode>(part);
  if (code.kind == PrintedCode::Kind::bars) return bar_height + line_height;
  const auto modules = print::qr_code(code.text);
  return modules ? modules->height * 6 + 12 : 0;
}

/// Paints parts of a roll on a white surface.
class Painter {
 public:
  Painter(const print::Fonts& fonts, int dots, int height)
      : fonts_{fonts},
        dots_{dots},
        surface_{cairo_image_surface_create(CAIRO_FORMAT_A8, dots, std::max(1, height))},
        pen_{cairo_create(surface_.get())} {}
  void paint(const Printed& part, int y) {
    if (const auto* line = std::get_if<PrintedLine>(&part)) letters(*line, y);
    if (const auto* picture = std::get_if<PrintedPicture>(&part)) dots(*picture, y);
    if (const auto* code = std::get_if<PrintedCode>(&part)) symbol(*code, y);
    if (std::holds_alternative<Cut>(part))
      for (int x = 0; x < dots_; x += 16) box(x, y + cut_height / 2, 8, 2);
  }
  print::Bitmap bitmap() {
    cairo_surface_flush(surface_.get());
    print::Bitmap out{dots_, cairo_image_surface_get_height(surface_.get())};
    const unsigned char* data = cairo_image_surface_get_data(surface_.get());
    const int stride = cairo_image_surface_get_stride(surface_.get());
    for (int y = 0; y < out.height(); ++y)
      for (int x = 0; x < dots_; ++x)
        if (data[y * stride + x] >= 0x80) out.set(x, y);
    return out;
  }

 private:
  void box(int x, int y, int width, int height) {
    cairo_rectangle(pen_.get(), x, y, width, height);
    cairo_fill(pen_.get());
  }
  void letters(const PrintedLine& line, int y) {
    const auto all = letters_of(line.text);
    const int pitch = letter_width * line.width;
    const int width = pitch * static_cast<int>(all.size());
    const int left = left_of(line.side, width, dots_);
    if (line.inverse) box(left, y, width, line_height * line.height);
    cairo_set_operator(pen_.get(), line.inverse ? CAIRO_OPERATOR_CLEAR : CAIRO_OPERATOR_OVER);
    for (std::size_t i = 0; i < all.size(); ++i) {
      if (all[i] == " ") continue;
      letter(all[i], line, left + static_cast<int>(i) * pitch, y);
    }
    cairo_set_operator(pen_.get(), CAIRO_OPERATOR_OVER);
  }
  void letter(std::string_view text, const PrintedLine& line, int x, int y) {
    constexpr double em = 0.8 * letter_height;
    const print::Layout layout = fonts_.layout(print::Fonts::For::dots);
    const std::unique_ptr<PangoFontDescription, Ends<pango_font_description_free>> font{pango_font_description_new()};
    pango_font_description_set_family_static(font.get(), "Noto Sans");
    pango_font_description_set_weight(font.get(), line.bold ? PANGO_WEIGHT_BOLD : PANGO_WEIGHT_NORMAL);
    pango_font_description_set_absolute_size(font.get(), em * PANGO_SCALE);
    pango_layout_set_font_description(layout.get(), font.get());
    pango_layout_set_text(layout.get(), text.data(), static_cast<int>(text.size()));
    int width = 0, height = 0;
    pango_layout_get_pixel_size(layout.get(), &width, &height);
    cairo_save(pen_.get());
    cairo_translate(pen_.get(), x, y);
    const double squeeze = width > letter_width ? static_cast<double>(letter_width) / width : 1.0;
    cairo_scale(pen_.get(), line.width * squeeze, line.height);
    cairo_move_to(pen_.get(), (letter_width / squeeze - width) / 2, 0);
    pango_cairo_show_layout(pen_.get(), layout.get());
    cairo_restore(pen_.get());
  }
  void dots(const PrintedPicture& picture, int y) {
    const int left = left_of(picture.side, picture.dots.width(), dots_);
    for (int row = 0; row < picture.dots.height(); ++row)
      for (int x = 0; x < picture.dots.width(); ++x)
        if (picture.dots.at(x, row)) box(left + x, y + row, 1, 1);
  }
  void symbol(const PrintedCode& code, int y) {
    const bool qr = code.kind == PrintedCode::Kind::qr;
    const auto modules = qr ? print::qr_code(code.text) : print::code128(code.text);
    if (!modules) return;
    const int wide = qr ? 6 : 2, high = qr ? 6 : bar_height;
    const int left = left_of(code.side, modules->width * wide, dots_);
    for (int row = 0; row < modules->height; ++row)
      for (int x = 0; x < modules->width; ++x)
        if (modules->at(x, row)) box(left + x * wide, y + row * high, wide, high);
    if (!qr) letters({code.text, code.side}, y + bar_height);
  }

  const print::Fonts& fonts_;
  int dots_;
  print::Surface surface_;
  print::Context pen_;
};
}  // namespace

std::string picture_of(const PaperRoll& roll, const print::Fonts& fonts, int dots, int most_height) {
  const auto& parts = roll.parts();
  std::size_t first = parts.size();
  int height = 0;
  while (first > 0 && height + height_of(parts[first - 1]) <= most_height) height += height_of(parts[--first]);
  Painter painter{fonts, dots, height};
  int y = 0;
  for (std::size_t i = first; i < parts.size(); ++i) {
    painter.paint(parts[i], y);
    y += height_of(parts[i]);
  }
  return print::encode_png(painter.bitmap());
}
}  // namespace holdfast::emulator
