#include "queries/day_page.h"

#include <array>

#include "base/utf8.h"
#include "fiscal/seal.h"
#include "money/money.h"

namespace holdfast::queries {
namespace {
constexpr std::size_t width = 42;

enum class Word : std::uint8_t {
  unreadable,
  seal,
  business_day,
  closed,
  by,
  reg,
  nothing_sold,
  records,
  receipts,
  gap_before,
  restored,
  total,
  of_it_tax,
  shifts_closed,
  cash_expected,
  cash_counted,
  difference,
  open_shift,
  cash,
  not_at_hub,
  their_amount,
  not_told_unit,
  root,
  seal_before,
  this_seal,
  signed_by_key,
};
constexpr std::size_t word_count = static_cast<std::size_t>(Word::signed_by_key) + 1;
struct Row {
  std::string_view en, fr, ar;
  constexpr std::string_view in(receipts::Language language) const {
    switch (language) {
      case receipts::Language::en:
        return en;
      case receipts::Language::fr:
        return fr;
      case receipts::Language::ar:
        return ar;
    }
    return en;
  }
};

constexpr std::array<Row, word_count> words{
    {{"The seal cannot be read.", "Le scellé est illisible.", "تعذرت قراءة الختم."},
     {"DAY SEAL", "SCELLÉ DU JOUR", "ختم اليوم"},
     {"Business day", "Journée", "يوم العمل"},
     {"Closed", "Clôturée", "أُغلق"},
     {"By", "Par", "بواسطة"},
     {"Register", "Caisse", "نقطة البيع"},
     {"nothing sold", "rien vendu", "لم يُبع شيء"},
     {"Records", "Enregistrements", "القيود"},
     {"Receipts", "Tickets", "الإيصالات"},
     {"Gap before", "Lacune avant", "فجوة قبل"},
     {"a backup was put in place", "une sauvegarde a été restaurée", "استُعيدت نسخة احتياطية"},
     {"Total", "Total", "الإجمالي"},
     {"of it tax", "dont taxe", "منه ضريبة"},
     {"Shifts closed", "Services clos", "الورديات المغلقة"},
     {"Cash expected", "Espèces attendues", "النقد المتوقع"},
     {"Cash counted", "Espèces comptées", "النقد المعدود"},
     {"Difference", "Écart", "الفرق"},
     {"Open shift", "Service ouvert", "وردية مفتوحة"},
     {"cash", "espèces", "نقد"},
     {"Not at the hub yet, orders", "Pas encore au hub, ventes", "لم تصل المركز بعد، طلبات"},
     {"their amount", "leur montant", "مبلغها"},
     {"Not told the fiscal unit yet", "Pas encore à l’unité fiscale", "لم تُبلَّغ الوحدة الضريبية بعد"},
     {"Root of all records", "Racine de tous les enregistrements", "جذر كل القيود"},
     {"Seal before", "Scellé précédent", "الختم السابق"},
     {"This seal (SHA-256)", "Ce scellé (SHA-256)", "هذا الختم (SHA-256)"},
     {"Signed by key", "Signé par la clé", "وُقّع بالمفتاح"}}};

class Page {
 public:
  Page(Currency currency, receipts::Language language) : currency_{currency}, language_{language} {}
  std::string out;
  std::string_view operator[](Word word) const { return words[static_cast<std::size_t>(word)].in(language_); }
  std::string numbered(Word word, std::int64_t number) const {
    return std::string{(*this)[word]} + " " + std::to_string(number);
  }
  /// Figures run from left to right in a line that does not: dates, receipt numbers and minus signs stay as they are.
  std::string figure(std::string_view text) const {
    if (!receipts::right_to_left(language_)) return std::string{text};
    return "\u2066" + std::string{text} + "\u2069";
  }
  void line(std::string_view text) { out.append(text).append("\n"); }
  void centred(std::string_view text) {
    const std::size_t length = utf8_count(text);
    out.append(length < width ? (width - length) / 2 : 0, ' ');
    line(text);
  }
  void pair(std::string_view left, std::string_view right) {
    const std::size_t length = utf8_count(left) + utf8_count(right);
    out.append(left).append(length < width ? width - length : 1, ' ');
    line(figure(right));
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
  receipts::Language language_;
};

void append_register(Page& page, const fiscal::SealedRegister& reg) {
  const auto within = [&](Word word) { return "  " + std::string{page[word]}; };
  page.rule();
  page.line(page.numbered(Word::reg, reg.number));
  if (reg.last < reg.first)
    page.line(within(Word::nothing_sold));
  else
    page.pair(within(Word::records), std::to_string(reg.first) + " - " + std::to_string(reg.last));
  if (!reg.first_receipt.empty()) page.pair(within(Word::receipts), reg.first_receipt + " - " + reg.last_receipt);
  for (const fiscal::SealedRegister::Gap& gap : reg.gaps)
    page.line(within(Word::gap_before) + " " + page.figure(gap.before) + ": " +
              (gap.reason == "restored" ? std::string{page[Word::restored]} : gap.reason));
  page.amount(within(Word::total), reg.total);
  page.amount(within(Word::of_it_tax), reg.tax);
  if (reg.cash.shifts == 0) return;
  page.count(within(Word::shifts_closed), reg.cash.shifts);
  page.amount(within(Word::cash_expected), reg.cash.expected);
  page.amount(within(Word::cash_counted), reg.cash.counted);
  page.amount(within(Word::difference), reg.cash.variance);
}
}  // namespace

std::string day_page(const daybook::StoredSeal& stored, const Site& site, receipts::Language language) {
  Page page{site.currency, language};
  const auto parsed = fiscal::parse_seal(stored.document);
  if (!parsed) return std::string{page[Word::unreadable]} + "\n";
  const fiscal::Seal& seal = *parsed;
  page.centred(site.name);
  page.centred(page.numbered(Word::seal, seal.number));
  page.pair(page[Word::business_day], seal.business_date);
  page.pair(page[Word::closed], seal.closed_at.substr(0, 19));
  if (!seal.closed_by.empty()) page.pair(page[Word::by], seal.closed_by);
  for (const fiscal::SealedRegister& reg : seal.registers) append_register(page, reg);
  page.rule();
  page.count(page[Word::records], seal.records);
  page.amount(page[Word::total], seal.total);
  for (const fiscal::Seal::OpenShift& shift : seal.open_shifts)
    page.amount(page.numbered(Word::open_shift, shift.number) + ", " + std::string{page[Word::cash]}, shift.expected);
  page.count(page[Word::not_at_hub], seal.unsent.orders);
  if (seal.unsent.orders != 0) page.amount("  " + std::string{page[Word::their_amount]}, seal.unsent.amount);
  if (seal.unregistered != 0) page.count(page[Word::not_told_unit], seal.unregistered);
  page.rule();
  page.digits(page[Word::root], to_hex(seal.root));
  page.digits(page[Word::seal_before], to_hex(seal.previous));
  page.digits(page[Word::this_seal], to_hex(stored.sha));
  page.pair(page.numbered(Word::signed_by_key, seal.generation), seal.key);
  return page.out;
}
}  // namespace holdfast::queries
