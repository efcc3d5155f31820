#include "barcodes/check_digit.h"
#include "barcodes/gtin.h"
#include "barcodes/scan.h"
#include "reference/vectors.h"

using namespace holdfast;
using namespace holdfast::barcodes;
using namespace holdfast::reference;

std::map<std::string, VectorCheck, std::less<>> scan_checks();

namespace {
std::string swapped(std::string text, char from, char to) {
  std::ranges::replace(text, from, to);
  return text;
}

/// The vectors' names; both QR and DM stand for the plain and the GS1 form.
std::string vector_name(Symbology symbology) {
  const std::map<Symbology, std::string> names{
      {Symbology::qr, "QR"},
      {Symbology::gs1_qr, "QR"},
      {Symbology::data_matrix, "DM"},
      {Symbology::gs1_data_matrix, "DM"},
      {Symbology::dotcode, "DotCode"},
      {Symbology::gs1_dotcode, "DotCode"},
      {Symbology::databar, "DataBarExpanded"},
      {Symbology::gs1_128, "GS1_128_CCA"},
      {Symbology::ean13, "EAN13"},
      {Symbology::ean8, "EAN8"},
  };
  const auto at = names.find(symbology);
  return at == names.end() ? "" : at->second;
}

/// As the vectors write it: `^` for FNC1, one in front of elements; a plain text that begins with `^`, or a backslash
/// before one, has another backslash in front.
std::string spelt(const Symbol& symbol) {
  std::string text = swapped(symbol.data, fnc1, '^');
  const bool escape = symbol.data.find_first_not_of('\\') != std::string::npos &&
                      symbol.data[symbol.data.find_first_not_of('\\')] == '^';
  if (is_gs1(symbol.symbology))
    text.insert(0, "^");
  else if (escape)
    text.insert(0, "\\");
  return symbol.composite.empty() ? text : text + "|^" + swapped(symbol.composite, fnc1, '^');
}

std::string scan_parse(const json::object& input, const json::object& expect) {
  const auto symbol = parse_symbol(text_of(input.at("scan")));
  if (const std::string wrong = compare_ok(symbol.has_value(), expect); !wrong.empty() || !symbol) return wrong;
  return compare(vector_name(symbol->symbology) + " " + spelt(*symbol),
                 member(expect, "symbology") + " " + member(expect, "data"));
}

Symbology symbology_named(const std::string& name, bool elements) {
  if (name == "QR") return elements ? Symbology::gs1_qr : Symbology::qr;
  if (name == "DM") return elements ? Symbology::gs1_data_matrix : Symbology::data_matrix;
  if (name == "DotCode") return elements ? Symbology::gs1_dotcode : Symbology::dotcode;
  if (name.starts_with("DataBar")) return Symbology::databar;
  if (name.starts_with("GS1_128")) return Symbology::gs1_128;
  if (name == "EAN13" || name == "UPCA" || name == "UPCE") return Symbology::ean13;
  return name == "EAN8" ? Symbology::ean8 : Symbology::unknown;
}

Symbol symbol_of(const json::object& input) {
  std::string data = text_of(input.at("data"));
  const std::string name = text_of(input.at("symbology"));
  const bool elements = data.starts_with('^');
  Symbol symbol{symbology_named(name, elements), {}, {}};
  const bool plain_2d = !elements && (name == "QR" || name == "DM" || name == "DotCode");
  if (const std::size_t bar = data.find("|^"); bar != std::string::npos && !plain_2d) {
    symbol.composite = swapped(data.substr(bar + 2), '^', fnc1);
    data.resize(bar);
  }
  if (elements)
    data = swapped(data.substr(1), '^', fnc1);
  else if (data.starts_with('\\'))
    data.erase(0, 1);
  // An EAN may be given as the element with its GTIN.
  const bool is_ean = symbol.symbology == Symbology::ean13 || symbol.symbology == Symbology::ean8;
  if (is_ean && elements) data = data.substr(symbol.symbology == Symbology::ean13 ? 3 : 8);
  symbol.data = data;
  return symbol;
}

std::string scan_generate(const json::object& input, const json::object& expect) {
  Symbol symbol = symbol_of(input);
  // The source's switch that adds a missing check digit to an EAN-13.
  if (symbol.symbology == Symbology::ean13 && symbol.data.size() == 12 && text_of(input.at("symbology")) == "EAN13" &&
      !has_check_digit(symbol.data))
    symbol.data.push_back(check_digit(symbol.data));
  const auto scan = scan_text(symbol);
  if (const std::string wrong = compare_ok(scan.has_value(), expect); !wrong.empty() || !scan) return wrong;
  return compare(*scan, member(expect, "scan"));
}

/// The GTIN under either reading, the elements, the SSCC and whether it was a Digital Link. The elements are those of
/// splitting alone: the source keeps them when a check digit is wrong, we take such a scan for plain text.
std::string scan_classify(const json::object& input, const json::object& expect) {
  const std::string data = text_of(input.at("data"));
  const Scan scan = interpret(data, {});
  const auto reads_as = [&scan](const std::string& gtin) {
    const std::string canonical = canonical_gtin(gtin).value_or("?");
    return scan.code == canonical || scan.alternative == canonical;
  };
  const std::string gtin = member(expect, "gtin");
  if (!gtin.empty() && !reads_as(gtin)) return compare(scan.code, gtin);
  if (gtin.empty() && scan.kind != Scan::Kind::plain) return "taken for " + std::string{to_string(scan.kind)};
  if (expect.contains("dl") && scan.kind != Scan::Kind::digital_link) return "no Digital Link";
  if (expect.contains("sscc") && !is_sscc(scan.code)) return "no SSCC";
  if (const std::string aim = member(expect, "symbologyIdentifier"); aim_identifier(scan.symbology) != aim)
    return "another symbology";
  if (const json::value* elements = expect.if_contains("gs1")) {
    const auto message = split_element_string(std::string_view{data}.substr(data.starts_with(']') ? 3 : 0));
    if (!message) return "not split";
    std::string wanted;
    for (const json::value& pair : elements->as_array())
      wanted += "(" + text_of(pair.as_array().at(0)) + ")" + text_of(pair.as_array().at(1));
    return compare(to_bracketed(*message), wanted);
  }
  return "";
}

std::string symbology_identifier(const json::object& input, const json::object& expect) {
  const std::map<Symbology, std::string> names{{Symbology::ean13, "EAN_UPC"}, {Symbology::gs1_128, "CODE_128"}};
  const std::string scan = text_of(input.at("scan"));
  const auto name = names.find(symbology_of(scan));
  if (name == names.end()) throw NotOffered{"symbology identifier " + scan.substr(0, 3)};
  return compare(std::string{aim_identifier(name->first)} + " " + name->second,
                 member(expect, "identifier") + " " + member(expect, "symbology"));
}
}  // namespace

std::map<std::string, VectorCheck, std::less<>> scan_checks() {
  return {{"scan-parse", scan_parse},
          {"scan-generate", scan_generate},
          {"scan-classify", scan_classify},
          {"symbology-identifier", symbology_identifier}};
}
