#pragma once
#include <cstdint>
#include <vector>

#include "pricing/evaluation.h"
#include "pricing/trail.h"
#include "taxes/compute_taxes.h"

namespace holdfast::pricing {
/// A line's part of one discount; stored for good: returns, tax and reports read it and nothing allocates again.
struct Adjustment {
  Stage stage;         ///< line_discount, promotion, coupon or document_discount
  std::uint32_t rule;  ///< index into the line's discounts, the rules' promotions, the basket's coupons or discounts
  Money amount;        ///< what it took off; negative on a return line
  friend bool operator==(const Adjustment&, const Adjustment&) = default;
};

/// Every figure of a return line is negative. subtotal - discount = amount; net + tax = gross.
struct PricedLine {
  std::uint32_t key;
  Quantity quantity;
  Money unit_price;
  Money subtotal;  ///< before discounts
  Money discount;  ///< all adjustments; of the line's sign
  Money amount;    ///< what is left, in the price's basis
  Money net;
  Money tax;
  Money gross;
  std::vector<taxes::LineTax> taxes;
  std::vector<Adjustment> adjustments;
};

/// What a promotion, coupon or document discount came to over all lines; zero: it gave nothing (a coupon is then
/// rejected).
struct Deduction {
  Stage stage;
  std::uint32_t rule;
  Money amount;
};

struct PricedBasket {
  std::vector<PricedLine> lines;
  Money subtotal;
  Money discount;
  Money net;
  Money tax;
  Money total;                        ///< gross: what is to be paid before any cash rounding
  std::vector<taxes::LineTax> taxes;  ///< one row a tax, in order of the rates
  std::vector<Deduction> deductions;  ///< in the order they worked
  Trail trail;
  std::vector<Refused> refused;  ///< promotions that were looked at and took nothing, with the reason
};
}  // namespace holdfast::pricing
