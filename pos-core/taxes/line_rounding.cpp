#include "taxes/line_rounding.h"

#include <algorithm>

#include "taxes/bands.h"

namespace holdfast::taxes {
namespace {
constexpr std::int64_t percent_scale = 100 * Quantity::one_micro;

std::int64_t included_sum(const LineFigures& figures, const TaxableLine& line, std::span<const TaxRate> rates) {
  std::int64_t sum = 0;
  for (std::size_t i = 0; i < line.taxes.size(); ++i)
    if (rates[line.taxes[i]].included) sum = checked_add(sum, figures.amounts[i]);
  return sum;
}

/// The base of tax `at` as a reader of the receipt would find it: the shown net plus the shown taxes that affect it.
std::int64_t shown_base(const LineFigures& figures, const TaxableLine& line, std::span<const TaxRate> rates,
                        std::size_t at) {
  if (!figures.bases.empty()) return figures.bases[at];
  if (const TaxBand& band = rates[line.taxes[at]].band; band.within) return base_within(line, band).rounded();
  std::int64_t base = figures.net;
  if (!rates[line.taxes[at]].affected_by_previous) return base;
  for (std::size_t i = 0; i < at; ++i)
    if (rates[line.taxes[i]].affects_base) base = checked_add(base, figures.amounts[i]);
  return base;
}

/// The everyday line, one percentage on a whole amount: no fractions needed.
bool is_plain(const TaxableLine& line, std::span<const TaxRate> rates) {
  if (line.taxes.size() != 1 || line.amount.denominator() != 1) return false;
  const TaxRate& rate = rates[line.taxes[0]];
  return rate.kind == TaxKind::percent && !rate.exempt && !rate.band.within;
}

LineFigures round_plain(const TaxableLine& line, const TaxRate& rate, const TaxRegime& regime) {
  const Int128 price = line.amount.numerator();
  const std::int64_t share = rate.rate.micro();
  LineFigures figures;
  figures.price = divide(price, 1);
  if (!rate.included) {
    figures.net = figures.price;
    figures.amounts = {divide(price * share, percent_scale, regime.rounding)};
  } else if (regime.included_target == IncludedTarget::tax) {
    figures.amounts = {divide(price * share, percent_scale + share, regime.rounding)};
    figures.net = figures.price - figures.amounts[0];
  } else {
    figures.net = divide(price * percent_scale, percent_scale + share, regime.rounding);
    figures.amounts = {figures.price - figures.net};
  }
  return figures;
}

/// Taxes on top are taken again on what the receipt shows, where the regime says so.
void retake_excluded(LineFigures& figures, const TaxableLine& line, std::span<const TaxRate> rates,
                     const TaxRegime& regime) {
  if (regime.compound_base == CompoundBase::raw) return;
  for (std::size_t i = 0; i < line.taxes.size(); ++i) {
    const TaxRate& rate = rates[line.taxes[i]];
    if (rate.included || rate.exempt || rate.kind != TaxKind::percent || rate.band.within) continue;
    // An amount finer than the receipt shows is not what is shown, so its tax is that of the amount itself.
    if (line.amount.denominator() != 1 && !is_compound(line, rates, i)) continue;
    const Int128 base = shown_base(figures, line, rates, i);
    figures.amounts[i] = divide(base * rate.rate.micro(), percent_scale, regime.rounding);
  }
}
}  // namespace

bool is_compound(const TaxableLine& line, std::span<const TaxRate> rates, std::size_t at) {
  if (!rates[line.taxes[at]].affected_by_previous || rates[line.taxes[at]].band.within) return false;
  for (std::size_t i = 0; i < at; ++i)
    if (rates[line.taxes[i]].affects_base) return true;
  return false;
}

void fit_included(LineFigures& figures, const TaxableLine& line, std::span<const TaxRate> rates) {
  const std::int64_t odd = figures.price - figures.net - included_sum(figures, line, rates);
  if (odd == 0) return;
  for (std::size_t i = line.taxes.size(); i-- > 0;) {
    const TaxRate& rate = rates[line.taxes[i]];
    if (!rate.included || rate.exempt || rate.kind == TaxKind::fixed_per_unit) continue;
    figures.amounts[i] += odd;
    return;
  }
  figures.net += odd;  // only fixed taxes, which are never bent
}

LineFigures round_line(const TaxableLine& line, std::span<const TaxRate> rates, const TaxRegime& regime) {
  if (is_plain(line, rates)) return round_plain(line, rates[line.taxes[0]], regime);
  const ExactLine exact = solve_line(line, rates);
  LineFigures figures;
  figures.price = line.amount.rounded(regime.rounding);
  for (const ExactTax& tax : exact.taxes) figures.amounts.push_back(tax.amount.rounded(regime.rounding));
  if (regime.included_target == IncludedTarget::net) {
    figures.net = exact.net.rounded(regime.rounding);
    fit_included(figures, line, rates);
  } else {
    figures.net = figures.price - included_sum(figures, line, rates);
  }
  retake_excluded(figures, line, rates, regime);
  return figures;
}

LineFigures round_units(const TaxableLine& line, std::span<const TaxRate> rates, const TaxRegime& regime,
                        Quantity one) {
  if (line.quantity.is_zero()) return round_line(line, rates, regime);
  const Rational units{line.quantity.micro(), Quantity::one_micro};
  const LineFigures unit = round_line({line.amount / units, one, line.taxes, 0}, rates, regime);
  const auto times_quantity = [&](std::int64_t amount) {
    return divide(Int128{amount} * line.quantity.micro(), Quantity::one_micro, regime.rounding);
  };
  LineFigures figures;
  figures.price = line.amount.rounded(regime.rounding);
  for (const std::int64_t amount : unit.amounts) figures.amounts.push_back(times_quantity(amount));
  figures.net = figures.price - included_sum(figures, line, rates);
  return figures;
}

LineFigures round_one(const TaxableLine& line, std::span<const TaxRate> rates, const TaxRegime& regime) {
  const auto round = [&](const TaxableLine& whole, Quantity one) {
    return regime.level == TaxLevel::unit ? round_units(whole, rates, regime, one) : round_line(whole, rates, regime);
  };
  // A band looks at what is left of a price: there is no tax of the full one to take the discount's from.
  const bool banded =
      std::any_of(line.taxes.begin(), line.taxes.end(), [&](std::uint32_t tax) { return rates[tax].band.within; });
  if (regime.discount_tax == DiscountTax::merged || line.discount.is_zero() || banded)
    return round(line, Quantity::pieces(1));
  LineFigures figures = round({line.amount + line.discount, line.quantity, line.taxes, 0}, Quantity::pieces(1));
  // What is taken per unit stays with the goods. Rounded by the unit are both, so that nothing is left of a tax when
  // nothing is left of the price.
  const bool by_unit = regime.level == TaxLevel::unit;
  const LineFigures off = round({line.discount, by_unit ? line.quantity : Quantity{}, line.taxes, 0}, Quantity{});
  figures.price -= off.price;
  figures.net -= off.net;
  for (std::size_t i = 0; i < figures.amounts.size(); ++i) figures.amounts[i] -= off.amounts[i];
  return figures;
}

TaxedLine shown_line(const LineFigures& figures, const TaxableLine& line, std::span<const TaxRate> rates,
                     Currency currency) {
  const auto money = [&](std::int64_t minor) { return Money{minor, currency}; };
  TaxedLine shown{money(figures.net), money(0), money(0), {}};
  shown.taxes.reserve(line.taxes.size());
  for (std::size_t i = 0; i < line.taxes.size(); ++i) {
    shown.taxes.push_back({line.taxes[i], money(shown_base(figures, line, rates, i)), money(figures.amounts[i])});
    shown.tax += money(figures.amounts[i]);
  }
  shown.gross = shown.net + shown.tax;
  return shown;
}
}  // namespace holdfast::taxes
