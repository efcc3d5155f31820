#include "taxes/bands.h"

namespace holdfast::taxes {
namespace {
constexpr std::int64_t percent_scale = 100 * Quantity::one_micro;

/// per_net x N + constant, N being the line's net that is not known yet.
struct Linear {
  Rational per_net;
  Rational constant;

  Rational at(const Rational& net) const { return per_net * net + constant; }
  Linear& operator+=(const Linear& other) {
    per_net += other.per_net;
    constant += other.constant;
    return *this;
  }
};
Linear scaled(const Linear& base, const Rational& factor) { return {base.per_net * factor, base.constant * factor}; }

struct Row {
  std::uint32_t tax;
  Linear base;
  Linear amount;
};

Rational share_of(const TaxRate& rate) { return {rate.rate.micro(), percent_scale}; }

/// The neighbouring division taxes share one price, so they are taken together: each is rate x base / (1 - sum of
/// rates).
Rational division_rest(std::span<const std::uint32_t> taxes, std::size_t at, std::span<const TaxRate> rates) {
  const auto is_division = [&](std::size_t i) { return rates[taxes[i]].kind == TaxKind::division; };
  std::size_t first = at;
  while (first > 0 && is_division(first - 1)) --first;
  Rational rest{1};
  for (std::size_t i = first; i < taxes.size() && is_division(i); ++i) rest = rest - share_of(rates[taxes[i]]);
  return rest;
}

Linear amount_of(const TaxableLine& line, std::size_t at, const Linear& base, std::span<const TaxRate> rates) {
  const TaxRate& rate = rates[line.taxes[at]];
  if (rate.exempt) return {};
  switch (rate.kind) {
    case TaxKind::percent:
      return scaled(base, share_of(rate));
    case TaxKind::fixed_per_unit:
      return {0, rate.amount_per_unit * Rational{line.quantity.micro(), Quantity::one_micro}};
    case TaxKind::division:
      return scaled(base, share_of(rate) / division_rest(line.taxes, at, rates));
  }
  check(false);
  return {};
}
}  // namespace

ExactLine solve_line(const TaxableLine& line, std::span<const TaxRate> rates) {
  const Linear net{1, 0};
  Linear affected = net;  // the net plus the earlier taxes that affect what follows
  Linear contained = net;
  Linear owed = net;
  std::vector<Row> rows;
  rows.reserve(line.taxes.size());
  for (std::size_t i = 0; i < line.taxes.size(); ++i) {
    const TaxRate& rate = rates[line.taxes[i]];
    const Linear base = rate.band.within            ? Linear{0, base_within(line, rate.band)}
                        : rate.affected_by_previous ? affected
                                                    : net;
    const Linear amount = amount_of(line, i, base, rates);
    if (rate.affects_base) affected += amount;
    if (rate.included) contained += amount;
    owed += amount;
    rows.push_back({line.taxes[i], base, amount});
  }
  ExactLine exact;
  exact.net = (line.amount - contained.constant) / contained.per_net;
  exact.gross = owed.at(exact.net);
  exact.taxes.reserve(rows.size());
  for (const Row& row : rows) exact.taxes.push_back({row.tax, row.base.at(exact.net), row.amount.at(exact.net)});
  return exact;
}
}  // namespace holdfast::taxes
