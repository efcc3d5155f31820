#include "eft/zvt_commands.h"

#include <utility>

#include "base/check.h"
#include "eft/bcd.h"

namespace holdfast::eft {
namespace {
constexpr std::pair<std::uint16_t, std::string_view> names[] = {
    {zvt::status_enquiry, "status-enquiry"},
    {zvt::registration, "registration"},
    {zvt::authorisation, "authorisation"},
    {zvt::log_off, "log-off"},
    {zvt::repeat_receipt, "repeat-receipt"},
    {std::uint16_t{0x0622}, "reservation"},
    {zvt::partial_reversal, "partial-reversal"},
    {std::uint16_t{0x0624}, "book-total"},
    {std::uint16_t{0x0625}, "cancel-reservation"},
    {zvt::reversal, "reversal"},
    {zvt::refund, "refund"},
    {zvt::end_of_day, "end-of-day"},
    {zvt::diagnosis, "diagnosis"},
    {zvt::initialisation, "initialisation"},
    {zvt::reset, "reset"},
    {zvt::abort, "abort"},
    {zvt::display_text, "display-text"},
    {zvt::read_card, "read-card"},
    {zvt::status_information, "status-information"},
    {zvt::intermediate_status, "intermediate-status"},
    {zvt::set_time, "set-time"},
    {zvt::completion, "completion"},
    {zvt::aborted, "abort-by-terminal"},
    {zvt::print_line, "print-line"},
    {zvt::print_block, "print-text-block"},
    {zvt::positive, "ack"},
    {zvt::also_positive, "ack"},
    {zvt::ask_again, "repeat-status"},
    {zvt::partial_issue, "partial-issue"},
};

std::string bcd(std::int64_t value, std::size_t bytes) {
  const auto encoded = encode_bcd(value, bytes);
  check(encoded.has_value());
  return *encoded;
}
std::string password_bytes(const std::string& password) {
  check(password.size() == 6);
  std::int64_t value = 0;
  for (const char c : password) {
    check(c >= '0' && c <= '9');
    value = value * 10 + (c - '0');
  }
  return bcd(value, 3);
}

void add_amounts(ZvtCommand& command, const ZvtAmounts& amounts) {
  command.fields.push_back(zvt_number(0x04, amounts.amount));
  if (amounts.currency) command.fields.push_back(zvt_number(0x49, *amounts.currency));
  if (amounts.cashback) command.tlv.push_back(primitive(0x1F25, bcd(*amounts.cashback, 6)));
  if (amounts.tip) command.tlv.push_back(primitive(0x1F36, bcd(*amounts.tip, 6)));
}
void add_unique_id(ZvtCommand& command, const std::optional<std::string>& unique_id) {
  if (unique_id) command.tlv.push_back(primitive(0x1F1F, *unique_id));
}
}  // namespace

std::string_view zvt_name(std::uint16_t control) {
  for (const auto& [code, name] : names)
    if (code == control) return name;
  return control >> 8 == 0x84 ? "nack" : control >> 8 == 0x80 ? "ack" : "";
}

Field zvt_number(std::uint8_t bmp, std::int64_t value) { return {bmp, bcd(value, field_rule(bmp)->length)}; }

ZvtCommand zvt_registration(const std::string& password, std::uint8_t config, std::optional<int> currency,
                            std::vector<Tlv> tlv) {
  ZvtCommand command{zvt::registration, password_bytes(password) + static_cast<char>(config), {}, std::move(tlv)};
  if (currency) command.head += bcd(*currency, 2);
  return command;
}
ZvtCommand zvt_authorisation(const ZvtAmounts& amounts, const std::optional<std::string>& unique_id) {
  ZvtCommand command{zvt::authorisation, {}, {}, {}};
  add_amounts(command, amounts);
  add_unique_id(command, unique_id);
  return command;
}
ZvtCommand zvt_reversal(const std::string& password, std::int64_t receipt, const ZvtAmounts& amounts,
                        const std::optional<std::string>& unique_id) {
  ZvtCommand command{zvt::reversal, password_bytes(password), {zvt_number(0x87, receipt)}, {}};
  add_amounts(command, amounts);
  add_unique_id(command, unique_id);
  return command;
}
ZvtCommand zvt_refund(const std::string& password, const ZvtAmounts& amounts,
                      const std::optional<std::string>& unique_id) {
  ZvtCommand command{zvt::refund, password_bytes(password), {}, {}};
  add_amounts(command, amounts);
  add_unique_id(command, unique_id);
  return command;
}
ZvtCommand zvt_end_of_day(const std::string& password, const std::optional<std::string>& unique_id) {
  ZvtCommand command{zvt::end_of_day, password_bytes(password), {}, {}};
  add_unique_id(command, unique_id);
  return command;
}
ZvtCommand zvt_initialisation(const std::string& password) {
  return {zvt::initialisation, password_bytes(password), {}, {}};
}
ZvtCommand zvt_diagnosis(std::optional<std::uint8_t> type) {
  ZvtCommand command{zvt::diagnosis, {}, {}, {}};
  if (type) command.tlv.push_back(primitive(0x1B, std::string(1, static_cast<char>(*type))));
  return command;
}
namespace {
ZvtCommand with_service(std::uint16_t control, std::string head, std::optional<std::uint8_t> service) {
  ZvtCommand command{control, std::move(head), {}, {}};
  if (service) command.fields.push_back({0x03, std::string(1, static_cast<char>(*service))});
  return command;
}
}  // namespace
ZvtCommand zvt_status_enquiry(const std::optional<std::string>& password, std::optional<std::uint8_t> service) {
  return with_service(zvt::status_enquiry, password ? password_bytes(*password) : std::string{}, service);
}
ZvtCommand zvt_repeat_receipt(const std::string& password, std::optional<std::uint8_t> service) {
  return with_service(zvt::repeat_receipt, password_bytes(password), service);
}
}  // namespace holdfast::eft
