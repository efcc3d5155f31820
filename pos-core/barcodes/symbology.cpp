#include "barcodes/symbology.h"

#include <algorithm>
#include <array>

#include "barcodes/check_digit.h"
#include "barcodes/gs1.h"
#include "barcodes/gs1_table.h"

namespace holdfast::barcodes {
namespace {
constexpr std::string_view composite_mark = "|]e0";

struct Identifier {
  std::string_view text;  ///< `*`: whatever is not listed above it
  Symbology symbology;
};
// The first of a symbology is the one we send.
constexpr Identifier identifiers[] = {
    {"]E0", Symbology::ean13},
    {"]E4", Symbology::ean8},
    {"]E3", Symbology::ean_add_on},
    {"]C1", Symbology::gs1_128},
    {"]C0", Symbology::code128},
    {"]C*", Symbology::code128},
    {"]e0", Symbology::databar},
    {"]e*", Symbology::other},
    {"]d2", Symbology::gs1_data_matrix},
    {"]d5", Symbology::gs1_data_matrix},
    {"]d1", Symbology::data_matrix},
    {"]d*", Symbology::data_matrix},
    {"]Q3", Symbology::gs1_qr},
    {"]Q4", Symbology::gs1_qr},
    {"]Q1", Symbology::qr},
    {"]Q*", Symbology::qr},
    {"]J1", Symbology::gs1_dotcode},
    {"]J0", Symbology::dotcode},
    {"]J*", Symbology::dotcode},
    {"]I1", Symbology::itf},
    {"]I*", Symbology::itf},
    {"]A0", Symbology::code39},
    {"]A*", Symbology::code39},
    {"]F0", Symbology::codabar},
    {"]F*", Symbology::codabar},
    {"]L0", Symbology::pdf417},
    {"]L*", Symbology::pdf417},
    {"]z0", Symbology::aztec},
    {"]z*", Symbology::aztec},
};

bool is_alphanumeric(char c) { return is_digit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

/// The elements of both parts of a composite code as one string.
std::optional<std::string> joined(const std::string& data, const std::string& composite) {
  const auto elements = split_element_string(data);
  if (!elements) return std::nullopt;
  if (composite.empty()) return data;
  const AiRow* last = find_ai(elements->elements.back().ai);
  const bool needs_separator = !data.ends_with(fnc1) && !last->predefined;
  return data + (needs_separator ? std::string(1, fnc1) : std::string{}) + composite;
}

bool fits(Symbology symbology, std::string_view data) {
  switch (symbology) {
    case Symbology::ean13:
      return data.size() == 13 && has_check_digit(data);
    case Symbology::ean8:
      return data.size() == 8 && has_check_digit(data);
    case Symbology::ean_add_on:
      return (data.size() == 15 || data.size() == 18) && all_digits(data) && has_check_digit(data.substr(0, 13));
    default:
      return !is_gs1(symbology) || !data.empty();
  }
}
}  // namespace

std::string_view name_of(Symbology symbology) {
  constexpr std::array<std::string_view, 19> names{
      "unknown",         "ean13", "ean8",    "ean_add_on", "itf",    "code128", "gs1_128", "databar", "data_matrix",
      "gs1_data_matrix", "qr",    "gs1_qr",  "dotcode",    "gs1_dotcode", "code39", "codabar", "pdf417",  "aztec",
      "other"};
  return names[static_cast<std::size_t>(symbology)];
}

bool is_gs1(Symbology symbology) {
  return symbology == Symbology::gs1_128 || symbology == Symbology::databar ||
         symbology == Symbology::gs1_data_matrix || symbology == Symbology::gs1_qr ||
         symbology == Symbology::gs1_dotcode;
}

Symbology symbology_of(std::string_view scan) {
  if (scan.size() < 3 || scan[0] != ']' || !is_alphanumeric(scan[1]) || !is_alphanumeric(scan[2]) || is_digit(scan[1]))
    return Symbology::unknown;
  for (const Identifier& row : identifiers)
    if (row.text[1] == scan[1] && (row.text[2] == scan[2] || row.text[2] == '*')) return row.symbology;
  return Symbology::other;
}

std::string_view aim_identifier(Symbology symbology) {
  if (symbology == Symbology::unknown || symbology == Symbology::other) return {};
  return std::ranges::find(identifiers, symbology, &Identifier::symbology)->text;
}

Result<Symbol> parse_symbol(std::string_view scan) {
  Symbol symbol{symbology_of(scan), {}, {}};
  if (symbol.symbology == Symbology::unknown)
    return refuse(ErrorCode::invalid_argument, "The scan has no symbology identifier.");
  scan.remove_prefix(3);
  const bool may_be_composite = symbol.symbology == Symbology::ean13 || symbol.symbology == Symbology::ean8;
  const std::size_t mark = may_be_composite ? scan.find(composite_mark) : std::string_view::npos;
  if (mark != std::string_view::npos) symbol.composite = scan.substr(mark + composite_mark.size());
  symbol.data = scan.substr(0, mark);
  if (!fits(symbol.symbology, symbol.data))
    return refuse(ErrorCode::invalid_argument, "The scan does not fit its symbology identifier.");
  return symbol;
}

std::optional<std::string> scan_text(const Symbol& symbol) {
  const std::string_view identifier = aim_identifier(symbol.symbology);
  if (identifier.empty()) return std::nullopt;
  if (is_gs1(symbol.symbology)) {
    const auto data = joined(symbol.data, symbol.composite);
    if (!data) return std::nullopt;
    return std::string{symbol.composite.empty() ? identifier : aim_identifier(Symbology::databar)} + *data;
  }
  const bool is_upc_a = symbol.symbology == Symbology::ean13 && symbol.data.size() == 12;
  const std::string data = (is_upc_a ? "0" : "") + symbol.data;
  if (!fits(symbol.symbology, data)) return std::nullopt;
  std::string out = std::string{identifier} + data;
  if (!symbol.composite.empty()) out.append(composite_mark).append(symbol.composite);
  return out;
}
}  // namespace holdfast::barcodes
