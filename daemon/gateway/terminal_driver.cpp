#include "gateway/terminal_driver.h"

#include <array>

#include "base/check.h"
#include "eft/external_terminal.h"
#include "eft/nexo_crypto.h"
#include "eft/nexo_terminal.h"
#include "eft/zvt_terminal.h"

namespace holdfast::gateway {
namespace {
// A terminal that is away for so long leaves its payment in doubt; it is asked again and again (payment_post.h).
constexpr std::int64_t recovery_limit_s = 120;

struct ServiceName {
  eft::ServiceKind kind;
  std::string_view name;
};
constexpr std::array<ServiceName, 7> service_names{{{eft::ServiceKind::log_in, "logIn"},
                                                    {eft::ServiceKind::day_end, "dayEnd"},
                                                    {eft::ServiceKind::diagnosis, "diagnosis"},
                                                    {eft::ServiceKind::initialise, "initialise"},
                                                    {eft::ServiceKind::status, "status"},
                                                    {eft::ServiceKind::repeat_receipt, "repeatReceipt"},
                                                    {eft::ServiceKind::log_off, "logOff"}}};

Result<TerminalDriver> zvt_driver(const devices::Device& device, const devices::CardTerminalSettings& settings,
                                  Currency currency) {
  const link::Address address = TRY(link::parse_address(device.address));
  eft::ZvtSettings zvt;
  if (std::holds_alternative<link::SerialAddress>(address))
    zvt.framing = eft::ZvtWire::Framing::serial;
  else if (!std::holds_alternative<link::TcpAddress>(address))
    return refuse(ErrorCode::invalid_argument, "ZVT goes over TCP or a serial line");
  if (!device.secret.empty()) zvt.password = device.secret;
  zvt.currency = currency;
  zvt.printer_width = settings.printer_width;
  zvt.recovery_limit_s = recovery_limit_s;
  return TerminalDriver{address,
                        [zvt](std::string_view memory) { return std::make_unique<eft::ZvtTerminal>(zvt, memory); }};
}

Result<TerminalDriver> nexo_driver(const devices::Device& device, const devices::CardTerminalSettings& settings,
                                   Currency currency, std::function<std::uint64_t()> random) {
  link::HttpsAddress address = TRY(link::parse_https_address(device.address));
  if (!settings.certificate.empty()) {
    address.trust = link::HttpsAddress::Trust::pinned;
    address.pin = settings.certificate;
  }
  eft::NexoSettings nexo;
  if (!settings.sale_id.empty()) nexo.sale_id = settings.sale_id;
  nexo.poi_id = settings.poi_id;
  nexo.currency = currency;
  if (!device.secret.empty())
    nexo.key = std::make_shared<const eft::NexoKey>(
        eft::derive_nexo_key(device.secret, settings.key_id, settings.key_version));
  nexo.recovery_limit_s = recovery_limit_s;
  nexo.random = std::move(random);
  return TerminalDriver{address,
                        [nexo](std::string_view memory) { return std::make_unique<eft::NexoTerminal>(nexo, memory); }};
}
}  // namespace

Result<TerminalDriver> terminal_driver(const devices::Device& device, Currency currency,
                                       std::function<std::uint64_t()> random) {
  const auto& settings = std::get<devices::CardTerminalSettings>(device.settings);
  if (device.profile == "zvt") return zvt_driver(device, settings, currency);
  if (device.profile == "nexo") return nexo_driver(device, settings, currency, std::move(random));
  if (device.profile == "external")
    return TerminalDriver{std::nullopt, [currency](std::string_view memory) {
                            return std::make_unique<eft::ExternalTerminal>(currency, memory);
                          }};
  return refuse(ErrorCode::invalid_argument, "not a terminal's protocol: " + device.profile);
}

eft::PaymentRequest request_of(const payments::CardPayment& payment, Currency currency) {
  eft::PaymentRequest request{.attempt = payment.id,
                              .kind = static_cast<eft::PaymentKind>(payment.kind),
                              .amount = Money{payment.amount, currency},
                              .reference = payment.reference,
                              .cashback = {},
                              .tip = {},
                              .original = {}};
  if (payment.cashback > 0) request.cashback = Money{payment.cashback, currency};
  if (payment.tip > 0) request.tip = Money{payment.tip, currency};
  if (payment.original)
    request.original = eft::TerminalReference{payment.original->terminal_id, payment.original->transaction,
                                              payment.original->receipt, payment.original->at};
  return request;
}

payments::CardResult result_of(const eft::Outcome& outcome) {
  payments::CardResult result;
  result.verdict = name_of(outcome.verdict);
  result.amount = outcome.amount;
  result.tip = outcome.tip;
  result.cashback = outcome.cashback;
  result.card = {outcome.card.brand, outcome.card.last_four, outcome.card.entry};
  result.terminal = {outcome.terminal.terminal_id, outcome.terminal.transaction, outcome.terminal.receipt,
                     outcome.terminal.at};
  result.approval_code = outcome.approval_code;
  result.signature_required = outcome.signature_required;
  result.learnt_later = outcome.learnt_later;
  result.person_needed = outcome.person_needed;
  result.words = outcome.text_key;
  result.code = outcome.code;
  result.detail = outcome.detail;
  return result;
}

std::vector<payments::TerminalLine> lines_of(const std::vector<eft::ReceiptLine>& lines) {
  std::vector<payments::TerminalLine> out;
  for (const eft::ReceiptLine& line : lines)
    out.push_back({static_cast<payments::TerminalLine::Copy>(line.copy), line.text, line.centred, line.double_width,
                   line.double_height, line.indent});
  return out;
}

std::optional<eft::ServiceKind> parse_service(std::string_view kind) {
  for (const ServiceName& row : service_names)
    if (row.name == kind) return row.kind;
  return std::nullopt;
}
std::string_view name_of(eft::ServiceKind kind) {
  for (const ServiceName& row : service_names)
    if (row.kind == kind) return row.name;
  check(false);
  return {};
}

payments::TerminalReport report_of(const devices::Device& device, const eft::ServiceReport& report) {
  constexpr std::array<std::string_view, 4> results{"done", "refused", "unknown", "notSent"};
  payments::TerminalReport out;
  out.device_row = device.row;
  out.device = device.id;
  out.kind = name_of(report.kind);
  out.result = results[static_cast<std::size_t>(report.result)];
  out.words = report.text_key;
  out.code = report.code;
  out.detail = report.detail;
  out.lines = lines_of(report.lines);
  if (!report.totals) return out;
  out.totals.emplace();
  for (const eft::BrandTotal& brand : report.totals->brands)
    out.totals->brands.push_back({brand.brand, brand.count, brand.amount});
  out.totals->count = report.totals->count;
  out.totals->amount = report.totals->amount;
  out.totals->first_receipt = report.totals->first_receipt;
  out.totals->last_receipt = report.totals->last_receipt;
  return out;
}

payments::TotalsComparison comparison_of(const eft::DayTotals& terminal,
                                         const std::vector<payments::BookedCard>& books) {
  constexpr std::array<std::string_view, 4> kinds{"amount", "notAtTerminal", "notInBooks", "brand"};
  std::vector<eft::BookedPayment> booked;
  for (const payments::BookedCard& card : books)
    booked.push_back({card.reference, card.brand, card.receipt, card.amount});
  const eft::DayComparison compared = eft::compare_day(terminal, booked);
  payments::TotalsComparison out;
  out.agrees = compared.agrees;
  out.terminal_amount = compared.terminal_amount;
  out.booked_amount = compared.booked_amount;
  for (const eft::DayDifference& each : compared.differences)
    out.differences.push_back(
        {std::string{kinds[static_cast<std::size_t>(each.kind)]}, each.reference, each.terminal, each.books});
  return out;
}

std::string_view name_of(eft::Question::Kind kind) {
  constexpr std::array<std::string_view, 5> names{"result", "confirmResult", "yesNo", "text", "menu"};
  return names[static_cast<std::size_t>(kind)];
}
}  // namespace holdfast::gateway
