#include "taxes/bands.h"

#include <algorithm>

namespace holdfast::taxes {
namespace {
Rational unsigned_of(const Rational& value) { return value < Rational{} ? -value : value; }
Rational units_of(const TaxableLine& line) { return unsigned_of(Rational{line.quantity.micro(), Quantity::one_micro}); }
bool is_back(const TaxableLine& line) { return line.quantity < Quantity{}; }

bool carries(const TaxableLine& line, std::uint32_t tax) {
  return std::find(line.taxes.begin(), line.taxes.end(), tax) != line.taxes.end();
}

/// What the band of `tax` looks at; an amount without units is looked at as a whole.
Rational looked_at(std::span<const TaxableLine> lines, std::size_t at, std::uint32_t tax, BandOf of) {
  const TaxableLine& line = lines[at];
  if (of == BandOf::unit && !line.quantity.is_zero()) return unsigned_of(line.amount) / units_of(line);
  if (of != BandOf::document) return unsigned_of(line.amount);
  Rational sum;
  for (const TaxableLine& each : lines)
    if (is_back(each) == is_back(line) && carries(each, tax)) sum += each.amount;
  return unsigned_of(sum);
}

bool is_in(const Rational& amount, const TaxBand& band) {
  return amount >= Rational{band.from} && (!band.below || amount < Rational{*band.below});
}
}  // namespace

BandedLines::BandedLines(std::span<const TaxableLine> lines, std::span<const TaxRate> rates) : lines_{lines} {
  const auto has_band = [&](std::uint32_t tax) {
    return rates[tax].band.of != BandOf::none && !rates[tax].band.within;
  };
  const bool any = std::any_of(lines.begin(), lines.end(), [&](const TaxableLine& line) {
    return std::any_of(line.taxes.begin(), line.taxes.end(), has_band);
  });
  if (!any) return;
  own_.assign(lines.begin(), lines.end());
  taxes_.resize(lines.size());
  for (std::size_t i = 0; i < lines.size(); ++i) {
    for (const std::uint32_t tax : lines[i].taxes)
      if (!has_band(tax) || is_in(looked_at(lines, i, tax, rates[tax].band.of), rates[tax].band))
        taxes_[i].push_back(tax);
    own_[i].taxes = taxes_[i];
  }
  lines_ = own_;
}

Rational base_within(const TaxableLine& line, const TaxBand& band) {
  if (line.quantity.is_zero()) return {};
  const Rational units = units_of(line);
  const Rational from = Rational{band.from} * units;
  Rational most = unsigned_of(line.amount);
  if (band.below) most = std::min(most, Rational{*band.below} * units);
  const Rational part = most > from ? most - from : Rational{};
  return line.amount < Rational{} ? -part : part;
}
}  // namespace holdfast::taxes
