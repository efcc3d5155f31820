#pragma once
#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>

#include "print/bitmap.h"
#include "receipts/receipt.h"

namespace holdfast::print {
/// Draws rows that the printer's own letters cannot show, as wide as its paper; none for a logo that is not there.
using DrawRows = std::function<std::optional<Bitmap>(std::span<const receipts::Row>)>;

/// What a model of printer can do by itself; the rest is drawn.
struct Dialect {
  std::optional<std::uint8_t> page_858 = 19;  ///< its number of code page 858; none: it has ASCII alone
  bool bar_codes = true, qr_codes = true;
};

/// Bytes for an ESC/POS printer (Epson ESC/POS command reference): initialise, code page 858, rows, feed, cut.
/// `columns` letters of font A a line. Rows with letters that the code page lacks, all rows of a language that reads
/// right to left, and the logo are drawn; barcode and QR are the printer's own where it has them.
std::string to_escpos(const receipts::Receipt& receipt, int columns, const DrawRows& draw, const Dialect& dialect = {});
/// A picture by GS v 0, in slices that small buffers take.
void append_raster(std::string& out, const Bitmap& dots);
}  // namespace holdfast::print
