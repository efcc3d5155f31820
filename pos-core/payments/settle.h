#pragma once
#include <optional>
#include <string>
#include <vector>

#include "base/result.h"
#include "payments/tender.h"

namespace holdfast::payments {
/// One payment as the cashier entered it. For cash `amount` is what was handed over; without an amount it takes what is
/// still due (at most one payment may do so). Refunds are positive amounts too: the sign of the total decides.
struct Offer {
  const Tender* tender = nullptr;
  std::optional<std::int64_t> amount;           ///< store currency, minor units
  std::optional<std::int64_t> foreign_amount;   ///< of foreign cash, its own minor units
  std::optional<std::string> reference;
};

struct Settled {
  const Tender* tender = nullptr;
  std::int64_t amount = 0;                      ///< what it settles; negative: paid back
  std::int64_t tendered = 0;
  std::optional<std::int64_t> foreign_amount;
  std::optional<std::string> reference;
};

/// Sum of amounts = total + rounding; sum tendered - change = total + rounding.
struct Settlement {
  std::vector<Settled> payments;
  std::int64_t rounding = 0;                    ///< of the part that is settled in cash, and of nothing else
  std::int64_t change = 0;
  std::int64_t paid = 0;                        ///< sum tendered
};

/// Pure. `total` negative: money goes back, mirrored. Refuses underpaid, overpaid (only cash gives change), tender_refused
/// and limit_exceeded; the detail says what is missing, in minor units of `currency`.
Result<Settlement> settle(Money total, const std::vector<Offer>& offers);
/// A foreign amount in the store's currency at the stored rate.
std::int64_t exchanged(std::int64_t foreign_minor, const Tender& tender, Currency store, Currency foreign);
}  // namespace holdfast::payments
