#include <chrono>

#include "eft/bcd.h"
#include "eft/virtual_zvt.h"

/// What the virtual terminal says: status information, receipts, totals.
namespace holdfast::eft {
namespace {
std::string byte_of(std::uint8_t value) { return std::string(1, static_cast<char>(value)); }
std::string digits_bytes(const std::string& digits) {
  std::string out;
  for (std::size_t i = 0; i + 1 < digits.size(); i += 2) {
    const auto nibble = [](char c) { return c == '*' ? 0xE : c - '0'; };
    out += static_cast<char>(nibble(digits[i]) << 4 | nibble(digits[i + 1]));
  }
  return out;
}
std::string euros(std::int64_t amount) {
  const std::string cents = std::to_string(100 + amount % 100).substr(1);
  return std::to_string(amount / 100) + "," + cents;
}
}  // namespace

void VirtualZvt::say_status(std::uint8_t status) {
  if ((config_ & zvt_config::intermediate_status) != 0) say({zvt::intermediate_status, byte_of(status), {}, {}});
}

ZvtCommand VirtualZvt::status_information(const VirtualEntry& entry, Instant now) const {
  using namespace std::chrono;
  const std::int64_t local = now.unix_us() / 1'000'000 + settings_.clock_ahead_s;
  const year_month_day date{floor<days>(sys_seconds{seconds{local}})};
  const std::int64_t at = local % seconds_per_day;
  const std::string masked = std::string(card_.number.size() - 4, '*') + card_.number.substr(card_.number.size() - 4);
  ZvtCommand message{zvt::status_information, {}, {{0x27, byte_of(0)}, zvt_number(0x04, entry.amount)}, {}};
  auto& fields = message.fields;
  fields.push_back(zvt_number(0x49, settings_.currency));
  fields.push_back(zvt_number(0x0B, entry.trace));
  fields.push_back(zvt_number(0x0C, at / 3600 * 10000 + at / 60 % 60 * 100 + at % 60));
  fields.push_back(zvt_number(0x0D, static_cast<unsigned>(date.month()) * 100 + static_cast<unsigned>(date.day())));
  if (entry.original_trace != 0) fields.push_back(zvt_number(0x37, entry.original_trace));
  fields.push_back({0x22, digits_bytes(settings_.shows_card_number ? card_.number : masked)});
  fields.push_back({0x29, digits_bytes(settings_.terminal_id)});
  fields.push_back({0x3B, "291675" + std::string(2, '\0')});
  fields.push_back(zvt_number(0x87, entry.receipt));
  fields.push_back({0x8A, byte_of(static_cast<std::uint8_t>(card_.type))});
  fields.push_back({0x8B, card_.brand + '\0'});
  message.tlv.push_back(constructed(0x2F, {primitive(0x1F12, byte_of(2)), primitive(0x1F10, byte_of(0))}));
  const auto on_top = [&](std::uint32_t tag, std::int64_t amount) {
    if (amount != 0 || entry.on_top_wanted) message.tlv.push_back(primitive(tag, encode_bcd(amount, 6).value_or("")));
  };
  on_top(0x1F25, entry.cashback);
  on_top(0x1F36, entry.tip);
  if (!entry.unique_id.empty()) message.tlv.push_back(primitive(0x1F1F, entry.unique_id));
  return message;
}

void VirtualZvt::say_text(const std::vector<std::string>& lines, std::uint8_t copy) {
  if ((config_ & zvt_config::print_lines) == 0) return;
  if (settings_.printing == VirtualZvtSettings::Printing::blocks) {
    std::vector<Tlv> texts;
    for (const std::string& line : lines) texts.push_back(primitive(0x07, line));
    texts.push_back(primitive(0x09, byte_of(0x81)));
    return say({zvt::print_block, {}, {}, {primitive(0x1F07, byte_of(copy)), constructed(0x25, std::move(texts))}},
               true);
  }
  if (settings_.printing == VirtualZvtSettings::Printing::nothing) return;
  for (std::size_t i = 0; i < lines.size(); ++i)
    say({zvt::print_line, byte_of(i + 1 == lines.size() ? 0x81 : i == 0 ? 0x40 : 0x00) + lines[i], {}, {}}, true);
}

void VirtualZvt::say_receipts(const VirtualEntry& entry) {
  const std::string number = settings_.shows_card_number ? card_.number : "************" + card_.number.substr(12);
  std::vector<std::string> body{entry.kind == PaymentKind::sale ? "KARTENZAHLUNG" : "STORNO/GUTSCHRIFT",
                                "Beleg " + std::to_string(entry.receipt) + " Trace " + std::to_string(entry.trace),
                                card_.brand + " " + number, "EUR " + euros(entry.amount)};
  if (entry.tip != 0) body.push_back("DAVON TRINKGELD " + euros(entry.tip));
  if (entry.cashback != 0) body.push_back("DAVON BARGELD " + euros(entry.cashback));
  for (std::uint8_t copy = 1; copy <= 2; ++copy) {
    std::vector<std::string> lines{copy == 1 ? "** HAENDLERBELEG **" : "** KUNDENBELEG **"};
    lines.insert(lines.end(), body.begin(), body.end());
    say_text(lines, copy);
  }
}

void VirtualZvt::on_repeat(const Apdu& apdu, Instant now) {
  const Fields fields = decode_fields(std::string_view{apdu.data}.substr(std::min<std::size_t>(3, apdu.data.size())));
  const std::string* service = fields.find(0x03);
  const unsigned bits = service != nullptr ? octet(*service, 0) : 0U;
  const VirtualEntry* last = journal_.last_stored();
  accept(now);
  if (!settings_.repeats_status || last == nullptr) return say({zvt::aborted, byte_of(0x83), {}, {}});
  if ((bits & 1) != 0) say(status_information(*last, last->at));
  if ((bits & 2) == 0) say_receipts(*last);
  say({zvt::completion, {}, {}, {}});
}

ZvtCommand VirtualZvt::day_totals() const {
  std::int64_t count = 0, sum = 0, first = 0, last = 0;
  for (std::size_t i = batch_from_; i < journal_.entries.size(); ++i) {
    const VirtualEntry& entry = journal_.entries[i];
    if (!entry.stored) continue;
    if (first == 0) first = entry.receipt;
    last = entry.receipt;
    if (entry.kind == PaymentKind::reversal || entry.state == VirtualEntry::State::undone) continue;
    ++count;
    sum += entry.kind == PaymentKind::refund ? -entry.amount : entry.amount;
  }
  std::string totals = encode_bcd(first, 2).value_or("") + encode_bcd(last, 2).value_or("");
  for (int kind = 0; kind < 7; ++kind) {
    const bool mastercard = kind == 2;
    totals += byte_of(static_cast<std::uint8_t>(mastercard ? count : 0));
    totals += encode_bcd(mastercard && sum > 0 ? sum : 0, 6).value_or("");
  }
  return {zvt::status_information, {}, {{0x27, byte_of(0)}, zvt_number(0x04, sum > 0 ? sum : 0), {0x60, totals}}, {}};
}

void VirtualZvt::on_end_of_day(Instant now) {
  accept(now);
  steps_.push_back(Pause{settings_.host_us});
  say(day_totals());
  say_text({"KASSENSCHNITT"}, 3);
  steps_.push_back(CloseBatch{});
  say({zvt::completion, {}, {}, {}});
}
}  // namespace holdfast::eft
