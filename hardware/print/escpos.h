#pragma once
#include <functional>
#include <span>
#include <string>

#include "print/bitmap.h"
#include "receipts/receipt.h"

namespace holdfast::print {
/// Draws rows that the printer's own letters cannot show, as wide as its paper; none for a logo that is not there.
using DrawRows = std::function<std::optional<Bitmap>(std::span<const receipts::Row>)>;

/// Bytes for an ESC/POS printer (Epson ESC/POS command reference): initialise, code page 858, rows, feed, cut.
/// `columns` letters of font A a line. Rows with letters that the code page lacks, all rows of a language that reads
/// right to left, and the logo are drawn; barcode and QR are the printer's own.
std::string to_escpos(const receipts::Receipt& receipt, int columns, const DrawRows& draw);
/// A picture by GS v 0, in slices that small buffers take.
void append_raster(std::string& out, const Bitmap& dots);
}  // namespace holdfast::print
