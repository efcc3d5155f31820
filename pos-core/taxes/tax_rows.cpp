#include "taxes/tax_rows.h"

#include <limits>

namespace holdfast::taxes {
namespace {
/// `first`: of the columns code, name, kind, rate_micro, amount, included, from_us, to_us, terms.
DatedRate read_dated(db::Statement& row, int first) {
  DatedRate out{{}, row.maybe_instant(first + 6), row.maybe_instant(first + 7)};
  TaxRate& rate = out.rate;
  rate.code = row.string(first);
  rate.name = row.string(first + 1);
  rate.kind = parse_tax_kind(row.text(first + 2)).value_or(TaxKind::percent);
  rate.rate = Percent::from_micro(row.integer(first + 3));
  rate.amount_per_unit = row.integer(first + 4);
  rate.included = row.flag(first + 5);
  decode_terms(row.text(first + 8), rate);
  return out;
}
}  // namespace

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
  db::Statement& served = connection.prepare("SELECT tax_category_id, service = 'eatIn', taxed_as_id FROM tax_service");
  while (served.step()) out.served_as.emplace(std::pair{served.integer(0), served.flag(1)}, served.integer(2));
  db::Statement& sent = connection.prepare("SELECT tax_category_id, place, taxed_as_id FROM tax_destination");
  while (sent.step()) out.sent_as.emplace(std::pair{sent.integer(0), sent.string(1)}, sent.integer(2));
  out.table.categories.resize(out.category_codes.size());
  db::Statement& rates = connection.prepare(
      "SELECT tax_category_id, code, name, kind, rate_micro, amount, included, from_us, to_us, terms FROM tax_rate "
      "ORDER BY "
      "tax_category_id, position, id");
  const auto bound = [&](std::optional<Instant> edge) {
    if (!edge) return;
    if (*edge <= at)
      out.valid_from = std::max(out.valid_from, *edge);
    else
      out.valid_until = std::min(out.valid_until, *edge);
  };
  while (rates.step()) {
    auto [rate, from, to] = read_dated(rates, 1);
    bound(from);
    bound(to);
    if ((from && at < *from) || (to && at >= *to)) continue;
    out.table.categories[out.index_of.at(rates.integer(0))].push_back(
        static_cast<std::uint32_t>(out.table.rates.size()));
    out.table.rates.push_back(std::move(rate));
  }
  return out;
}

std::vector<DatedRate> load_rates(db::Connection& connection, std::int64_t category_row) {
  std::vector<DatedRate> out;
  db::Statement& rows = connection.prepare(
      "SELECT code, name, kind, rate_micro, amount, included, from_us, to_us, terms FROM tax_rate WHERE "
      "tax_category_id = ? ORDER BY position, id");
  rows.all(category_row);
  while (rows.step()) out.push_back(read_dated(rows, 0));
  return out;
}

void insert_rate(db::Transaction& tx, std::int64_t category_row, int position, const DatedRate& dated) {
  const TaxRate& rate = dated.rate;
  tx.prepare(
        "INSERT INTO tax_rate(tax_category_id, position, code, name, kind, rate_micro, amount, included, from_us, "
        "to_us, terms) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")
      .exec(category_row, position, rate.code, rate.name, stored_kind(rate.kind), rate.rate.micro(),
            rate.amount_per_unit.rounded(), rate.included, dated.from, dated.to, encode_terms(rate));
}
}  // namespace holdfast::taxes
