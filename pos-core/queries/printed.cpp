#include "queries/printed.h"

#include <array>

#include "daybook/fiscal_rows.h"
#include "orders/order_rows.h"
#include "payments/card_payment_rows.h"
#include "receipts/receipt_keys.h"
#include "receipts/sign_order.h"
#include "receipts/written.h"
#include "stored_value/ledger.h"

namespace holdfast::queries {
namespace {
using receipts::Row;
using shifts::Total;

/// For money that goes in or out: cash, and what a card hands out.
bool opens_drawer(const orders::Order& order, const std::vector<payments::Tender>& tenders) {
  for (const orders::Payment& payment : order.payments) {
    if (payment.card && payment.card->cashback != 0) return true;
    for (const payments::Tender& tender : tenders)
      if (tender.id == payment.tender_id && tender.opens_drawer) return true;
  }
  return false;
}

std::string original_of(db::Connection& connection, const orders::Order& order) {
  if (!order.original) return {};
  const auto original = orders::load(connection, *order.original);
  return original && original->receipt ? orders::receipt_number(original->register_number, *original->receipt)
                                       : std::string{};
}

/// The lines of each card payment, of the one copy.
std::vector<std::vector<payments::TerminalLine>> terminal_receipts_of(db::Connection& connection,
                                                                      const orders::Order& order, bool merchant) {
  using Copy = payments::TerminalLine::Copy;
  std::vector<std::vector<payments::TerminalLine>> out;
  for (const orders::Payment& payment : order.payments) {
    if (!payment.attempt_row) continue;
    const auto attempt = payments::load_card_payment(connection, *payment.attempt_row);
    if (!attempt) continue;
    std::vector<payments::TerminalLine> lines;
    for (const payments::TerminalLine& line : attempt->lines)
      if (line.copy == (merchant ? Copy::merchant : Copy::customer)) lines.push_back(line);
    if (!lines.empty()) out.push_back(std::move(lines));
  }
  return out;
}

/// Only the original carries them: a copy of the paper is no second card. New cards that were sold, and store credit that
/// was paid back to.
std::vector<std::pair<Uuid, std::string>> card_codes_of(db::Connection& connection, const orders::Order& order, const Site& site) {
  std::vector<std::pair<Uuid, std::string>> out;
  const auto add = [&](const Uuid& id) {
    const auto account = stored_value::find(connection, id);
    if (!account || !account->own_code) return;
    const auto kind = account->kind == stored_value::AccountKind::store_credit ? stored_value::CodeKind::store_credit
                                                                                : stored_value::CodeKind::gift_card;
    out.emplace_back(id, stored_value::written_code(stored_value::code_of(id, kind, {site.card_key})));
  };
  if (order.kind == orders::Kind::void_) return out;
  for (const orders::Item& item : order.items)
    if (item.card && item.total > 0) add(item.card->id);
  for (const orders::Payment& payment : order.payments)
    if (payment.value && payment.amount < 0 && payment.value->kind == "store_credit") add(payment.value->account);
  return out;
}

std::optional<receipts::Options::Points> points_of(db::Connection& connection, const orders::Order& order) {
  if (!order.person_row) return std::nullopt;
  db::Statement& row = connection.prepare(
      "SELECT (SELECT sum(iif(e.kind IN ('earn', 'reverse'), e.amount, 0)) FROM value_entry e WHERE e.order_id = ?1 AND e.account_id = "
      "a.id), (SELECT e.balance FROM value_entry e WHERE e.order_id = ?1 AND e.account_id = a.id ORDER BY e.id DESC LIMIT 1) FROM "
      "value_account a WHERE a.person_id = ?2 AND a.kind = 'points' AND EXISTS (SELECT 1 FROM value_entry e WHERE e.order_id = ?1 AND "
      "e.account_id = a.id)");
  std::optional<receipts::Options::Points> points;
  if (row.all(order.row, order.person_row).step()) points = receipts::Options::Points{row.integer(0), row.integer(1)};
  row.reset();
  return points;
}

/// What the fiscal unit made of it: its code, and the regulation's words where the unit was out of order.
void append_fiscal(db::Connection& connection, const orders::Order& order, receipts::Receipt& receipt) {
  const auto told = daybook::receipt_of_order(connection, order.row);
  if (!told || told->jws.empty()) return;
  const auto add = [&](Row::Kind kind, std::string text) {
    Row row;
    row.kind = kind;
    row.left = std::move(text);
    row.align = Row::Align::center;
    receipt.rows.push_back(std::move(row));
  };
  add(Row::Kind::qr, fiscal::rksv::machine_code(told->jws));
  if (fiscal::rksv::device_was_out(told->jws)) add(Row::Kind::text, "Sicherheitseinrichtung ausgefallen");
}

enum class Word : std::uint8_t {
  x_report,
  z_report,
  till,
  shift,
  opened,
  closed,
  printed,
  training,
  sales,
  returns,
  voids,
  discounts,
  gross,
  net,
  tax,
  rounding,
  opening_cash,
  pay_in,
  pay_out,
  drop,
  no_sale,
  expected,
  counted,
  difference,
  receipts,
  tips,
};
struct Words {
  std::string_view en, fr, ar;
};
constexpr std::array<Words, static_cast<std::size_t>(Word::tips) + 1> catalogue{{
    {"X REPORT", "RAPPORT X", "تقرير X"},
    {"Z REPORT", "RAPPORT Z", "تقرير Z"},
    {"Till", "Caisse", "صندوق"},
    {"Shift", "Session", "الوردية"},
    {"Opened", "Ouverte", "فُتحت"},
    {"Closed", "Fermée", "أُغلقت"},
    {"Printed", "Imprimé", "طُبع"},
    {"TRAINING", "FORMATION", "تدريب"},
    {"Sales", "Ventes", "المبيعات"},
    {"Returns", "Retours", "المرتجعات"},
    {"Voids", "Annulations", "الإلغاءات"},
    {"Discounts", "Remises", "الخصومات"},
    {"Gross", "TTC", "الشامل"},
    {"Net", "HT", "الصافي"},
    {"Tax", "Taxe", "الضريبة"},
    {"Cash rounding", "Arrondi espèces", "تقريب نقدي"},
    {"Opening cash", "Fonds de caisse", "نقد الافتتاح"},
    {"Paid in", "Entrées", "إيداع"},
    {"Paid out", "Sorties", "صرف"},
    {"Drops", "Prélèvements", "سحب للخزنة"},
    {"Drawer opened, no sale", "Ouvertures sans vente", "فتح بلا بيع"},
    {"Cash expected", "Espèces attendues", "النقد المتوقع"},
    {"Cash counted", "Espèces comptées", "النقد المعدود"},
    {"Difference", "Écart", "الفرق"},
    {"Receipts", "Tickets", "الإيصالات"},
    {"Tips", "Pourboires", "الإكراميات"},
}};

std::string tender_name(db::Connection& connection, const std::string& code) {
  db::Statement& row = connection.prepare("SELECT name FROM tender WHERE code = ?");
  std::string name = row.all(code).step() ? row.string(0) : code;
  row.reset();
  return name;
}

/// Lays out one report; amounts are written as on receipts.
class Report {
 public:
  Report(const Site& site, const receipts::Locale& locale) : site_{site}, locale_{locale} {}
  std::vector<Row> rows;

  std::string word(Word name) const {
    const Words& words = catalogue[static_cast<std::size_t>(name)];
    switch (locale_.language) {
      case receipts::Language::en:
        return std::string{words.en};
      case receipts::Language::fr:
        return std::string{words.fr};
      case receipts::Language::ar:
        return std::string{words.ar};
    }
    return std::string{words.en};
  }
  void centred(std::string text, bool large = false) {
    Row row;
    row.left = std::move(text);
    row.align = Row::Align::center;
    row.bold = row.large = large;
    rows.push_back(std::move(row));
  }
  void pair(std::string left, std::string right, bool bold = false) {
    Row row;
    row.kind = Row::Kind::columns;
    row.left = std::move(left);
    row.right = std::move(right);
    row.bold = bold;
    rows.push_back(std::move(row));
  }
  void amount(std::string left, std::int64_t minor, bool bold = false) {
    pair(std::move(left), receipts::write_amount(Money{minor, site_.currency}, locale_), bold);
  }
  void rule() { rows.emplace_back().kind = Row::Kind::rule; }
  void time(Word name, Instant at, int offset) { pair(word(name), receipts::write_time(at, offset, locale_)); }
  /// The totals of one kind, with how many.
  std::int64_t sum(const std::vector<Total>& totals, std::string_view kind, Word name) {
    std::int64_t count = 0, minor = 0;
    for (const Total& total : totals) {
      if (total.kind != kind) continue;
      count += total.count;
      minor += total.amount;
    }
    if (count != 0) amount(word(name) + " (" + std::to_string(count) + ")", minor);
    return minor;
  }
  /// The same in parts, where there is more than one.
  void by_tender(db::Connection& connection, const std::vector<Total>& totals, std::string_view kind) {
    std::size_t parts = 0;
    for (const Total& total : totals) parts += total.kind == kind ? 1 : 0;
    for (const Total& total : totals)
      if (total.kind == kind && parts > 1) {
        amount(tender_name(connection, total.key), total.amount);
        rows.back().indent = 1;
      }
  }

 private:
  const Site& site_;
  const receipts::Locale& locale_;
};
}  // namespace

receipts::Receipt receipt_of(db::Connection& connection, const orders::Order& order, const Site& site,
                             const ReceiptWish& wish) {
  receipts::Options options;
  options.copy = wish.copy;
  options.gift = wish.gift;
  options.locale = wish.locale;
  options.tenders = payments::load_tenders(connection);
  options.opens_drawer = wish.copy == 0 && opens_drawer(order, options.tenders);
  options.training = site.training;
  options.original_receipt = original_of(connection, order);
  options.merchant_copy = wish.merchant;
  const bool signs = order.receipt && !wish.merchant && !wish.gift && !site.training &&
                     (order.kind == orders::Kind::sale || order.kind == orders::Kind::exchange);
  if (const auto key = signs ? receipts::find_signing_key(connection) : std::nullopt)
    options.signed_code = receipts::sign(receipts::signed_receipt_of(order), *key);
  options.terminal_receipts = terminal_receipts_of(connection, order, wish.merchant);
  if (wish.copy == 0 && !wish.gift) options.card_codes = card_codes_of(connection, order, site);
  options.points = points_of(connection, order);
  receipts::Receipt receipt = receipts::make_receipt(order, site, options);
  if (!wish.merchant && !wish.gift && order.row != 0) append_fiscal(connection, order, receipt);
  return receipt;
}

receipts::Receipt report_of(db::Connection& connection, const shifts::Shift& shift, const Site& site,
                            const receipts::Locale& locale, Instant now, int utc_offset_min) {
  namespace total = shifts::total;
  const auto totals = shifts::totals(connection, shift.row);
  Report report{site, locale};
  report.centred(site.name);
  report.centred(report.word(shift.open ? Word::x_report : Word::z_report), true);
  if (site.training) report.centred(report.word(Word::training), true);
  report.pair(report.word(Word::till) + " " + std::to_string(shift.register_number),
              report.word(Word::shift) + " " + std::to_string(shift.number));
  report.time(Word::opened, shift.opened_at, utc_offset_min);
  if (shift.closed_at) report.time(Word::closed, *shift.closed_at, utc_offset_min);
  report.time(Word::printed, now, utc_offset_min);
  report.rule();
  std::int64_t gross = report.sum(totals, total::sale, Word::sales);
  gross += report.sum(totals, total::return_, Word::returns);
  gross += report.sum(totals, total::void_, Word::voids);
  (void)report.sum(totals, total::discount, Word::discounts);
  std::int64_t tax = 0;
  for (const Total& each : totals) tax += each.kind == total::tax ? each.amount : 0;
  report.amount(report.word(Word::gross), gross, true);
  report.amount(report.word(Word::net), gross - tax);
  for (const Total& each : totals)
    if (each.kind == total::tax) report.amount(report.word(Word::tax) + " " + each.key, each.amount);
  report.rule();
  for (const Total& each : totals)
    if (each.kind == total::tender)
      report.amount(tender_name(connection, each.key) + " (" + std::to_string(each.count) + ")", each.amount);
  (void)report.sum(totals, total::tip, Word::tips);
  report.by_tender(connection, totals, total::tip);
  (void)report.sum(totals, total::rounding, Word::rounding);
  report.rule();
  report.amount(report.word(Word::opening_cash), shift.opening_cash);
  (void)report.sum(totals, total::pay_in, Word::pay_in);
  (void)report.sum(totals, total::pay_out, Word::pay_out);
  (void)report.sum(totals, total::drop, Word::drop);
  (void)report.sum(totals, total::no_sale, Word::no_sale);
  if (!shift.open || !site.policy.blind_close) report.amount(report.word(Word::expected), shift.expected_cash, true);
  if (shift.counted_cash) {
    report.amount(report.word(Word::counted), *shift.counted_cash);
    report.amount(report.word(Word::difference), *shift.variance(), true);
  }
  if (shift.first_receipt)
    report.pair(report.word(Word::receipts), orders::receipt_number(shift.register_number, *shift.first_receipt) +
                                                 " - " +
                                                 orders::receipt_number(shift.register_number, *shift.last_receipt));
  receipts::Receipt out;
  out.number = std::to_string(shift.register_number) + "/" + std::to_string(shift.number);
  out.currency = shift.currency;
  out.issued_at = to_rfc3339(now, utc_offset_min);
  out.locale = locale;
  out.rows = std::move(report.rows);
  return out;
}
}  // namespace holdfast::queries
