#pragma once
#include <functional>
#include <optional>
#include <span>
#include <string>

#include "escpos/printer_profile.h"
#include "print/bitmap.h"
#include "receipts/receipt.h"

namespace holdfast::print {
/// Draws rows that the printer's own letters cannot show, as wide as its paper; none for a logo that is not there.
using DrawRows = std::function<std::optional<Bitmap>(std::span<const receipts::Row>)>;

/// Dots of a line of so many letters on this printer: whole bytes, no more than its paper has.
int dots_across(const escpos::PrinterProfile& profile, int columns);

/// A receipt as bytes for a printer, in its own language, from the initialising to the cut. `columns` letters of font A
/// a line. Drawn are: the logo; QR codes, always (house rule of the hardware reference, 1.6); rows with letters that
/// none of its code pages has, with their table; all rows of a language that reads right to left, and of a printer that
/// takes pictures alone; bar codes where it has none of its own.
std::string paper_job(const receipts::Receipt& receipt, const escpos::PrinterProfile& profile, int columns,
                      const DrawRows& draw);
}  // namespace holdfast::print
