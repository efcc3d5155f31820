#pragma once
#include <functional>
#include <memory>
#include <optional>
#include <string_view>

#include "devices/device.h"
#include "eft/terminal.h"
#include "link/address.h"
#include "money/money.h"
#include "payments/card_payment.h"
#include "payments/terminal_report.h"

/// A card terminal as it is configured, as its driver; and what the two sides of the seam call the same things.
namespace holdfast::gateway {
struct TerminalDriver {
  std::optional<link::Address> address;  ///< none: worked by hand
  /// A new driver with what the last one left (payments::terminal_memory).
  std::function<std::unique_ptr<eft::EftTerminal>(std::string_view memory)> make;
};
/// Refuses what is no such terminal: an address of the wrong kind, an unknown protocol.
Result<TerminalDriver> terminal_driver(const devices::Device& device, Currency currency,
                                       std::function<std::uint64_t()> random);

eft::PaymentRequest request_of(const payments::CardPayment& payment, Currency currency);
payments::CardResult result_of(const eft::Outcome& outcome);
std::vector<payments::TerminalLine> lines_of(const std::vector<eft::ReceiptLine>& lines);

std::optional<eft::ServiceKind> parse_service(std::string_view kind);  ///< `dayEnd`, `diagnosis`, …
std::string_view name_of(eft::ServiceKind kind);
/// Without id, time and comparison.
payments::TerminalReport report_of(const devices::Device& device, const eft::ServiceReport& report);
/// The terminal's day held against ours.
payments::TotalsComparison comparison_of(const eft::DayTotals& terminal,
                                         const std::vector<payments::BookedCard>& books);
std::string_view name_of(eft::Question::Kind kind);  ///< `result`, `confirmResult`, `yesNo`, `text`, `menu`
}  // namespace holdfast::gateway
