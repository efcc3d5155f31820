#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "eft/zvt_apdu.h"
#include "eft/zvt_fields.h"

namespace holdfast::eft {
/// Control fields of hardware reference 8.3.
namespace zvt {
constexpr std::uint16_t status_enquiry = 0x0501, registration = 0x0600, authorisation = 0x0601, log_off = 0x0602,
                        repeat_receipt = 0x0620, partial_reversal = 0x0623, reversal = 0x0630, refund = 0x0631,
                        end_of_day = 0x0650, diagnosis = 0x0670, initialisation = 0x0693, reset = 0x0618,
                        abort = 0x06B0, display_text = 0x06E0, read_card = 0x06C0;
constexpr std::uint16_t status_information = 0x040F, intermediate_status = 0x04FF, set_time = 0x0401,
                        completion = 0x060F, aborted = 0x061E, print_line = 0x06D1, print_block = 0x06D3;
constexpr std::uint16_t positive = 0x8000, also_positive = 0x8400, ask_again = 0x849C, partial_issue = 0x849D,
                        not_supported = 0x8483;
}  // namespace zvt
/// `registration`, `print-line` …; answers are `ack`, `repeat-status`, `nack`; empty when unknown.
std::string_view zvt_name(std::uint16_t control);

/// A command in its parts: fixed bytes first (password, config byte …), then fields, then the container.
struct ZvtCommand {
  std::uint16_t control = 0;
  std::string head;
  std::vector<Field> fields;
  std::vector<Tlv> tlv;
  Apdu apdu() const { return {control, head + encode_fields(fields, tlv)}; }
};

/// Bits of the config byte of 06 00.
namespace zvt_config {
constexpr std::uint8_t payment_receipt = 0x02, admin_receipt = 0x04, intermediate_status = 0x08,
                       no_amount_at_terminal = 0x10, no_admin_at_terminal = 0x20, print_lines = 0x80;
constexpr std::uint8_t attended = 0xBE;  ///< house choice: all but unattended
}  // namespace zvt_config

struct ZvtAmounts {
  std::int64_t amount = 0;      ///< minor units
  std::optional<int> currency;  ///< ISO 4217 number
  std::optional<std::int64_t> cashback, tip;
};
/// `password` is six digits. Empty optionals leave their field out.
ZvtCommand zvt_registration(const std::string& password, std::uint8_t config, std::optional<int> currency,
                            std::vector<Tlv> tlv);
/// `unique_id` is tag 1F1F (11.2 rule 6): empty text for an empty tag.
ZvtCommand zvt_authorisation(const ZvtAmounts& amounts, const std::optional<std::string>& unique_id);
ZvtCommand zvt_reversal(const std::string& password, std::int64_t receipt, const ZvtAmounts& amounts,
                        const std::optional<std::string>& unique_id);
ZvtCommand zvt_refund(const std::string& password, const ZvtAmounts& amounts,
                      const std::optional<std::string>& unique_id);
ZvtCommand zvt_end_of_day(const std::string& password, const std::optional<std::string>& unique_id);
ZvtCommand zvt_initialisation(const std::string& password);
ZvtCommand zvt_diagnosis(std::optional<std::uint8_t> type = std::nullopt);
ZvtCommand zvt_status_enquiry(const std::optional<std::string>& password, std::optional<std::uint8_t> service);
/// `service`: bit 0 send the last 04 0F again, bit 1 do not print.
ZvtCommand zvt_repeat_receipt(const std::string& password, std::optional<std::uint8_t> service);

Field zvt_number(std::uint8_t bmp, std::int64_t value);  ///< as BCD of the field's length
}  // namespace holdfast::eft
