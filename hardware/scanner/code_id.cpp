#include "scanner/code_id.h"

#include <span>

#include "barcodes/check_digit.h"

namespace holdfast::scanner {
namespace {
using barcodes::Symbology;
struct Row {
  std::string_view id;
  Symbology symbology;
};

// Zebra, "Symbol Code Identifiers" of the programming references. Longer ones first.
constexpr Row zebra[] = {{"P0G", Symbology::gs1_data_matrix},
                         {"P0Q", Symbology::gs1_qr},
                         {"P00", Symbology::data_matrix},
                         {"P01", Symbology::qr},
                         {"A", Symbology::ean13},
                         {"A", Symbology::ean8},
                         {"B", Symbology::code39},
                         {"C", Symbology::codabar},
                         {"D", Symbology::code128},
                         {"F", Symbology::itf},
                         {"K", Symbology::gs1_128},
                         {"R", Symbology::databar},
                         {"X", Symbology::pdf417},
                         {"z", Symbology::aztec}};
// Honeywell, symbology chart of the user's guides.
constexpr Row honeywell[] = {
    {"d", Symbology::ean13},   {"D", Symbology::ean8},    {"c", Symbology::ean13},       {"E", Symbology::ean13},
    {"I", Symbology::gs1_128}, {"j", Symbology::code128}, {"b", Symbology::code39},      {"a", Symbology::codabar},
    {"e", Symbology::itf},     {"y", Symbology::databar}, {"{", Symbology::databar},     {"}", Symbology::databar},
    {"r", Symbology::pdf417},  {"s", Symbology::qr},      {"w", Symbology::data_matrix}, {"z", Symbology::aztec}};
// Datalogic, code identifier table of PowerScan D8330 (the "EU label ID set" of newer readers).
constexpr Row datalogic[] = {{"B", Symbology::ean13},  {"A", Symbology::ean8},    {"C", Symbology::ean13},
                             {"D", Symbology::ean13},  {"k", Symbology::gs1_128}, {"T", Symbology::code128},
                             {"V", Symbology::code39}, {"W", Symbology::code39},  {"R", Symbology::codabar},
                             {"N", Symbology::itf},    {"u", Symbology::databar}, {"t", Symbology::databar},
                             {"v", Symbology::databar}};

std::span<const Row> rows_of(CodeIdSet set) {
  switch (set) {
    case CodeIdSet::none:
      return {};
    case CodeIdSet::zebra:
      return zebra;
    case CodeIdSet::honeywell:
      return honeywell;
    case CodeIdSet::datalogic:
      return datalogic;
  }
  return {};
}

bool fits(Symbology symbology, std::string_view data) {
  const bool digits = barcodes::all_digits(data);
  // UPC-E may come with 6, 7 or 8 digits, UPC-A with 12.
  if (symbology == Symbology::ean13)
    return digits && (data.size() == 13 || data.size() == 12 || (data.size() >= 6 && data.size() <= 8));
  if (symbology == Symbology::ean8) return digits && data.size() == 8;
  return !data.empty();
}
}  // namespace

std::optional<CodeIdSet> parse_code_id_set(std::string_view name) {
  if (name == "none") return CodeIdSet::none;
  if (name == "zebra") return CodeIdSet::zebra;
  if (name == "honeywell") return CodeIdSet::honeywell;
  if (name == "datalogic") return CodeIdSet::datalogic;
  return std::nullopt;
}

std::optional<CodeId> code_id_of(std::string_view text, CodeIdSet set) {
  for (const Row& row : rows_of(set)) {
    if (!text.starts_with(row.id)) continue;
    const std::string_view data = text.substr(row.id.size());
    // Zebra's A says no more than UPC/EAN: eight digits stay open between EAN-8 and UPC-E.
    if (set == CodeIdSet::zebra && row.id == "A" && data.size() == 8 && fits(Symbology::ean8, data))
      return CodeId{Symbology::unknown, 1};
    if (fits(row.symbology, data)) return CodeId{row.symbology, row.id.size()};
  }
  return std::nullopt;
}

std::string_view code_id_for(barcodes::Symbology symbology, CodeIdSet set) {
  for (const Row& row : rows_of(set))
    if (row.symbology == symbology) return row.id;
  return {};
}
}  // namespace holdfast::scanner
