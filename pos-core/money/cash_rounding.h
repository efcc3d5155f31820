#pragma once
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

#include "money/money.h"

namespace holdfast {
/// How an amount that is settled in cash meets the smallest coin. The rounding difference is a document line of its
/// own, outside the tax base; a card pays the exact amount.
struct CashRounding {
  std::int64_t step = 1;  ///< smallest coin in minor units; 1 rounds nothing
  Rounding mode = Rounding::half_up;
  friend bool operator==(const CashRounding&, const CashRounding&) = default;

  bool rounds() const { return step > 1; }
  Money rounded(Money amount) const { return {round_to_step(amount.minor(), step, mode), amount.currency()}; }
};

struct CashRoundingRow {
  std::string_view currency;
  std::string_view country;  ///< ISO 3166-1 alpha-2; empty: wherever the currency is used
  std::int64_t step;
  Rounding mode = Rounding::half_up;
};
/// Countries whose smallest coin is above the minor unit, by law or by custom of the trade.
std::span<const CashRoundingRow> cash_rounding_rows();
/// A row for the country wins over one for the currency; exact when there is neither.
CashRounding cash_rounding_for(Currency currency, std::string_view country);

/// What is left to pay in cash, once the tenders that pay exact amounts are taken off.
struct CashDue {
  Money exact;     ///< total minus the other tenders; negative when money goes back
  Money payable;   ///< what the drawer takes or gives
  Money rounding;  ///< payable minus exact
};
CashDue cash_due(Money total, Money paid_otherwise, const CashRounding& rule);

struct CashSettlement {
  Money rounding;  ///< joins the document; zero while cash does not settle it
  Money change;
  Money open;  ///< still to be paid
};
/// What handing over `tendered` in cash does. Rounding happens only when the cash settles the document: a part payment
/// in cash counts for exactly what was handed over. Change is what exceeds the rounded rest, so it is always payable
/// in coins when what was handed over is.
CashSettlement settle_cash(Money total, Money paid_otherwise, Money tendered, const CashRounding& rule);
}  // namespace holdfast
