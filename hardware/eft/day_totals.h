#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace holdfast::eft {
/// What a terminal says it has taken since its last end of day, minor units. Refunds count negative.
struct BrandTotal {
  std::string brand;
  std::int64_t count = 0;
  std::int64_t amount = 0;
  friend bool operator==(const BrandTotal&, const BrandTotal&) = default;
};
struct DayTotals {
  std::vector<BrandTotal> brands;
  std::int64_t count = 0;
  std::int64_t amount = 0;
  std::optional<std::int64_t> first_receipt;  ///< ZVT: the terminal's receipt numbers covered
  std::optional<std::int64_t> last_receipt;
  friend bool operator==(const DayTotals&, const DayTotals&) = default;
};

/// One card payment in the shift's books; amount negative for refunds and reversals.
struct BookedPayment {
  std::string reference;  ///< of the basket
  std::string brand;
  std::optional<std::int64_t> receipt;  ///< the terminal's
  std::int64_t amount = 0;
};
struct DayDifference {
  enum class Kind {
    amount,           ///< sums differ and no single payment explains it
    not_at_terminal,  ///< booked, but outside what the terminal counted
    not_in_books,     ///< a receipt number the terminal used and the shift does not know
    brand,            ///< a brand's sums differ although the whole agrees or is explained
  };
  Kind kind;
  std::string reference;  ///< of the basket, or the terminal's receipt number, or the brand
  std::int64_t terminal = 0;
  std::int64_t books = 0;
  friend bool operator==(const DayDifference&, const DayDifference&) = default;
};
struct DayComparison {
  bool agrees = false;
  std::int64_t terminal_amount = 0;
  std::int64_t booked_amount = 0;
  std::vector<DayDifference> differences;
};
/// Sums first, then payments by their reference. A receipt number missing from the books is only listed when the sums
/// differ: declined and aborted tries use numbers too.
DayComparison compare_day(const DayTotals& terminal, const std::vector<BookedPayment>& books);
}  // namespace holdfast::eft
