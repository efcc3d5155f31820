#pragma once
#include <string>
#include <vector>

#include "orders/order.h"
#include "site/site.h"

namespace holdfast::receipts {
/// One line of paper, whatever prints it.
struct Row {
  enum class Kind {
    text,      ///< `left` alone, aligned
    columns,   ///< `left` and `right`, pushed apart
    rule,      ///< a line across
    barcode,   ///< `left` as Code 128
    qr,        ///< `left` as a QR code
    feed,
  };
  enum class Align { start, center, end };
  Kind kind = Kind::text;
  std::string left;
  std::string right;
  Align align = Align::start;
  bool bold = false;
  bool large = false;
};

/// The device-independent receipt: built once from the order, rendered to JSON, text and ESC/POS.
struct Receipt {
  std::string number;
  Uuid order;
  std::string currency;
  std::vector<Row> rows;
  bool opens_drawer = false;
  bool cut = true;
};

struct Options {
  int copy = 0;          ///< 0: the original; n: marked COPY n
  bool gift = false;     ///< without prices
  bool opens_drawer = false;
};
Receipt make_receipt(const orders::Order& order, const Site& site, const Options& options);

void append_json(std::string& out, const Receipt& receipt);
/// Plain text, `width` characters a line (42 on 80 mm paper in font A at 12 dots).
std::string to_text(const Receipt& receipt, int width = 42);
/// Bytes for an ESC/POS printer (Epson ESC/POS command reference): initialise, code page 858, rows, feed, cut. Characters
/// that the code page lacks become '?'.
std::string to_escpos(const Receipt& receipt, int width = 42);
/// UTF-8 to code page 858 (Western European with the euro sign).
std::string to_cp858(std::string_view text);
}  // namespace holdfast::receipts
