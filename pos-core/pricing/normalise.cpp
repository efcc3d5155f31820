#include "pricing/stages.h"
#include "taxes/solvable.h"

namespace holdfast::pricing {
namespace {
// Far above any shop, and small enough that a full document and its taxes still fit 64 bits.
constexpr std::int64_t amount_limit = 100'000'000'000'000;
constexpr std::int64_t document_limit = 10 * amount_limit;
constexpr std::size_t line_limit = 10'000;

bool within_limit(Money unit_price, Quantity quantity) {
  const Int128 product = Int128{unit_price.minor()} * quantity.micro() / Quantity::one_micro;
  return product <= amount_limit && product >= -amount_limit;
}

Result<> judge(DiscountKind kind, Percent percent, const Rational& minor) {
  if (kind == DiscountKind::percent && (percent < Percent{} || percent > Percent::whole(100)))
    return refuse(ErrorCode::invalid_argument, "a discount is 0 to 100 percent");
  if (kind != DiscountKind::percent && minor < Rational{})
    return refuse(ErrorCode::invalid_argument, "a discount is not negative");
  return {};
}

Result<> judge_line(const BasketLine& line, const Rules& rules) {
  if (line.quantity.is_zero()) return refuse(ErrorCode::invalid_argument, "the quantity of a line is not zero");
  if (line.tax_category >= rules.taxes.categories.size())
    return refuse(ErrorCode::invalid_argument, "no such tax category");
  if (const auto flaw = taxes::flaw_together(rules.taxes.of_category(line.tax_category), rules.taxes.rates))
    return refuse(ErrorCode::invalid_argument, std::string{*flaw});
  if (!within_limit(line.unit_price, line.quantity) || !within_limit(line.list_price, line.quantity) ||
      !within_limit(line.unit_price, Quantity::pieces(1)))
    return refuse(ErrorCode::limit_exceeded, "the amount of the line is too large");
  if (line.min_unit_price && !within_limit(*line.min_unit_price, line.quantity))
    return refuse(ErrorCode::limit_exceeded, "the lowest price of the line is too large");
  if (line.fine_unit_price) {
    const Rational apart = *line.fine_unit_price - Rational{line.unit_price.minor()};
    if (Rational{1} < apart || apart < Rational{-1})
      return refuse(ErrorCode::invalid_argument, "the exact price of a unit is not its price");
  }
  if (line.label_amount) {
    const std::int64_t label = line.label_amount->minor();
    if (label != 0 && (label < 0) != (line.quantity < Quantity{}))
      return refuse(ErrorCode::invalid_argument, "a label's amount has the sign of the quantity");
    // Taxes may be rounded by the unit, and a unit of a label may be much more than it.
    if (!within_limit(*line.label_amount, Quantity::pieces(1)) ||
        Int128{label} * Quantity::one_micro / line.quantity.micro() > amount_limit)
      return refuse(ErrorCode::limit_exceeded, "the amount of the line is too large");
  }
  for (const ManualDiscount& discount : line.discounts) {
    TRY(judge(discount.kind, discount.percent, discount.minor));
    if (discount.kind == DiscountKind::unit_price &&
        !within_limit(Money{discount.minor.rounded(), line.unit_price.currency()}, line.quantity))
      return refuse(ErrorCode::limit_exceeded, "the agreed price of the line is too large");
  }
  return {};
}

std::int64_t unsigned_of(std::int64_t value) { return value < 0 ? -value : value; }
/// What the line may come to, with what is taken by the unit.
Int128 weight_of(const BasketLine& line, const Rules& rules) {
  const std::int64_t micro = unsigned_of(line.quantity.micro());
  Int128 weight = Int128{unsigned_of(line.unit_price.minor())} * micro / Quantity::one_micro;
  if (line.label_amount) weight += unsigned_of(line.label_amount->minor());
  for (const std::uint32_t tax : rules.taxes.of_category(line.tax_category)) {
    const Rational& each = rules.taxes.rates[tax].amount_per_unit;
    if (each.is_zero()) continue;
    const Int128 amount = each.numerator() / each.denominator();
    weight += (amount < 0 ? -amount : amount) * micro / Quantity::one_micro + 1;
  }
  return weight;
}

/// A line's unit price is the only thing a unit price can be given for.
Result<> judge_document(DiscountKind kind, Percent percent, const Rational& minor) {
  if (kind == DiscountKind::unit_price)
    return refuse(ErrorCode::invalid_argument, "a unit price is given to a line, not to the document");
  return judge(kind, percent, minor);
}

void check_currency(const BasketLine& line, Currency currency) {
  check(line.unit_price.currency() == currency && line.list_price.currency() == currency);
  check(!line.label_amount || line.label_amount->currency() == currency);
  check(!line.min_unit_price || line.min_unit_price->currency() == currency);
}
}  // namespace

Result<> normalise(const Basket& basket, const Rules& rules) {
  if (basket.lines.size() > line_limit) return refuse(ErrorCode::limit_exceeded, "too many lines");
  Int128 weight = 0;
  for (const BasketLine& line : basket.lines) {
    check_currency(line, basket.currency);
    TRY(judge_line(line, rules));
    weight += weight_of(line, rules);
  }
  if (weight > document_limit) return refuse(ErrorCode::limit_exceeded, "the amount of the sale is too large");
  for (const ManualDiscount& discount : basket.discounts)
    TRY(judge_document(discount.kind, discount.percent, discount.minor));
  for (const Coupon& coupon : basket.coupons) {
    TRY(judge_document(coupon.kind, coupon.percent, coupon.minor));
    if (coupon.cap.value_or(0) < 0) return refuse(ErrorCode::invalid_argument, "a coupon's cap is not negative");
  }
  return {};
}
}  // namespace holdfast::pricing
