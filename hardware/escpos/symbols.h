#pragma once
#include <cstdint>
#include <string>
#include <string_view>

#include "base/result.h"
#include "escpos/printer_profile.h"

namespace holdfast::escpos {
/// Bar codes that the printer draws itself (hardware reference 1.6). A printer without the command prints its bytes as
/// text, so these refuse where the profile does not promise it: the caller draws the code then.
enum class BarCode : std::uint8_t {
  upc_a = 0x41,
  upc_e = 0x42,
  ean_13 = 0x43,
  ean_8 = 0x44,
  code_39 = 0x45,
  itf = 0x46,
  codabar = 0x47,
  code_93 = 0x48,
  code_128 = 0x49,  ///< any ASCII; see code_128_data()
};
enum class TextAt : std::uint8_t { none = 0, above = 1, below = 2, both = 3 };
struct BarCodeLook {
  int height = 80;  ///< dots, 1 to 255
  int module = 2;   ///< 2 to 6
  TextAt text = TextAt::below;
};
/// Text with a DLE is refused everywhere: behind it could stand a command that acts at once. Refuses what the symbology
/// cannot hold, a wrong check digit too: a printer would print nothing, or the command's bytes.
Result<> append_bar_code(std::string& out, BarCode kind, std::string_view text, const PrinterProfile& profile,
                         BarCodeLook look = {});
/// Why a text cannot be such a bar code; empty when it can.
std::string_view fault_of(BarCode kind, std::string_view text);
/// The form of Code 128 data that the command takes: code set C for an even number of digits, else B, A for control
/// characters; braces doubled. Set C is avoided where its numbers would make a DLE.
std::string code_128_data(std::string_view text);

enum class QrLevel : std::uint8_t { low = 0x30, medium = 0x31, quartile = 0x32, high = 0x33 };
struct QrLook {
  int module = 6;  ///< dots, 1 to 16
  QrLevel level = QrLevel::medium;
};
/// Model 2. The text goes in as it is; 2,953 bytes at the lowest level is the most that a symbol holds.
Result<> append_qr(std::string& out, std::string_view text, const PrinterProfile& profile, QrLook look = {});

struct Pdf417Look {
  int columns = 0;  ///< 0: the printer chooses
  int module = 3;   ///< 2 to 8
  int row_height = 3;
  int correction = 1;  ///< tenths of the data, 1 to 40
};
Result<> append_pdf417(std::string& out, std::string_view text, const PrinterProfile& profile, Pdf417Look look = {});
}  // namespace holdfast::escpos
