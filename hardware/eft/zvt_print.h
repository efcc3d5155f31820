#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "eft/payment.h"
#include "eft/zvt_text.h"
#include "eft/zvt_tlv.h"

namespace holdfast::eft {
/// 06 D1: attribute and text (hardware reference 8.6). A container that some terminals put behind the text is cut off.
struct PrintLine {
  std::uint8_t attribute = 0;
  std::string text;  ///< bytes as sent
  std::vector<Tlv> tlv;
  bool centred() const { return feeds == 0 && (attribute & 0x40) != 0; }
  bool last() const { return (attribute & 0x80) != 0 && attribute != 0x80 && attribute != 0xFF; }
  int feeds = 0;  ///< of attribute FF: that many line feeds
};
std::optional<PrintLine> decode_print_line(std::string_view data);

/// Collects the print messages of one job: 06 D1 lines and 06 D3 blocks. Copies are told apart by tag 1F07, or by the
/// end marker: first the merchant's, then the customer's. Card numbers are starred.
class ReceiptCollector {
 public:
  ReceiptCollector(ReceiptCopy first, ZvtCharset charset) : copy_{first}, charset_{charset} {}
  /// The lines that this message adds; none when it cannot be read.
  std::vector<ReceiptLine> on_line(std::string_view data);
  std::vector<ReceiptLine> on_block(std::string_view data);
  bool anything() const { return anything_; }

 private:
  void add(std::vector<ReceiptLine>& out, const PrintLine& line);
  void choose(const std::vector<Tlv>& tlv);
  void end_of_copy();
  ReceiptCopy copy_;
  ZvtCharset charset_;
  bool told_apart_ = false;  // by 1F07: end markers then say nothing
  bool anything_ = false;
};
}  // namespace holdfast::eft
