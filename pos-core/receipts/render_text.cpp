#include <array>

#include "base/json_writer.h"
#include "receipts/layout.h"

namespace holdfast::receipts {
namespace {
constexpr std::array<std::string_view, 8> kinds{"text", "columns", "table", "rule", "barcode", "qr", "logo", "feed"};
constexpr std::array<std::string_view, 3> aligns{"start", "center", "end"};
}  // namespace

std::string to_text(const Receipt& receipt, int width) {
  std::string out;
  const TextLayout layout{receipt, width, TextLayout::Large::same, TextLayout::Direction::isolated};
  for (std::size_t row = 0; row < receipt.rows.size(); ++row)
    for (const std::string& line : layout.lines(row)) out.append(line).append("\n");
  return out;
}

void append_json(std::string& out, const Receipt& receipt) {
  JsonWriter json{out};
  json.begin_object()
      .member("receiptNumber", receipt.number)
      .member("orderId", receipt.order)
      .member("currency", receipt.currency);
  json.member("issuedAt", receipt.issued_at)
      .member("language", tag_of(receipt.locale.language))
      .member("direction", right_to_left(receipt.locale.language) ? "rtl" : "ltr");
  json.member("opensDrawer", receipt.opens_drawer).key("rows").begin_array();
  for (const Row& row : receipt.rows) {
    json.begin_object().member("kind", kinds[static_cast<std::size_t>(row.kind)]);
    if (!row.left.empty()) json.member("left", row.left);
    if (!row.right.empty()) json.member("right", row.right);
    if (!row.cells.empty()) {
      json.key("cells").begin_array();
      for (const std::string& cell : row.cells) json.value(cell);
      json.end_array();
    }
    if (!row.mark.empty() && row.mark != " ") json.member("mark", row.mark);
    if (row.align != Row::Align::start) json.member("align", aligns[static_cast<std::size_t>(row.align)]);
    if (row.indent != 0) json.member("indent", row.indent);
    if (row.bold) json.member("bold", true);
    if (row.large) json.member("large", true);
    if (row.inverse) json.member("inverse", true);
    json.end_object();
  }
  json.end_array().end_object();
}
}  // namespace holdfast::receipts
