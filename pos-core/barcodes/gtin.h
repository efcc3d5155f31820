#pragma once
#include <optional>
#include <string>
#include <string_view>

namespace holdfast::barcodes {
/// Trade item numbers (GTIN-8, -12, -13, -14) and UPC-E. They are stored and compared as 14 digits.

/// 14 digits, zeros in front; empty unless `digits` is 8, 12, 13 or 14 digits with the right check digit.
std::optional<std::string> canonical_gtin(std::string_view digits);

/// The shortest length (8, 12, 13 or 14) that this number fits, whatever zeros stand in front; 0 when it is no GTIN.
int gtin_format(std::string_view digits);
/// The same number in `length` digits (8, 12, 13, 14); empty when it does not fit or is no GTIN.
std::optional<std::string> resize_gtin(std::string_view digits, int length);

/// UPC-E to the UPC-A of 12 digits it stands for. Takes 8 digits (number system 0 or 1, six digits, check digit), 7
/// (without the check digit) or 6 (number system 0, no check digit); a UPC-A passes through. Empty when it is neither.
std::optional<std::string> expand_upc_e(std::string_view digits);
/// The UPC-E of 8 digits for a UPC-A of 12 (or 13, 14 with zeros); empty when it has none.
std::optional<std::string> compress_upc_a(std::string_view digits);

/// Eight digits may be a GTIN-8 or a UPC-E: a scanner without symbology identifier does not tell. Look up `ean8` first.
struct EightDigits {
  std::optional<std::string> ean8;   ///< as 14 digits
  std::optional<std::string> upc_e;  ///< expanded, as 14 digits
  friend bool operator==(const EightDigits&, const EightDigits&) = default;
};
EightDigits read_eight_digits(std::string_view digits);

/// What the GS1 prefix says about the use of a number (GS1 General Specifications 1.4.2, 1.4.3).
enum class PrefixClass {
  company,         ///< an ordinary trade item number
  own_company,     ///< restricted circulation inside one company: 04, GTIN-8 beginning 0 or 2
  regional,        ///< restricted circulation by the rules of a country or shop: 02, 20 to 29
  coupon,          ///< 05, 981 to 984, 99
  refund_receipt,  ///< 980
  serial,          ///< ISSN, 977
  book,            ///< ISBN and ISMN, 978 and 979
  demonstration,   ///< 952
  general_manager  ///< 951
};
/// Of any GTIN; empty when it is none.
std::optional<PrefixClass> prefix_class(std::string_view digits);

/// Eighteen digits with check digit.
bool is_sscc(std::string_view digits);
}  // namespace holdfast::barcodes
