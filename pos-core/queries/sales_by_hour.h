#pragma once
#include <array>
#include <string>

#include "db/connection.h"
#include "site/site.h"

namespace holdfast::queries {
struct HourSales {
  std::int64_t receipts = 0;
  std::int64_t amount = 0;  ///< totals with tax, returns and voids taken off: what X and Z call gross
};
using DaySales = std::array<HourSales, 24>;
/// Of a business date (`YYYY-MM-DD`), by the hour on the store's clock at the time.
DaySales sales_of(db::Connection& connection, std::string_view business_date);
/// The same weekday a week before. The date is one of the calendar.
std::string week_before(std::string_view business_date);
/// `{date, comparedWith, …, hours: [{hour, receipts, amount, before: {…}}], total, before}`. `until_hour`: how much of
/// the day is over, for comparing what was taken so far; 24: all of it.
std::string sales_by_hour(db::Connection& connection, std::string_view business_date, int until_hour, const Site& site);
}  // namespace holdfast::queries
