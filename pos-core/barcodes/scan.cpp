#include "barcodes/scan.h"

#include <algorithm>
#include <utility>

#include "barcodes/check_digit.h"
#include "barcodes/digital_link.h"
#include "barcodes/gtin.h"

namespace holdfast::barcodes {
namespace {
/// A QR code holds 7089 digits at most; nothing we can sell is that long, so the rest stays text.
constexpr std::size_t longest_gs1 = 1024;

std::string_view trimmed(std::string_view raw) {
  constexpr std::string_view framing{"\0\x02\x03\t\n\r ", 7};
  const std::size_t begin = raw.find_first_not_of(framing);
  if (begin == std::string_view::npos) return {};
  return raw.substr(begin, raw.find_last_not_of(framing) - begin + 1);
}

/// Keyboard wedges cannot send 1D, so they spell it.
constexpr std::string_view fnc1_spellings[] = {"\x1d", "{GS}", "<GS>", "^", "\u241d"};

bool has_fnc1(std::string_view text) {
  return std::ranges::any_of(fnc1_spellings,
                             [text](std::string_view given) { return text.find(given) != std::string_view::npos; });
}

std::string with_fnc1(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  while (!text.empty()) {
    const auto* spelling =
        std::ranges::find_if(fnc1_spellings, [text](std::string_view given) { return text.starts_with(given); });
    const bool spelt = spelling != std::end(fnc1_spellings);
    out.push_back(spelt ? fnc1 : text[0]);
    text.remove_prefix(spelt ? spelling->size() : 1);
  }
  return out;
}

bool is_web_address(std::string_view text) {
  constexpr std::string_view scheme = "http";
  return text.size() > 7 &&
         std::ranges::equal(text.substr(0, 4), scheme, [](char c, char wanted) { return (c | 0x20) == wanted; });
}

/// False, and nothing taken, when the text was refused.
bool take_message(Scan& scan, Scan::Kind kind, Result<Gs1Message> message) {
  if (!message) return false;
  scan.kind = kind;
  scan.elements = *std::move(message);
  const auto gtin = scan.elements.gtin();
  scan.code = gtin ? std::string{*gtin} : to_bracketed(scan.elements);
  if (auto weight = scan.elements.net_weight()) {
    scan.quantity = std::move(weight->decimal);
    scan.unit = weight->unit == Weight::Unit::kilogram ? Scan::Unit::kilogram : Scan::Unit::pound;
  } else if (const auto pieces = scan.elements.find("30")) {
    scan.quantity = with_decimals(*pieces, 0);
  }
  scan.price = scan.elements.price();
  return true;
}

bool take_elements(Scan& scan, std::string_view text) {
  return take_message(scan, Scan::Kind::gs1, parse_element_string(with_fnc1(text)));
}

bool take_in_store(Scan& scan, std::string_view gtin, std::span<const InStoreRule> rules) {
  auto number = parse_in_store(gtin, rules);
  if (!number) return false;
  scan.kind = Scan::Kind::in_store;
  scan.code = std::move(number->key);
  scan.alternative = gtin;
  scan.in_store_item = std::move(number->item);
  switch (number->kind) {
    case InStoreRule::Value::none:
      break;
    case InStoreRule::Value::count:
      scan.quantity = std::move(number->value);
      break;
    case InStoreRule::Value::price:
      scan.price = Amount{std::move(number->value), {}};
      break;
    case InStoreRule::Value::weight:
      scan.quantity = std::move(number->value);
      scan.unit = Scan::Unit::kilogram;
      break;
  }
  return true;
}

void take_gtin(Scan& scan, std::string gtin, std::span<const InStoreRule> rules) {
  if (take_in_store(scan, gtin, rules)) return;
  scan.kind = Scan::Kind::gtin;
  scan.code = std::move(gtin);
}

/// Eight digits, when nothing says whether they are an EAN-8 or a UPC-E.
bool take_eight(Scan& scan, std::string_view digits, std::span<const InStoreRule> rules) {
  EightDigits readings = read_eight_digits(digits);
  // A scanner that names the UPC/EAN family but sends 8 digits under ]E0 has read a UPC-E.
  if (scan.symbology == Symbology::ean13 && readings.upc_e) std::swap(readings.ean8, readings.upc_e);
  if (!readings.ean8) std::swap(readings.ean8, readings.upc_e);
  if (!readings.ean8) return false;
  scan.alternative = std::move(readings.upc_e).value_or(std::string{});
  scan.kind = Scan::Kind::gtin;
  scan.code = *std::move(readings.ean8);
  if (scan.alternative.empty()) take_gtin(scan, scan.code, rules);
  return true;
}

bool take_digits(Scan& scan, std::string_view digits, std::span<const InStoreRule> rules) {
  const bool may_be_upc_e = scan.symbology == Symbology::unknown || scan.symbology == Symbology::ean13;
  if (digits.size() == 8 && may_be_upc_e) return take_eight(scan, digits, rules);
  if (auto gtin = canonical_gtin(digits)) {
    take_gtin(scan, *std::move(gtin), rules);
    return true;
  }
  if ((digits.size() == 6 || digits.size() == 7) && may_be_upc_e)
    if (const auto upc_a = expand_upc_e(digits)) scan.alternative = "00" + *upc_a;
  return false;
}

/// Whether text without identifier is worth reading as elements: card and order numbers often would split, too.
bool looks_like_elements(std::string_view text) {
  const bool has_gtin = text.size() >= 16 && (text.starts_with("01") || text.starts_with("02"));
  return (has_gtin && has_check_digit(text.substr(2, 14))) || has_fnc1(text);
}

bool take_text(Scan& scan, std::string_view text, std::span<const InStoreRule> rules) {
  if (text.size() > longest_gs1) return false;
  if (is_gs1(scan.symbology) && take_elements(scan, text)) return true;
  if (text.size() <= 14 && all_digits(text)) return take_digits(scan, text, rules);
  if (is_web_address(text)) return take_message(scan, Scan::Kind::digital_link, parse_digital_link(text));
  if (text.starts_with('(')) return take_message(scan, Scan::Kind::gs1, parse_bracketed(text));
  return looks_like_elements(text) && take_elements(scan, text);
}
}  // namespace

Scan interpret(std::string_view raw, std::span<const InStoreRule> rules) {
  std::string_view text = trimmed(raw);
  Scan scan;
  scan.symbology = symbology_of(text);
  if (scan.symbology != Symbology::unknown) text.remove_prefix(3);
  if (scan.symbology == Symbology::ean_add_on && text.size() > 13) {
    scan.add_on = text.substr(13);
    text = text.substr(0, 13);
  }
  if (scan.symbology == Symbology::ean13 || scan.symbology == Symbology::ean8)
    text = text.substr(0, text.find('|'));  // the composite part adds nothing a till needs
  if (!take_text(scan, text, rules)) scan.code = text;
  return scan;
}

std::string_view to_string(Scan::Kind kind) {
  switch (kind) {
    case Scan::Kind::gtin:
      return "gtin";
    case Scan::Kind::gs1:
      return "gs1";
    case Scan::Kind::digital_link:
      return "digital_link";
    case Scan::Kind::in_store:
      return "in_store";
    case Scan::Kind::plain:
      return "plain";
  }
  return "plain";
}
}  // namespace holdfast::barcodes
