#pragma once
#include <optional>
#include <string>
#include <string_view>

#include "base/result.h"
#include "db/connection.h"
#include "site/site.h"

namespace holdfast::queries {
/// What a stretch of business dates took, by one thing. Of `article` and `category` the sums are those of lines; of
/// `tender` what it settled; of `tax` its base and amount; else those of whole receipts. Returns and voids are taken
/// off.
struct SalesReportWish {
  std::string from, to;  ///< business dates, both included
  std::string by;        ///< day, weekday, hour, article, category, staff, register, tender, tax
};
constexpr int longest_report_days = 400;

/// Refuses invalid_argument: no dates, the wrong way round, longer than `longest_report_days`, an unknown `by`.
Result<SalesReportWish> check_wish(SalesReportWish wish);
/// `{from, to, by, currency, total, before: {from, to, …total}, rows: [{key, label, receipts, quantity, discount, net,
/// tax, amount, before}], more}`: at most 500 rows, those that took most (in order of time where `by` is one); `more`
/// says how many others there are. `before` is the stretch of as many days before, by the same key.
std::string sales_report(db::Connection& connection, const SalesReportWish& wish, const Site& site);
}  // namespace holdfast::queries
