#include "eft/zvt_messages.h"

#include <array>
#include <utility>

#include "eft/bcd.h"
#include "eft/card_data.h"

namespace holdfast::eft {
namespace {
constexpr std::pair<int, std::string_view> brands[] = {
    {2, "ec"},     {5, "girocard"}, {6, "Mastercard"},     {8, "American Express"},
    {9, "ELV"},    {10, "Visa"},    {11, "Visa Electron"}, {12, "Diners"},
    {13, "V PAY"}, {14, "JCB"},     {30, "Geldkarte"},     {46, "Maestro"},
};

std::optional<std::int64_t> number(const Fields& fields, std::uint8_t bmp) {
  const std::string* value = fields.find(bmp);
  return value != nullptr ? decode_bcd(*value) : std::nullopt;
}
std::optional<std::uint8_t> byte(const Fields& fields, std::uint8_t bmp) {
  const std::string* value = fields.find(bmp);
  return value != nullptr && value->size() == 1 ? std::optional{octet(*value, 0)} : std::nullopt;
}
std::optional<std::int64_t> number(const std::vector<Tlv>& tlv, std::uint32_t tag) {
  const Tlv* item = find_tlv(tlv, tag);
  return item != nullptr && !item->value.empty() ? decode_bcd(item->value) : std::nullopt;
}
std::uint8_t byte(const std::vector<Tlv>& tlv, std::uint32_t tag, std::uint8_t otherwise) {
  const Tlv* item = find_tlv(tlv, tag);
  return item != nullptr && item->value.size() == 1 ? octet(item->value, 0) : otherwise;
}
std::string trimmed(std::string text) {
  while (!text.empty() && (text.back() == ' ' || text.back() == '\0' || text.back() == '\n')) text.pop_back();
  return text;
}
/// Last four of a BMP 22: digits, E for a masked one, F to fill.
std::string last_four_of_pan(std::string_view bytes) {
  std::string digits = hex_of(bytes);
  const auto separator = digits.find('D');  // some send track 2 here: what follows is expiry and service code
  if (separator != std::string::npos) digits.erase(separator);
  while (!digits.empty() && digits.back() == 'F') digits.pop_back();
  return last_four(digits);
}

CardFacts card_of(const Fields& fields) {
  CardFacts card;
  if (const std::string* name = fields.find(0x8B))
    card.brand = scrub_card_numbers(trimmed(decode_text(name->substr(0, name->find('\0')), ZvtCharset::cp437)));
  const auto type = byte(fields, 0x8A);
  if (const Tlv* wide = find_tlv(fields.tlv, 0x41); card.brand.empty() && wide != nullptr && wide->value.size() == 2)
    card.brand = card_brand(octet(wide->value, 0) << 8 | octet(wide->value, 1));
  if (card.brand.empty() && type) card.brand = card_brand(*type);
  if (const std::string* pan = fields.find(0x22)) card.last_four = last_four_of_pan(*pan);
  constexpr std::array<std::string_view, 3> entries{"stripe", "chip", "contactless"};
  if (const std::uint8_t entry = byte(fields.tlv, 0x1F12, 0xFF); entry < entries.size()) card.entry = entries[entry];
  return card;
}

void read_date(const Fields& fields, StatusInformation& status) {
  if (const auto date = number(fields, 0x0D);
      date && *date % 100 >= 1 && *date % 100 <= 31 && *date / 100 >= 1 && *date / 100 <= 12) {
    status.month = static_cast<int>(*date / 100);
    status.day = static_cast<int>(*date % 100);
  }
  if (const auto time = number(fields, 0x0C); time && *time / 10000 < 24 && *time / 100 % 100 < 60 && *time % 100 < 60)
    status.seconds_of_day = static_cast<int>(*time / 10000 * 3600 + *time / 100 % 100 * 60 + *time % 100);
}
}  // namespace

std::string_view card_brand(std::int64_t type) {
  for (const auto& [code, name] : brands)
    if (code == type) return name;
  return {};
}

StatusInformation decode_status_information(std::string_view data, ZvtCharset charset) {
  const Fields fields = decode_fields(data);
  StatusInformation status;
  status.result = byte(fields, 0x27);
  status.amount = number(fields, 0x04);
  status.currency = number(fields, 0x49);
  status.trace = number(fields, 0x0B);
  if (status.trace.value_or(0) == 0)
    if (const auto trace = number(fields.tlv, 0x1F2B)) status.trace = trace;
  status.original_trace = number(fields, 0x37);
  status.receipt = number(fields, 0x87);
  read_date(fields, status);
  if (const std::string* id = fields.find(0x29)) status.terminal_id = hex_of(*id);
  if (const std::string* code = fields.find(0x3B))
    status.approval_code = trimmed(decode_text(code->substr(0, code->find('\0')), ZvtCharset::ascii));
  if (const std::string* text = fields.find(0x3C))
    status.text = scrub_card_numbers(trimmed(decode_text(*text, charset)));
  status.card = card_of(fields);
  const std::uint8_t check_kind = byte(fields.tlv, 0x1F10, 0);
  status.signature = check_kind == 1 || (check_kind >= 5 && check_kind <= 7);
  if (const Tlv* id = find_tlv(fields.tlv, 0x1F1F)) status.unique_id = id->value;
  status.cashback = number(fields.tlv, 0x1F25);
  status.tip = number(fields.tlv, 0x1F36);
  if (const std::string* totals = fields.find(0x60)) status.totals = decode_day_totals(*totals);
  return status;
}

std::optional<DayTotals> decode_day_totals(std::string_view bytes) {
  constexpr std::array<std::string_view, 7> kinds{"girocard", "JCB",    "Mastercard", "American Express",
                                                  "Visa",     "Diners", "other"};
  if (bytes.size() != 4 + kinds.size() * 7) return std::nullopt;
  DayTotals totals;
  totals.first_receipt = decode_bcd(bytes.substr(0, 2));
  totals.last_receipt = decode_bcd(bytes.substr(2, 2));
  for (std::size_t i = 0; i < kinds.size(); ++i) {
    const std::int64_t count = octet(bytes, 4 + i * 7);
    const auto amount = decode_bcd(bytes.substr(5 + i * 7, 6));
    if (!amount) return std::nullopt;
    if (count == 0 && *amount == 0) continue;
    totals.brands.push_back({std::string{kinds[i]}, count, *amount});
    totals.count += count;
    totals.amount += *amount;
  }
  return totals;
}

Completion decode_completion(std::string_view data) {
  Completion completion;
  std::string_view rest = data;
  if (const auto length = decode_var_length(rest, 3); length && rest.size() > 3 + *length) {
    completion.software = decode_text(rest.substr(3, *length), ZvtCharset::ascii);
    rest.remove_prefix(3 + *length);
  }
  const auto container = rest.size() > 1 ? decode_container(rest.substr(1)) : std::nullopt;
  if (rest.size() == 1 || container) {
    completion.terminal_status = octet(rest, 0);
    if (container) {
      completion.fields.tlv = *container;
      completion.fields.has_tlv = true;
    }
    return completion;
  }
  completion.software.reset();
  completion.fields = decode_fields(data);
  completion.status_bits = byte(completion.fields, 0x19);
  if (const std::string* id = completion.fields.find(0x29)) completion.terminal_id = hex_of(*id);
  completion.currency = number(completion.fields, 0x49);
  return completion;
}

TerminalAbort decode_terminal_abort(std::string_view data) {
  TerminalAbort abort;
  if (data.empty()) return abort;
  abort.result = octet(data, 0);
  abort.fields = decode_fields(data.substr(1));
  return abort;
}

namespace {
/// Tag 23 lists {08 receipt number}.
void collect_receipts(const std::vector<Tlv>& items, std::vector<std::string>& numbers) {
  for (const Tlv& item : items) {
    if (item.tag == 0x08 && item.value.size() == 2) numbers.push_back(hex_of(item.value));
    collect_receipts(item.children, numbers);
  }
}
}  // namespace
std::vector<std::string> open_reservations(const TerminalAbort& abort) {
  std::vector<std::string> numbers;
  if (const Tlv* list = find_tlv(abort.fields.tlv, 0x23)) collect_receipts(list->children, numbers);
  const std::string* receipt = abort.fields.find(0x87);
  if (numbers.empty() && receipt != nullptr && hex_of(*receipt) != "FFFF") numbers.push_back(hex_of(*receipt));
  return numbers;
}

std::optional<IntermediateStatus> decode_intermediate_status(std::string_view data, ZvtCharset charset) {
  if (data.empty()) return std::nullopt;
  IntermediateStatus status;
  status.status = octet(data, 0);
  data.remove_prefix(1);
  auto container = decode_container(data);
  if (!container && !data.empty()) {
    if (const auto minutes = decode_bcd(data.substr(0, 1))) status.minutes = static_cast<int>(*minutes);
    container = decode_container(data.substr(1));
  }
  if (!container) return status;
  status.tlv = std::move(*container);
  if (const Tlv* texts = find_tlv(status.tlv, 0x24))
    for (const Tlv& line : texts->children)
      if (line.tag == 0x07) status.text += (status.text.empty() ? "" : "\n") + decode_text(line.value, charset);
  status.text = scrub_card_numbers(status.text);
  return status;
}
}  // namespace holdfast::eft
