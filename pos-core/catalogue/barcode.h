#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace holdfast::catalogue {
/// A code as `barcode` stores it.
struct Barcode {
  enum class Kind { gtin, plain, in_store };
  std::string code;  ///< gtin: 14 digits; in_store: `21:04011`; plain: as it is read
  Kind kind = Kind::plain;
  friend bool operator==(const Barcode&, const Barcode&) = default;
};
std::string_view name_of(Barcode::Kind kind);

/// As people write it: `4006381333931`, `instore:21:04011`, `4011`. A GTIN of any length becomes 14 digits. Refuses
/// (invalid_argument) 8, 12, 13 or 14 digits with a wrong check digit, blanks, and what no scanner could send.
Result<Barcode> parse_barcode(std::string_view text);
/// The reverse: a GTIN in its shortest form.
std::string written(const Barcode& barcode);
/// Several with `|` between them; empty ones are skipped, equal ones kept once.
Result<std::vector<Barcode>> parse_barcodes(std::string_view text);
}  // namespace holdfast::catalogue
