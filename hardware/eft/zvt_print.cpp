#include "eft/zvt_print.h"

#include "eft/bcd.h"
#include "eft/card_data.h"
#include "eft/zvt_fields.h"

namespace holdfast::eft {
namespace {
constexpr int max_feeds = 20;  // a byte could ask for 255

/// `06 length 1F07 …` (or 1F73 …) behind the text, through to its end; it stands last, so the shortest one counts.
std::size_t text_length(std::string_view text, std::vector<Tlv>& tlv) {
  for (std::size_t at = text.size(); at-- > 0;) {
    if (text[at] != '\x06' || at + 4 > text.size() || text[at + 2] != '\x1F') continue;
    if (text[at + 3] != '\x07' && text[at + 3] != '\x73') continue;
    auto container = decode_container(text.substr(at));
    if (!container) continue;
    tlv = std::move(*container);
    return at;
  }
  return text.size();
}
}  // namespace

std::optional<PrintLine> decode_print_line(std::string_view data) {
  if (data.empty()) return std::nullopt;
  PrintLine line;
  line.attribute = octet(data, 0);
  data.remove_prefix(1);
  if (line.attribute == 0xFF) {
    line.feeds = data.empty() ? 1 : octet(data, 0);
    return line;
  }
  line.text = data.substr(0, text_length(data, line.tlv));
  return line;
}

void ReceiptCollector::choose(const std::vector<Tlv>& tlv) {
  const Tlv* kind = find_tlv(tlv, 0x1F07);
  if (kind == nullptr || kind->value.size() != 1 || octet(kind->value, 0) < 1 || octet(kind->value, 0) > 3) return;
  copy_ = static_cast<ReceiptCopy>(octet(kind->value, 0) - 1);
  told_apart_ = true;
}
void ReceiptCollector::end_of_copy() {
  if (!told_apart_ && copy_ == ReceiptCopy::merchant) copy_ = ReceiptCopy::customer;
}

void ReceiptCollector::add(std::vector<ReceiptLine>& out, const PrintLine& line) {
  anything_ = true;
  if (line.feeds > 0 || (line.text.empty() && !line.last())) {
    for (int i = 0; i < std::min(std::max(line.feeds, 1), max_feeds); ++i) out.push_back({.copy = copy_});
  } else if (!line.text.empty()) {
    out.push_back({.copy = copy_,
                   .text = scrub_card_numbers(decode_text(line.text, charset_)),
                   .centred = (line.attribute & 0x40) != 0,
                   .double_width = (line.attribute & 0x20) != 0,
                   .double_height = (line.attribute & 0x10) != 0,
                   .indent = line.attribute & 0x0F});
  }
  if (line.last()) end_of_copy();
}

std::vector<ReceiptLine> ReceiptCollector::on_line(std::string_view data) {
  std::vector<ReceiptLine> out;
  const auto line = decode_print_line(data);
  if (!line) return out;
  choose(line->tlv);
  add(out, *line);
  return out;
}

std::vector<ReceiptLine> ReceiptCollector::on_block(std::string_view data) {
  std::vector<ReceiptLine> out;
  const Fields fields = decode_fields(data);
  choose(fields.tlv);
  if (const Tlv* set = find_tlv(fields.tlv, 0x14); set != nullptr && set->value.size() == 1)
    charset_ = charset_of(octet(set->value, 0)).value_or(charset_);
  const Tlv* texts = find_tlv(fields.tlv, 0x25);
  if (texts == nullptr) return out;
  PrintLine line;
  for (const Tlv& item : texts->children) {
    if (item.tag == 0x09 && item.value.size() == 1) {
      line.attribute = octet(item.value, 0);
      if (line.attribute != 0xFF && (line.attribute & 0x80) != 0 && line.attribute != 0x80) end_of_copy();
    } else if (item.tag == 0x07) {
      line.text = item.value;
      PrintLine shown = line;
      shown.attribute &= 0x7F;  // the end of the copy was taken from the attribute
      add(out, shown);
    }
  }
  anything_ = true;
  return out;
}
}  // namespace holdfast::eft
