#pragma once
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "barcodes/gs1.h"
#include "barcodes/in_store.h"
#include "barcodes/symbology.h"

namespace holdfast::barcodes {
/// What a scanned or typed code means, and under which code to look the article up.
struct Scan {
  enum class Kind { gtin, gs1, digital_link, in_store, plain };
  enum class Unit { piece, kilogram, pound };

  Kind kind = Kind::plain;
  Symbology symbology = Symbology::unknown;
  /// gtin: 14 digits. gs1, digital_link: the GTIN of the message, else the message in brackets. in_store: the
  /// article key in 14 digits, which need not be on file: see `whole`. plain: the text (PLU, SKU, card number).
  std::string code;
  /// To look up when `code` is not on file: the other reading of 8 digits, the UPC-E of 6 or 7 digits without check
  /// digit, or the digits as they were scanned; empty when there is none.
  std::string alternative;
  std::optional<std::string> quantity;  ///< decimal text in `unit`: 310n, 320n, 30, in-store weight or count
  Unit unit = Unit::piece;
  std::optional<Amount> price;  ///< of the whole line: 392n, 393n, in-store price
  std::string in_store_item;    ///< the item digits of an in-store number
  std::string add_on;           ///< the 2 or 5 digits beside a periodical's EAN
  Gs1Message elements;
  friend bool operator==(const Scan&, const Scan&) = default;
};

/// Decides what `raw` is; anything at all is at least plain text. Takes scanner prefixes and suffixes off (STX, NUL,
/// CR, LF, TAB, blanks), AIM identifiers, and the spellings `{GS}`, `<GS>`, `^` and U+241D of FNC1. Without an
/// identifier only text with FNC1, in brackets, or beginning with a right 01 or 02 counts as GS1 elements.
Scan interpret(std::string_view raw, std::span<const InStoreRule> rules);

std::string_view to_string(Scan::Kind kind);
}  // namespace holdfast::barcodes
