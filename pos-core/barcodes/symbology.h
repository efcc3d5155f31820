#pragma once
#include <optional>
#include <string>
#include <string_view>

#include "base/result.h"

namespace holdfast::barcodes {
/// What kind of bars a scanner saw. It tells with an AIM identifier (ISO/IEC 15424), `]C1`, if it has been set up to.
enum class Symbology {
  unknown,  ///< no identifier
  ean13,    ///< also UPC-A and UPC-E, which arrive as 13 digits
  ean8,
  ean_add_on,
  itf,
  code128,
  gs1_128,
  databar,  ///< all DataBar and composite codes
  data_matrix,
  gs1_data_matrix,
  qr,
  gs1_qr,
  dotcode,
  gs1_dotcode,
  code39,
  codabar,
  pdf417,
  aztec,
  other,
};

/// `ean13`, `gs1_data_matrix`, …
std::string_view name_of(Symbology symbology);
/// One whose data are GS1 elements.
bool is_gs1(Symbology symbology);
/// The identifier at the start of `scan` (three characters); unknown when there is none.
Symbology symbology_of(std::string_view scan);
/// `]C1`; empty for unknown and other.
std::string_view aim_identifier(Symbology symbology);

struct Symbol {
  Symbology symbology = Symbology::unknown;
  std::string data;       ///< without identifier; FNC1 is 1D, none in front
  std::string composite;  ///< elements of the 2D part above an EAN
  friend bool operator==(const Symbol&, const Symbol&) = default;
};

/// What a scanner that follows the standards sends, strictly: with identifier, EAN with 13 or 8 digits and right check
/// digit, GS1 symbols not empty. Refuses with invalid_argument. interpret() in scan.h is the lenient way in.
Result<Symbol> parse_symbol(std::string_view scan);
/// The reverse, as an emulated scanner sends it. A 12-digit UPC-A becomes 13 digits; a composite part over GS1 elements
/// is joined to them. Empty when parse_symbol would refuse it or GS1 data are not elements.
std::optional<std::string> scan_text(const Symbol& symbol);
}  // namespace holdfast::barcodes
