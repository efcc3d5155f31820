#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/instant.h"
#include "base/json_writer.h"
#include "db/transaction.h"
#include "payments/card_payment.h"

/// What a terminal answered to a service job: its day's end, a diagnosis, … Mirrors of the hardware's types. Amounts in
/// minor units; refunds negative.
namespace holdfast::payments {
struct BrandSum {
  std::string brand;
  std::int64_t count = 0, amount = 0;
};
struct TerminalTotals {
  std::vector<BrandSum> brands;
  std::int64_t count = 0, amount = 0;
  std::optional<std::int64_t> first_receipt, last_receipt;
};
struct TotalsDifference {
  std::string kind;       ///< `amount`, `notAtTerminal`, `notInBooks`, `brand`
  std::string reference;  ///< of the basket, the terminal's receipt number, or the brand
  std::int64_t terminal = 0, books = 0;
};
struct TotalsComparison {
  bool agrees = false;
  std::int64_t terminal_amount = 0, booked_amount = 0;
  std::vector<TotalsDifference> differences;
};
struct TerminalReport {
  std::int64_t row = 0;
  Uuid id;
  std::int64_t device_row = 0;
  Uuid device;
  std::string kind;    ///< `dayEnd`, `diagnosis`, `initialise`, `logIn`, `status`, `repeatReceipt`, `logOff`
  std::string result;  ///< `done`, `refused`, `unknown`, `notSent`
  std::string words, code, detail;
  std::vector<TerminalLine> lines;
  std::optional<TerminalTotals> totals;
  std::optional<TotalsComparison> comparison;
  Instant at;
};
void append_json(JsonWriter& json, const TerminalReport& report, int utc_offset_min);

/// One card payment in the store's books, for the comparison.
struct BookedCard {
  std::string reference;  ///< of the basket, as the terminal was given it
  std::string brand;
  std::optional<std::int64_t> receipt;  ///< the terminal's number, where it is one
  std::int64_t amount = 0;              ///< in all, tip and cashback included; negative: paid back
};
/// What this terminal took and gave back by our books since its last day's end that was done.
std::vector<BookedCard> booked_since_day_end(db::Connection& connection, std::int64_t device_row);
/// Fills row; the id is the caller's. The same id again replaces it: totals are kept before the terminal has ended.
void insert(db::Transaction& tx, TerminalReport& report);
/// Newest first.
std::vector<TerminalReport> list_reports(db::Connection& connection, const Uuid& device, std::int64_t before,
                                         int limit);
}  // namespace holdfast::payments
