#pragma once
#include <cstdint>

#include "taxes/tax.h"

namespace holdfast::pricing {
/// Which number of a line's discount is rounded; names as in the pricing cases.
enum class DiscountRounding : std::uint8_t {
  order_discount,  ///< a percentage over several lines is one rounded amount, then spread; single lines as
                   ///< line_discount
  line_discount,   ///< the discount of each line is rounded and taken off
  line_price,      ///< what is left of each line is rounded
  unit_discount,   ///< the discount of one unit is rounded, then times the quantity
  unit_price,      ///< what is left of one unit is rounded, then times the quantity
};
/// What a later coupon's percentage is taken of.
enum class Stacking : std::uint8_t { sequential, additive };

/// Everything besides the basket that decides a price: a snapshot, loaded once and shared by all baskets.
struct Rules {
  taxes::TaxRegime regime;
  taxes::TaxTable taxes;
  Rounding rounding = Rounding::half_up;
  DiscountRounding discount_rounding = DiscountRounding::order_discount;
  Stacking stacking = Stacking::sequential;
};
}  // namespace holdfast::pricing
