#include <algorithm>

#include "taxes/bands.h"
#include "taxes/solvable.h"

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
/// The line's taxes in terms of its net.
struct System {
  Linear contained{1, 0};  ///< what the price is
  Linear owed{1, 0};       ///< what is paid
  std::vector<Row> rows;
};
System system_of(const TaxableLine& line, std::span<const TaxRate> rates) {
  const Linear net{1, 0};
  Linear affected = net;  // the net plus the earlier taxes that affect what follows
  System system;
  system.rows.reserve(line.taxes.size());
  for (std::size_t i = 0; i < line.taxes.size(); ++i) {
    const TaxRate& rate = rates[line.taxes[i]];
    const Linear base = rate.band.within            ? Linear{0, base_within(line, rate.band)}
                        : rate.affected_by_previous ? affected
                                                    : net;
    const Linear amount = amount_of(line, i, base, rates);
    if (rate.affects_base) affected += amount;
    if (rate.included) system.contained += amount;
    system.owed += amount;
    system.rows.push_back({line.taxes[i], base, amount});
  }
  return system;
}

/// One to four percentages as shops have them: nothing to work out.
bool is_everyday(std::span<const std::uint32_t> taxes, std::span<const TaxRate> rates) {
  return taxes.size() <= 4 && std::all_of(taxes.begin(), taxes.end(), [&](std::uint32_t tax) {
           const TaxRate& rate = rates[tax];
           return rate.kind != TaxKind::division && rate.rate >= Percent{} && rate.rate <= Percent::whole(100);
         });
}
Rational unsigned_of(const Rational& value) { return value < Rational{} ? -value : value; }
}  // namespace

std::optional<std::string_view> flaw_together(std::span<const std::uint32_t> taxes, std::span<const TaxRate> rates) {
  if (is_everyday(taxes, rates)) return std::nullopt;
  if (taxes.size() > 50) return "a line has at most 50 taxes";
  for (const std::uint32_t tax : taxes)
    if (rates[tax].rate > Percent::whole(1000) || rates[tax].rate < Percent::whole(-1000))
      return "a tax is at most 1000 percent";
  for (std::size_t i = 0; i < taxes.size(); ++i)
    if (rates[taxes[i]].kind == TaxKind::division && division_rest(taxes, i, rates) < Rational{1, 100})
      return "taxes inside their own base come to 99 percent of it at most, together";
  const System system = system_of({Rational{}, Quantity{}, taxes}, rates);
  if (system.contained.per_net < Rational{1, 10}) return "the taxes inside a price leave nothing of it";
  Rational sum;
  for (const Row& row : system.rows) sum += unsigned_of(row.amount.per_net);
  if (sum > Rational{100}) return "the taxes of a line come to more than 10000 percent";
  return std::nullopt;
}

ExactLine solve_line(const TaxableLine& line, std::span<const TaxRate> rates) {
  const System system = system_of(line, rates);
  ExactLine exact;
  exact.net = (line.amount - system.contained.constant) / system.contained.per_net;
  exact.gross = system.owed.at(exact.net);
  exact.taxes.reserve(system.rows.size());
  for (const Row& row : system.rows) exact.taxes.push_back({row.tax, row.base.at(exact.net), row.amount.at(exact.net)});
  return exact;
}
}  // namespace holdfast::taxes
