#pragma once
#include <cstdint>
#include <string>
#include <vector>

#include "money/rounding.h"

namespace holdfast::pricing {
struct Basket;
struct Rules;

enum class Stage : std::uint8_t {
  list_amount,        ///< quantity x list price
  agreed_price,       ///< what another unit price changed
  label_price,        ///< what the printed price changed
  line_discount,      ///< `rule` indexes the line's discounts
  coupon,             ///< `rule` indexes the basket's coupons
  document_discount,  ///< `rule` indexes the basket's discounts
  tax,                ///< `rule` indexes the rates; added to what is to pay
  included_tax,       ///< the same, inside the price already: the amount does not count
  tax_rounding,       ///< only level document_residual_net: what the document's rounding moved
  promotion,          ///< `rule` indexes the promotions of the rules
};
enum class Allocation : std::uint8_t { none, share, share_odd_unit };

/// One change of money, in order. Over all entries but included_tax the amounts lead from nothing to the total.
struct TrailEntry {
  Stage stage;
  Allocation allocation;  ///< how a share of a larger amount came about; _odd_unit: it was given a rounding unit
  Rounding rounding;
  std::uint32_t line;  ///< index into the basket's lines
  std::uint32_t rule;
  std::int64_t basis;   ///< what it was taken of, minor units
  std::int64_t amount;  ///< signed change, minor units
};
// In exact pricing basis and amount are shown rounded half up.
using Trail = std::vector<TrailEntry>;

/// A JSON array, one object an entry; the reason, the actor and the names come from basket and rules.
void append_trail_json(std::string& out, const Trail& trail, const Basket& basket, const Rules& rules);
}  // namespace holdfast::pricing
