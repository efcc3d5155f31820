#pragma once
#include <span>
#include <vector>

#include "money/quantity.h"
#include "pricing/priced_basket.h"

namespace holdfast::pricing {
/// A sold line as its receipt stores it, and the part of it that has been given back so far. One column a figure that
/// is shared out: the net is not among them, it is gross minus tax.
struct RefundColumns {
  Money gross;
  Money discount;
  std::vector<Money> taxes;        ///< one a tax of the line, in the line's order
  std::vector<Money> adjustments;  ///< one an adjustment, in the line's order
  friend bool operator==(const RefundColumns&, const RefundColumns&) = default;

  Money tax() const;
  Money net() const { return gross - tax(); }
};
/// The same shape with nothing in it.
RefundColumns nothing_of(const RefundColumns& sold);

/// The columns of a line as it was priced.
RefundColumns paid_columns(const PricedLine& line);

struct SoldLine {
  Quantity sold;           ///< of the line; not zero
  Quantity returned;       ///< before this return
  RefundColumns paid;      ///< for all of `sold`
  RefundColumns refunded;  ///< for all of `returned`
};

/// What goes back for `quantity` more units (same sign as the line's), as positive figures of the sold line:
/// round(paid x returned / sold) - refunded before, in every column. The last unit gets the rest, so returning
/// everything gives back exactly what was paid. check(): quantity is within what is left.
RefundColumns refund_share(const SoldLine& line, Quantity quantity, Rounding rounding = Rounding::half_up);
/// The unrounded share: what a quotation shows, never what is paid out.
Rational exact_refund_share(Money paid, Quantity quantity, Quantity sold);
}  // namespace holdfast::pricing
