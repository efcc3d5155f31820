#pragma once
#include <cstdint>
#include <memory>

#include "money/allocation.h"
#include "promotions/rule_set.h"
#include "taxes/tax.h"

namespace holdfast::pricing {
/// What quantity times unit price is rounded to; names as in the pricing cases.
enum class LineAmount : std::uint8_t {
  round,  ///< the product, once
  unit,   ///< the unit price, then multiplied
  exact,  ///< nothing before the document: only price_exact()
};
/// Which number of a line's discount is rounded; names as in the pricing cases.
enum class DiscountRounding : std::uint8_t {
  order_discount,  ///< a percentage over several lines is one rounded amount, then spread; single lines as
                   ///< line_discount
  line_discount,   ///< the discount of each line is rounded and taken off
  line_price,      ///< what is left of each line is rounded
  unit_discount,   ///< the discount of one unit is rounded, then times the quantity
  unit_price,      ///< what is left of one unit is rounded, then times the quantity
  exact,           ///< not rounded: only price_exact()
};
/// How one discount and the next work together.
enum class Stacking : std::uint8_t {
  sequential,     ///< each on what the one before left
  additive,       ///< each on the undiscounted amount
  best_per_line,  ///< of the promotions only the one that takes most off a line stays there
};
enum class AllocationWeight : std::uint8_t { amount, quantity };

/// Everything besides the basket that decides a price: a snapshot, loaded once and shared by all baskets.
struct Rules {
  taxes::TaxRegime regime;
  taxes::TaxTable taxes;
  Rounding rounding = Rounding::half_up;
  DiscountRounding discount_rounding = DiscountRounding::order_discount;
  Stacking stacking = Stacking::sequential;
  LineAmount line_amount = LineAmount::round;
  AllocationPolicy allocation = AllocationPolicy::largest_remainder;
  AllocationWeight allocation_weight = AllocationWeight::amount;
  std::shared_ptr<const promotions::RuleSet> promotions = nullptr;  ///< none: there are no promotions

  bool exact() const {
    return line_amount == LineAmount::exact || discount_rounding == DiscountRounding::exact ||
           allocation == AllocationPolicy::exact;
  }
};
}  // namespace holdfast::pricing
