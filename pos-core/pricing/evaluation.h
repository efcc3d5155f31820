#pragma once
#include <cstdint>
#include <string_view>
#include <utility>
#include <vector>

#include "money/rational.h"
#include "pricing/basket.h"
#include "pricing/rules.h"
#include "pricing/trail.h"

namespace holdfast::pricing {
/// What one discount took off one line, for good: returns, tax and reports read it and nothing allocates it again.
struct Taken {
  std::uint32_t line;
  Stage stage;
  std::uint32_t rule;
  Rational amount;  ///< of the line's sign
};
/// What one discount came to over all lines.
struct Total {
  Stage stage;
  std::uint32_t rule;
  Rational amount;
};

/// Why a promotion that was looked at took nothing.
enum class Why : std::uint8_t {
  not_yet,          ///< before its first day
  over,             ///< after its last
  off_hours,        ///< outside its schedule
  channel,          ///< for other sales channels
  customer_group,   ///< for other customers
  tender,           ///< for other means of payment
  currency,         ///< for another currency
  no_coupon,        ///< needs a code that was not presented
  used_up,          ///< no uses left, or none for this customer
  min_amount,       ///< too little is bought
  min_quantity,     ///< too few units are bought
  contains,         ///< something it asks for is not in the basket
  nth_order,        ///< for another order of the customer
  exclusive,        ///< another promotion runs alone
  stopped,          ///< an earlier promotion lets nothing follow
  not_combinable,   ///< does not go together with one that was applied
  better,           ///< another one of its group takes more off
  nothing_to_take,  ///< nothing it is about is left with an amount
  over_budget,      ///< would pass what is left of its budget
  not_in_basket,    ///< nothing it is about is in the basket
};
std::string_view name_of(Why why);

struct Refused {
  std::uint32_t rule;  ///< index into the promotions
  Why why;
};

/// The basket on its way through the stages, all amounts exact and in minor units. Lines keep their places, so an
/// index means the same line everywhere.
struct Evaluation {
  const Basket& basket;
  const Rules& rules;
  std::vector<Rational> quantities;  ///< with the sign of the line
  std::vector<Rational> subtotals;   ///< before discounts
  std::vector<Rational> amounts;     ///< what is left
  std::vector<Taken> taken;          ///< in the order it happened
  std::vector<Total> totals;         ///< the same, a zero: it gave nothing
  std::vector<Refused> refused;      ///< promotions only
  Trail trail;
  std::vector<std::int64_t> consumed = {};  ///< whole units that a deal has used up, by line
  std::vector<Rational> consumed_off = {};  ///< what those deals took off: the other units still cost their full price
  std::vector<Rational> undiscounted = {};  ///< amounts when the promotions' turn came

  bool rounds() const { return rules.discount_rounding != DiscountRounding::exact; }
  /// An amount as the rules count: whole, or as it is. What is far beyond any document (a rule's own figures may be) is
  /// cut down to what fits; the line or its floor holds it anyway.
  Rational counted(const Rational& amount) const {
    if (!rounds()) return amount;
    constexpr std::int64_t beyond = 100'000'000'000'000'000;
    const Int128 top = amount.numerator();
    if (top > beyond || top < -beyond) {
      const Int128 whole = top / amount.denominator();
      if (whole >= beyond || whole <= -beyond) return whole < 0 ? -beyond : beyond;
    }
    return Rational{amount.rounded(rules.rounding)};
  }
  /// Units of the line, positive on a return line, too.
  Rational units(std::size_t line) const {
    return quantities[line] < Rational{} ? -quantities[line] : quantities[line];
  }
  /// Takes `amount` off a line: what is left, the record and the trail in one place.
  void take(std::size_t line, Stage stage, std::uint32_t rule, const Rational& amount, const Rational& basis,
            Allocation allocation = Allocation::none);
};

/// No line changes its sign and none grows: `off` held between nothing and `room`.
Rational held(const Rational& off, const Rational& room);
/// What the line may still give before it reaches its floor; zero when it is there. `floored`: it has one to keep.
Rational room_of(const Evaluation& evaluation, std::size_t line, bool floored);
}  // namespace holdfast::pricing
