#include "catalogue/barcode.h"

#include <algorithm>

#include "barcodes/check_digit.h"
#include "barcodes/gtin.h"
#include "catalogue/in_store_rules.h"

namespace holdfast::catalogue {
namespace {
constexpr std::string_view in_store_mark = "instore:";
using barcodes::all_digits;
std::string quoted(std::string_view text) { return "`" + std::string{text.substr(0, 60)} + "`"; }

Result<Barcode> parse_in_store(std::string_view text) {
  const std::string_view rest = text.substr(in_store_mark.size());
  const std::size_t colon = rest.find(':');
  if (colon == std::string_view::npos || !all_digits(rest.substr(0, colon)) || !all_digits(rest.substr(colon + 1)) ||
      rest.size() > 13)
    return refuse(ErrorCode::invalid_argument, quoted(text) + " is not `instore:PREFIX:ITEM` with digits");
  return Barcode{in_store_code(rest.substr(0, colon), rest.substr(colon + 1)), Barcode::Kind::in_store};
}
}  // namespace

std::string_view name_of(Barcode::Kind kind) {
  switch (kind) {
    case Barcode::Kind::gtin:
      return "gtin";
    case Barcode::Kind::plain:
      return "plain";
    case Barcode::Kind::in_store:
      return "in_store";
  }
  return "plain";
}

Result<Barcode> parse_barcode(std::string_view text) {
  if (text.starts_with(in_store_mark)) return parse_in_store(text);
  if (auto gtin = barcodes::canonical_gtin(text)) return Barcode{*std::move(gtin), Barcode::Kind::gtin};
  const bool length_of_gtin = text.size() == 8 || (text.size() >= 12 && text.size() <= 14);
  if (length_of_gtin && all_digits(text))
    return refuse(ErrorCode::invalid_argument, "the check digit of " + quoted(text) + " is wrong");
  const bool printable = std::all_of(text.begin(), text.end(), [](char c) { return c > ' ' && c < '\x7f'; });
  if (text.empty() || text.size() > 80 || !printable)
    return refuse(ErrorCode::invalid_argument, quoted(text) + " is no code: 1 to 80 visible ASCII characters");
  return Barcode{std::string{text}, Barcode::Kind::plain};
}

std::string written(const Barcode& barcode) {
  switch (barcode.kind) {
    case Barcode::Kind::gtin:
      return barcodes::resize_gtin(barcode.code, barcodes::gtin_format(barcode.code)).value_or(barcode.code);
    case Barcode::Kind::in_store:
      return std::string{in_store_mark} + barcode.code;
    case Barcode::Kind::plain:
      return barcode.code;
  }
  return barcode.code;
}

Result<std::vector<Barcode>> parse_barcodes(std::string_view text) {
  std::vector<Barcode> codes;
  while (!text.empty()) {
    const std::size_t bar = std::min(text.find('|'), text.size());
    std::string_view one = text.substr(0, bar);
    while (one.starts_with(' ')) one.remove_prefix(1);
    while (one.ends_with(' ')) one.remove_suffix(1);
    text.remove_prefix(std::min(bar + 1, text.size()));
    if (one.empty()) continue;
    Barcode code = TRY(parse_barcode(one));
    if (std::find(codes.begin(), codes.end(), code) == codes.end()) codes.push_back(std::move(code));
  }
  return codes;
}
}  // namespace holdfast::catalogue
