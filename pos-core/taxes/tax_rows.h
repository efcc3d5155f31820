#pragma once
#include <map>
#include <unordered_map>
#include <utility>

#include "db/transaction.h"
#include "taxes/rate_document.h"

namespace holdfast::taxes {
/// The rates in force at one moment, and how the catalogue's tax categories (rows) map into the table.
struct StoredTaxes {
  TaxTable table;
  std::unordered_map<std::int64_t, std::uint32_t> index_of;  ///< category row -> index
  std::vector<std::string> category_codes;                   ///< by index
  /// (category row, eaten in) -> the one it is taxed as
  std::map<std::pair<std::int64_t, bool>, std::int64_t> served_as;
  /// (category row, ISO 3166 place) -> the one that goods sent there are taxed as
  std::map<std::pair<std::int64_t, std::string>, std::int64_t> sent_as;
  std::int64_t default_category = 0;                         ///< row of the first one
  Instant valid_from;                                        ///< the span in which nothing changes
  Instant valid_until;
};
StoredTaxes load_taxes(db::Connection& connection, Instant at);
/// All rates of a category, whenever they are in force, in the order of computation.
std::vector<DatedRate> load_rates(db::Connection& connection, std::int64_t category_row);
/// `position`: its place in the order of computation.
void insert_rate(db::Transaction& tx, std::int64_t category_row, int position, const DatedRate& dated);
}  // namespace holdfast::taxes
