#include "pricing/evaluation.h"

#include <array>

namespace holdfast::pricing {
namespace {
constexpr std::array<std::string_view, 20> reasons{
    "not_yet",   "over",           "off_hours",  "channel",         "customer_group", "tender",       "currency",
    "no_coupon", "used_up",        "min_amount", "min_quantity",    "contains",       "nth_order",    "exclusive",
    "stopped",   "not_combinable", "better",     "nothing_to_take", "over_budget",    "not_in_basket"};
}  // namespace

std::string_view name_of(Why why) { return reasons[static_cast<std::size_t>(why)]; }

void Evaluation::take(std::size_t line, Stage stage, std::uint32_t rule, const Rational& amount, const Rational& basis,
                      Allocation allocation) {
  amounts[line] = amounts[line] - amount;
  const auto at = static_cast<std::uint32_t>(line);
  taken.push_back({at, stage, rule, amount});
  trail.push_back({stage, allocation, rules.rounding, at, rule, basis.rounded(), -amount.rounded()});
}

Rational held(const Rational& off, const Rational& room) {
  const Rational zero;
  if (room < zero) return off < room ? room : zero < off ? zero : off;
  return off < zero ? zero : room < off ? room : off;
}

Rational room_of(const Evaluation& evaluation, std::size_t line, bool floored) {
  const BasketLine& mine = evaluation.basket.lines[line];
  const Rational& amount = evaluation.amounts[line];
  if (!floored || (!mine.min_unit_price && !mine.fine_min_unit_price)) return amount;
  const Rational floor = mine.fine_min_unit_price ? *mine.fine_min_unit_price : Rational{mine.min_unit_price->minor()};
  return held(amount - evaluation.counted(floor * evaluation.quantities[line]), amount);
}
}  // namespace holdfast::pricing
