#include "eft/day_totals.h"

#include <algorithm>
#include <map>
#include <set>

namespace holdfast::eft {
namespace {
using Kind = DayDifference::Kind;

/// `Debit Mastercard` and `mc` are hard to bring together, `Visa` and `VISA` are not.
std::string folded(const std::string& brand) {
  std::string out;
  for (const char c : brand)
    if (c != ' ') out += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  return out;
}

constexpr std::int64_t longest_list = 1'000;

void list_missing_receipts(const DayTotals& terminal, const std::set<std::int64_t>& known, DayComparison& out) {
  if (!terminal.first_receipt || !terminal.last_receipt) return;
  const std::int64_t last = std::min(*terminal.last_receipt, *terminal.first_receipt + longest_list);
  for (std::int64_t number = *terminal.first_receipt; number <= last; ++number)
    if (!known.contains(number)) out.differences.push_back({Kind::not_in_books, std::to_string(number), 0, 0});
}
}  // namespace

DayComparison compare_day(const DayTotals& terminal, const std::vector<BookedPayment>& books) {
  DayComparison out;
  out.terminal_amount = terminal.amount;
  std::map<std::string, std::int64_t> by_brand;
  std::set<std::int64_t> known;
  for (const BookedPayment& payment : books) {
    out.booked_amount += payment.amount;
    by_brand[folded(payment.brand)] += payment.amount;
    if (payment.receipt) known.insert(*payment.receipt);
  }
  out.agrees = out.terminal_amount == out.booked_amount;
  if (!out.agrees) {
    std::int64_t explained = 0;
    for (const BookedPayment& payment : books) {
      if (!payment.receipt || !terminal.first_receipt || !terminal.last_receipt) continue;
      if (*payment.receipt >= *terminal.first_receipt && *payment.receipt <= *terminal.last_receipt) continue;
      out.differences.push_back({Kind::not_at_terminal, payment.reference, 0, payment.amount});
      explained += payment.amount;
    }
    if (out.terminal_amount != out.booked_amount - explained) {
      list_missing_receipts(terminal, known, out);
      out.differences.push_back({Kind::amount, "", out.terminal_amount, out.booked_amount});
    }
  }
  for (const BrandTotal& total : terminal.brands) {
    const auto ours = by_brand.find(folded(total.brand));
    const std::int64_t booked = ours == by_brand.end() ? 0 : ours->second;
    if (!out.agrees && booked != total.amount)
      out.differences.push_back({Kind::brand, total.brand, total.amount, booked});
  }
  return out;
}
}  // namespace holdfast::eft
