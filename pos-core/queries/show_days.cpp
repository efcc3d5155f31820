#include "queries/show_days.h"

#include <algorithm>

#include "money/money.h"

namespace holdfast::queries {
namespace {
constexpr std::size_t width = 42;

class Page {
 public:
  explicit Page(Currency currency) : currency_{currency} {}
  std::string out;
  void line(std::string_view text) { out.append(text).append("\n"); }
  void centred(std::string_view text) {
    out.append(text.size() < width ? (width - text.size()) / 2 : 0, ' ');
    line(text);
  }
  void pair(std::string_view left, std::string_view right) {
    out.append(left).append(left.size() + right.size() < width ? width - left.size() - right.size() : 1, ' ');
    line(right);
  }
  void amount(std::string_view left, std::int64_t minor) { pair(left, to_decimal(Money{minor, currency_})); }
  void count(std::string_view left, std::int64_t number) { pair(left, std::to_string(number)); }
  void rule() { line(std::string(width, '-')); }
  /// Long digits in lines of their own.
  void digits(std::string_view label, std::string_view text) {
    line(label);
    for (std::size_t at = 0; at < text.size(); at += 32) line("  " + std::string{text.substr(at, 32)});
  }

 private:
  Currency currency_;
};

void append_register(Page& page, const fiscal::SealedRegister& reg) {
  page.rule();
  page.line("Register " + std::to_string(reg.number));
  if (reg.last < reg.first)
    page.line("  nothing sold");
  else
    page.pair("  Records", std::to_string(reg.first) + " - " + std::to_string(reg.last));
  if (!reg.first_receipt.empty()) page.pair("  Receipts", reg.first_receipt + " - " + reg.last_receipt);
  for (const fiscal::SealedRegister::Gap& gap : reg.gaps)
    page.line("  Gap before " + gap.before + ": " +
              (gap.reason == "restored" ? "a backup was put in place" : gap.reason));
  page.amount("  Total", reg.total);
  page.amount("  of it tax", reg.tax);
  if (reg.cash.shifts == 0) return;
  page.count("  Shifts closed", reg.cash.shifts);
  page.amount("  Cash expected", reg.cash.expected);
  page.amount("  Cash counted", reg.cash.counted);
  page.amount("  Difference", reg.cash.variance);
}
}  // namespace

void append_day(JsonWriter& json, const daybook::StoredSeal& seal, int utc_offset_min) {
  const auto parsed = fiscal::parse_seal(seal.document);
  json.begin_object().member("number", seal.number).member("businessDate", seal.business_date);
  json.key("closedAt")
      .time(seal.closed, utc_offset_min)
      .member("sha256", to_hex(seal.sha))
      .member("generation", seal.generation);
  json.member("key", parsed ? parsed->key : std::string{}).member("signature", to_hex(seal.signature));
  json.key("seal").raw(seal.document).end_object();
}

std::string open_day(db::Connection& connection, const Site& site, Instant now, int utc_offset_min) {
  daybook::OpenDay day = daybook::load_open_day(connection, site);
  const auto last = daybook::newest_seal(connection);
  day.draft.number = last ? last->number + 1 : 1;
  day.draft.business_date = to_date(now, utc_offset_min);
  day.draft.closed_at = to_rfc3339(now, utc_offset_min);
  if (last) day.draft.previous = last->sha;
  return to_document(day.draft);
}

std::string day_text(const daybook::StoredSeal& stored, const Site& site) {
  const auto parsed = fiscal::parse_seal(stored.document);
  if (!parsed) return "The seal cannot be read.\n";
  const fiscal::Seal& seal = *parsed;
  Page page{site.currency};
  page.centred(site.name);
  page.centred("DAY SEAL " + std::to_string(seal.number));
  page.pair("Business day", seal.business_date);
  page.pair("Closed", seal.closed_at.substr(0, 19));
  if (!seal.closed_by.empty()) page.pair("By", seal.closed_by);
  for (const fiscal::SealedRegister& reg : seal.registers) append_register(page, reg);
  page.rule();
  page.count("Records", seal.records);
  page.amount("Total", seal.total);
  for (const fiscal::Seal::OpenShift& shift : seal.open_shifts)
    page.amount("Open shift " + std::to_string(shift.number) + ", cash", shift.expected);
  page.count("Not at the hub yet, orders", seal.unsent.orders);
  if (seal.unsent.orders != 0) page.amount("  their amount", seal.unsent.amount);
  if (seal.unregistered != 0) page.count("Not told the fiscal unit yet", seal.unregistered);
  page.rule();
  page.digits("Root of all records", to_hex(seal.root));
  page.digits("Seal before", to_hex(seal.previous));
  page.digits("This seal (SHA-256)", to_hex(stored.sha));
  page.pair("Signed by key " + std::to_string(seal.generation), seal.key);
  return page.out;
}

}  // namespace holdfast::queries
