#include "taxes/tax_rows.h"

#include <limits>

namespace holdfast::taxes {
StoredTaxes load_taxes(db::Connection& connection, Instant at) {
  StoredTaxes out;
  out.valid_from = Instant{std::numeric_limits<std::int64_t>::min()};
  out.valid_until = Instant{std::numeric_limits<std::int64_t>::max()};
  db::Statement& categories = connection.prepare("SELECT id, code FROM tax_category ORDER BY id");
  while (categories.step()) {
    if (out.category_codes.empty()) out.default_category = categories.integer(0);
    out.index_of.emplace(categories.integer(0), static_cast<std::uint32_t>(out.category_codes.size()));
    out.category_codes.push_back(categories.string(1));
  }
  db::Statement& served =
      connection.prepare("SELECT tax_category_id, service = 'eatIn', taxed_as_id FROM tax_service");
  while (served.step()) out.served_as.emplace(std::pair{served.integer(0), served.flag(1)}, served.integer(2));
  db::Statement& sent = connection.prepare("SELECT tax_category_id, place, taxed_as_id FROM tax_destination");
  while (sent.step()) out.sent_as.emplace(std::pair{sent.integer(0), sent.string(1)}, sent.integer(2));
  out.table.categories.resize(out.category_codes.size());
  db::Statement& rates = connection.prepare(
      "SELECT tax_category_id, code, name, kind, rate_micro, amount, included, from_us, to_us FROM tax_rate ORDER BY "
      "tax_category_id, position, id");
  const auto bound = [&](std::optional<Instant> edge) {
    if (!edge) return;
    if (*edge <= at)
      out.valid_from = std::max(out.valid_from, *edge);
    else
      out.valid_until = std::min(out.valid_until, *edge);
  };
  while (rates.step()) {
    const auto from = rates.maybe_instant(7);
    const auto to = rates.maybe_instant(8);
    bound(from);
    bound(to);
    if ((from && at < *from) || (to && at >= *to)) continue;
    TaxRate rate;
    rate.code = rates.string(1);
    rate.name = rates.string(2);
    rate.kind = parse_tax_kind(rates.text(3)).value_or(TaxKind::percent);
    rate.rate = Percent::from_micro(rates.integer(4));
    rate.amount_per_unit = rates.integer(5);
    rate.included = rates.flag(6);
    out.table.categories[out.index_of.at(rates.integer(0))].push_back(
        static_cast<std::uint32_t>(out.table.rates.size()));
    out.table.rates.push_back(std::move(rate));
  }
  return out;
}
}  // namespace holdfast::taxes
