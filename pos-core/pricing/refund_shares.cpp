#include "pricing/refund_shares.h"

#include <algorithm>

namespace holdfast::pricing {
namespace {
/// What all of the returned units are worth once `returned` of `sold` are back.
Money share(Money paid, Quantity returned, Quantity sold, Rounding rounding) {
  return {divide(Int128{paid.minor()} * returned.micro(), sold.micro(), rounding), paid.currency()};
}

/// Taxes are rounded one by one; together they may not pass the gross, or the net would change its sign for a while.
Money within(Money tax, Money left) {
  const Money zero = Money::zero(left.currency());
  if ((tax < zero) != (left < zero)) return tax;
  return left < zero ? std::max(tax, left) : std::min(tax, left);
}

RefundColumns returned_so_far(const SoldLine& line, Quantity returned, Rounding rounding) {
  if (returned == line.sold) return line.paid;
  const auto of = [&](Money paid) { return share(paid, returned, line.sold, rounding); };
  RefundColumns columns{of(line.paid.gross), of(line.paid.discount), {}, {}};
  Money left = columns.gross;
  for (const Money tax : line.paid.taxes) {
    columns.taxes.push_back(within(of(tax), left));
    left -= columns.taxes.back();
  }
  for (const Money adjustment : line.paid.adjustments) columns.adjustments.push_back(of(adjustment));
  return columns;
}
}  // namespace

Money RefundColumns::tax() const {
  Money sum = Money::zero(gross.currency());
  for (const Money tax : taxes) sum += tax;
  return sum;
}

RefundColumns nothing_of(const RefundColumns& sold) {
  const Money zero = Money::zero(sold.gross.currency());
  return {zero, zero, std::vector<Money>(sold.taxes.size(), zero), std::vector<Money>(sold.adjustments.size(), zero)};
}

RefundColumns paid_columns(const PricedLine& line) {
  RefundColumns paid{line.gross, line.discount, {}, {}};
  for (const taxes::LineTax& tax : line.taxes) paid.taxes.push_back(tax.amount);
  for (const Adjustment& adjustment : line.adjustments) paid.adjustments.push_back(adjustment.amount);
  return paid;
}

Rational exact_refund_share(Money paid, Quantity quantity, Quantity sold) {
  return Rational{Int128{paid.minor()} * quantity.micro(), sold.micro()};
}

RefundColumns refund_share(const SoldLine& line, Quantity quantity, Rounding rounding) {
  const bool negative = line.sold < Quantity{};
  const Quantity returned = line.returned + quantity;
  check(negative ? quantity < Quantity{} && returned >= line.sold : quantity > Quantity{} && returned <= line.sold);
  check(line.refunded.taxes.size() == line.paid.taxes.size());
  check(line.refunded.adjustments.size() == line.paid.adjustments.size());
  RefundColumns columns = returned_so_far(line, returned, rounding);
  columns.gross -= line.refunded.gross;
  columns.discount -= line.refunded.discount;
  for (std::size_t i = 0; i < columns.taxes.size(); ++i) columns.taxes[i] -= line.refunded.taxes[i];
  for (std::size_t i = 0; i < columns.adjustments.size(); ++i) columns.adjustments[i] -= line.refunded.adjustments[i];
  return columns;
}
}  // namespace holdfast::pricing
