#include "pricing/stages.h"

namespace holdfast::pricing {
namespace {
/// What must hold on every line, whatever the rules: a failure is a bug of the engine and never reaches a receipt.
void check_line(const PricedLine& line) {
  check(line.subtotal - line.discount == line.amount);
  check(line.net + line.tax == line.gross);
  Money adjusted = Money::zero(line.amount.currency());
  for (const Adjustment& adjustment : line.adjustments) adjusted += adjustment.amount;
  check(adjusted == line.discount);
  const Money zero = Money::zero(line.amount.currency());
  check(line.subtotal < zero ? line.amount <= zero : line.amount >= zero);
}

void check_trail(const PricedBasket& priced) {
  std::int64_t reached = 0;
  for (const TrailEntry& entry : priced.trail)
    if (entry.stage != Stage::included_tax) reached = checked_add(reached, entry.amount);
  check(reached == priced.total.minor());
}
}  // namespace

void total_up(PricedBasket& priced) {
  for (const PricedLine& line : priced.lines) {
    check_line(line);
    priced.subtotal += line.subtotal;
    priced.discount += line.discount;
    priced.net += line.net;
    priced.tax += line.tax;
    priced.total += line.gross;
  }
  Money table = Money::zero(priced.total.currency());
  for (const taxes::LineTax& row : priced.taxes) table += row.amount;
  check(table == priced.tax && priced.net + priced.tax == priced.total);
  check_trail(priced);
}
}  // namespace holdfast::pricing
