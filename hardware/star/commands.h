#pragma once
#include <cstdint>
#include <string>
#include <string_view>

#include "base/result.h"
#include "escpos/commands.h"
#include "escpos/raster.h"

namespace holdfast::star {
using escpos::Align;
using escpos::LetterSize;
using escpos::PrinterProfile;
using escpos::Switched;

/// The commands of Star printers in line mode and StarPRNT (hardware reference 2), appended to the bytes of a job. Text
/// is encoded by escpos::TextEncoder with Switch::star. They are called put_ where ESC/POS appends, since both take the
/// same types.
void put_start(std::string& out);
void put_align(std::string& out, Align align);
void put_bold(std::string& out, Switched how);
void put_underline(std::string& out, Switched how);
void put_inverse(std::string& out, Switched how);
void put_size(std::string& out, LetterSize size);  ///< 1 to 6 each
void put_feed(std::string& out, int lines);
void put_cut(std::string& out, const PrinterProfile& profile);
/// Sets the pulse, then fires drawer 1 or 2.
enum class Drawer : std::uint8_t { one, two };
void put_kick(std::string& out, Drawer drawer, escpos::Pulse pulse = {});

void put_status_request(std::string& out);                  ///< 1B 06 01
void put_automatic_status(std::string& out, Switched how);  ///< 1B 1E 61
/// ETB: when all before it is printed, the counter in the automatic status goes up by one.
void put_mark(std::string& out);

enum class BarCode : std::uint8_t { upc_e, upc_a, ean_8, ean_13, code_39, itf, code_128, code_93, codabar };
/// `height` in dots; the text below it on demand. Refuses what the ESC/POS command of that kind would refuse.
Result<> put_bar_code(std::string& out, BarCode kind, std::string_view text, int height, Switched letters);
enum class QrLevel : std::uint8_t { low, medium, quartile, high };
Result<> put_qr(std::string& out, std::string_view text, int cell, QrLevel level);

/// The picture in the way of the profile's language: bands of 24 rows in line mode, GS S in StarPRNT, rows of raster
/// mode for the TSP100, which has nothing else. Refuses what is wider than the paper, and ESC/POS printers.
Result<> put_picture(std::string& out, const escpos::Dots& dots, const PrinterProfile& profile);
}  // namespace holdfast::star
