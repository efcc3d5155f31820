#pragma once
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "orders/order.h"
#include "payments/tender.h"
#include "receipts/language.h"
#include "site/site.h"

namespace holdfast::receipts {
/// One line of paper, whatever prints it. Cells are laid out one by one from the language's start, so that no text's
/// direction moves another cell: a name that reads right to left leaves its price where it was.
struct Row {
  enum class Kind {
    text,     ///< `left` alone, aligned
    columns,  ///< `left` and `right`, pushed apart
    table,    ///< `cells`: the first at the start, the others at the end of their columns; neighbours share columns
    rule,     ///< a line across
    barcode,  ///< `left` as Code 128
    qr,       ///< `left` as a QR code
    logo,     ///< the site's picture; `left` is the SHA-256 of its bytes
    feed,
  };
  enum class Align { start, center, end };
  Kind kind = Kind::text;
  std::string left;
  std::string right;
  Align align = Align::start;
  bool bold = false;  ///< of a table row: its heading
  bool large = false;
  std::vector<std::string> cells = {};
  std::string mark = {};  ///< behind `right`: the letter of the tax; a blank keeps the place
  int indent = 0;         ///< steps of two characters
  bool inverse = false;   ///< white on black: what nobody may overlook
  bool picture_only = false;  ///< of a symbol for machines alone: where it cannot be drawn, there is nothing
};

/// The device-independent receipt: built once from the order, rendered to JSON and text here, to everything else by
/// hardware/print.
struct Receipt {
  std::string number;
  Uuid order;
  std::string currency;
  std::string issued_at;  ///< RFC 3339
  Locale locale;
  std::vector<Row> rows;
  bool opens_drawer = false;
  bool cut = true;
};

struct Options {
  int copy = 0;       ///< 0: the original; n: marked COPY n
  bool gift = false;  ///< without prices
  bool opens_drawer = false;
  Locale locale = {};
  bool training = false;                       ///< marked as no sale, above and below
  std::string original_receipt = {};           ///< number of the receipt that a return or void refers to
  std::vector<payments::Tender> tenders = {};  ///< the store's names for them; codes are printed of those missing
  /// What card terminals want on paper, below the receipt: the customer's lines, or only the merchant's.
  std::vector<std::vector<payments::TerminalLine>> terminal_receipts = {};
  /// Codes of gift cards and store credit that were made here, by account: the paper is the card.
  std::vector<std::pair<Uuid, std::string>> card_codes = {};
  struct Points {
    std::int64_t earned = 0;
    std::int64_t balance = 0;
  };
  std::optional<Points> points = {};  ///< of the customer, after the order
  std::string signed_code = {};  ///< see signed_receipt.h; empty: the receipt is not signed
  bool merchant_copy = false;  ///< the document is what the store keeps: those lines and a place to sign
};
Receipt make_receipt(const orders::Order& order, const Site& site, const Options& options);

void append_json(std::string& out, const Receipt& receipt);
/// Plain text, `width` characters a line (42 on 80 mm paper in font A at 12 dots). Lines with text of the other
/// direction carry the isolates of UAX #9, so that a reader shows their cells in order.
std::string to_text(const Receipt& receipt, int width = 42);
}  // namespace holdfast::receipts
