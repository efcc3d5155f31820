#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "eft/day_totals.h"
#include "eft/payment.h"
#include "eft/zvt_apdu.h"
#include "eft/zvt_fields.h"
#include "eft/zvt_text.h"

/// What the terminal tells us, in types. Whatever a field cannot be is left empty; nothing here ever reads as success
/// because of a missing or malformed byte.
namespace holdfast::eft {
/// 04 0F. The card number is masked here and nowhere else needed: only its last four digits go on.
struct StatusInformation {
  std::optional<std::uint8_t> result;          ///< 27; 00 is success
  std::optional<std::int64_t> amount;          ///< 04, minor units
  std::optional<std::int64_t> currency;        ///< 49, ISO 4217 number
  std::optional<std::int64_t> trace;           ///< 0B, or tag 1F2B when that is 000000
  std::optional<std::int64_t> original_trace;  ///< 37: it is a reversal of that one
  std::optional<std::int64_t> receipt;         ///< 87
  std::optional<int> month, day;               ///< 0D
  std::optional<int> seconds_of_day;           ///< 0C
  std::string terminal_id;                     ///< 29, digits
  std::string approval_code;                   ///< 3B
  std::string text;                            ///< 3C, scrubbed
  CardFacts card;
  bool signature = false;                     ///< 1F10 asks for one
  std::optional<std::string> unique_id;       ///< 1F1F, bytes
  std::optional<std::int64_t> cashback, tip;  ///< 1F25, 1F36
  std::optional<DayTotals> totals;            ///< 60
};
StatusInformation decode_status_information(std::string_view data, ZvtCharset charset);
/// BMP 60: receipts from and to, then seven counts (one byte, binary) and sums.
std::optional<DayTotals> decode_day_totals(std::string_view bytes);

/// 06 0F: after 06 00 fields, after 05 01 [LLLVAR software] status [06].
struct Completion {
  std::optional<std::uint8_t> status_bits;  ///< 19
  std::optional<std::uint8_t> terminal_status;
  std::optional<std::string> software;
  std::string terminal_id;
  std::optional<std::int64_t> currency;
  Fields fields;
};
Completion decode_completion(std::string_view data);

/// 06 1E: a result code, then fields. Empty data carries none.
struct TerminalAbort {
  std::optional<std::uint8_t> result;
  Fields fields;
};
TerminalAbort decode_terminal_abort(std::string_view data);
/// Open reservations in answer to 06 23 87 FFFF: numbers as digits; none for FFFF.
std::vector<std::string> open_reservations(const TerminalAbort& abort);

/// 04 FF: status, T4 in minutes (BCD, optional), container. A second byte 06 that starts a whole container is no
/// minutes byte (8.7).
struct IntermediateStatus {
  std::uint8_t status = 0;
  std::optional<int> minutes;
  std::vector<Tlv> tlv;
  std::string text;  ///< tag 24/07, scrubbed
};
std::optional<IntermediateStatus> decode_intermediate_status(std::string_view data, ZvtCharset charset);

/// Name of a card type of BMP 8A or tag 41; empty when unknown.
std::string_view card_brand(std::int64_t type);
}  // namespace holdfast::eft
