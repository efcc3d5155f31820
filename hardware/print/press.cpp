#include "print/press.h"

#include <algorithm>

#include <cairo-pdf.h>

#include "print/paper_job.h"
#include "print/png.h"
#include "print/sheet.h"

namespace holdfast::print {
namespace {
constexpr double dots_per_point = 8 * 25.4 / 72;

int across_mm_tenths(Paper paper) {
  switch (paper) {
    case Paper::narrow:
      return 580;
    case Paper::standard:
      return 800;
    case Paper::wide:
      return 825;
  }
  return 800;
}
cairo_status_t append_part(void* closure, const unsigned char* data, unsigned int length) {
  static_cast<std::string*>(closure)->append(reinterpret_cast<const char*>(data), length);
  return CAIRO_STATUS_SUCCESS;
}
/// Cairo reads no fractions of a second.
std::string without_fraction(const std::string& time) {
  const std::size_t point = time.find('.');
  if (point == std::string::npos) return time;
  const std::size_t zone = time.find_first_of("Z+-", point);
  return time.substr(0, point) + (zone == std::string::npos ? "" : time.substr(zone));
}
/// Where pages end: below the last row that fits on each.
std::vector<int> page_ends(const Sheet& sheet, int most) {
  std::vector<int> ends;
  int start = 0, last = 0;
  for (const int end : sheet.row_ends) {
    if (end - start > most && last > start) {
      ends.push_back(last);
      start = last;
    }
    last = end;
  }
  ends.push_back(sheet.height);
  return ends;
}
using Rows = std::span<const receipts::Row>;
/// Long receipts are set in parts, so that the memory they take has a bound. A table stays in one.
std::vector<Rows> parts_of(Rows rows) {
  constexpr std::size_t most = 250;
  std::vector<Rows> parts;
  while (!rows.empty()) {
    std::size_t end = std::min(most, rows.size());
    while (end < rows.size() && rows[end].kind == receipts::Row::Kind::table) ++end;
    parts.push_back(rows.first(end));
    rows = rows.subspan(end);
  }
  return parts;
}
/// Room above the first part and below the last.
Margins margins_of(std::size_t part, std::size_t count, Margins whole) {
  if (part != 0) whole.top = 0;
  if (part + 1 != count) whole.bottom = 0;
  return whole;
}
}  // namespace

Press::Press(std::filesystem::path fonts) : folder_{std::move(fonts)} {}
Press::~Press() = default;

const Fonts& Press::fonts() {
  if (!fonts_) fonts_ = std::make_unique<Fonts>(folder_);
  return *fonts_;
}

std::string Press::png(const receipts::Receipt& receipt, Paper paper, std::string_view logo_png) {
  const auto logo = decode_png(logo_png);
  const std::lock_guard lock{mutex_};
  const int dots = static_cast<int>(paper);
  const std::vector<Rows> parts = parts_of(receipt.rows);
  PngWriter png{dots};
  for (std::size_t i = 0; i < parts.size(); ++i)
    png.add(dots_of(set_rows(fonts(), Fonts::For::dots, parts[i], receipt.locale.language, dots,
                             logo ? &*logo : nullptr, margins_of(i, parts.size(), {}))));
  return png.finish();
}

std::string Press::pdf(const receipts::Receipt& receipt, Paper paper, std::string_view logo_png) {
  constexpr int longest = 5000 * 8;  // readers take 14,400 points
  const auto logo = decode_png(logo_png);
  const std::lock_guard lock{mutex_};
  const double across = across_mm_tenths(paper) * 0.8;  // in dots
  std::string out;
  const Surface pages{cairo_pdf_surface_create_for_stream(&append_part, &out, across / dots_per_point, 1)};
  cairo_pdf_surface_set_metadata(pages.get(), CAIRO_PDF_METADATA_TITLE, receipt.number.c_str());
  cairo_pdf_surface_set_metadata(pages.get(), CAIRO_PDF_METADATA_CREATE_DATE,
                                 without_fraction(receipt.issued_at).c_str());  // else the clock's
  const std::vector<Rows> parts = parts_of(receipt.rows);
  for (std::size_t i = 0; i < parts.size(); ++i) {
    const Sheet sheet = set_rows(fonts(), Fonts::For::paper, parts[i], receipt.locale.language, static_cast<int>(paper),
                                 logo ? &*logo : nullptr);
    int from = 0;
    for (const int to : page_ends(sheet, longest)) {
      cairo_pdf_surface_set_size(pages.get(), across / dots_per_point, (to - from) / dots_per_point);
      const Context pen{cairo_create(pages.get())};
      cairo_scale(pen.get(), 1 / dots_per_point, 1 / dots_per_point);
      cairo_translate(pen.get(), (across - sheet.width) / 2, -from);
      paint(pen.get(), sheet, from, to);
      cairo_show_page(pen.get());
      from = to;
    }
  }
  cairo_surface_finish(pages.get());
  return out;
}

std::string Press::paper_job(const receipts::Receipt& receipt, const escpos::PrinterProfile& profile, int columns,
                             std::string_view logo_png) {
  const int dots = dots_across(profile, columns);
  const auto logo = decode_png(logo_png);
  const DrawRows draw_rows = [&](std::span<const receipts::Row> rows) -> std::optional<Bitmap> {
    if (rows.size() == 1 && rows[0].kind == receipts::Row::Kind::logo && (!logo || logo->width() > dots))
      return std::nullopt;
    const std::lock_guard lock{mutex_};
    const Margins none{.side = 2, .top = 0, .bottom = 0};
    return dots_of(
        set_rows(fonts(), Fonts::For::dots, rows, receipt.locale.language, dots, logo ? &*logo : nullptr, none));
  };
  return print::paper_job(receipt, profile, columns, draw_rows);
}
}  // namespace holdfast::print
