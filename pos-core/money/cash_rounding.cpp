#include "money/cash_rounding.h"

#include <algorithm>
#include <array>

namespace holdfast {
namespace {
// Smallest coin in circulation, or the step the law or the trade's rule names. The euro itself is exact; some of its
// countries round. Steps are minor units: HUF and CZK have two decimals in ISO 4217 although none is minted.
constexpr auto rows = std::to_array<CashRoundingRow>({
    {"AUD", "", 5},   {"CAD", "", 5},
    {"CHF", "", 5},   {"CZK", "", 100},
    {"DKK", "", 50},  {"HKD", "", 10},
    {"HUF", "", 500}, {"ILS", "", 10},
    {"MYR", "", 5},   {"NOK", "", 100},
    {"NZD", "", 10},  {"SEK", "", 100},
    {"SGD", "", 5},   {"ZAR", "", 10, Rounding::down},
    {"EUR", "BE", 5}, {"EUR", "EE", 5},
    {"EUR", "FI", 5}, {"EUR", "IE", 5},
    {"EUR", "IT", 5}, {"EUR", "LT", 5},
    {"EUR", "NL", 5}, {"EUR", "SK", 5},
});

/// All three carry the sign of the document: a refund hands out negative cash.
bool settles(std::int64_t due, std::int64_t payable, std::int64_t tendered) {
  return due < 0 ? tendered <= payable : tendered >= payable;
}
}  // namespace

std::span<const CashRoundingRow> cash_rounding_rows() { return rows; }

CashRounding cash_rounding_for(Currency currency, std::string_view country) {
  CashRounding rule;
  for (const CashRoundingRow& row : rows) {
    if (row.currency != currency.code()) continue;
    if (row.country == country && !country.empty()) return {row.step, row.mode};
    if (row.country.empty()) rule = {row.step, row.mode};
  }
  return rule;
}

CashDue cash_due(Money total, Money paid_otherwise, const CashRounding& rule) {
  const Money exact = total - paid_otherwise;
  const Money payable = rule.rounded(exact);
  return {exact, payable, payable - exact};
}

CashSettlement settle_cash(Money total, Money paid_otherwise, Money tendered, const CashRounding& rule) {
  const CashDue due = cash_due(total, paid_otherwise, rule);
  const Money zero = Money::zero(total.currency());
  if (!settles(due.exact.minor(), due.payable.minor(), tendered.minor())) return {zero, zero, due.exact - tendered};
  return {due.rounding, tendered - due.payable, zero};
}
}  // namespace holdfast
