#pragma once
#include <optional>

#include "catalogue/variant.h"
#include "db/connection.h"
#include "money/quantity.h"
#include "site/site.h"

namespace holdfast::catalogue {
struct Price {
  std::int64_t amount = 0;                    ///< minor units of the site's currency
  std::optional<std::int64_t> price_book_id;  ///< row; none: the base price
};
/// The price books' answer for so many of a variant at that moment: higher book priority, then bound to this channel,
/// then the higher quantity break, then the later start, then the lower amount, then the lower book. Without a row the
/// base price; without that none, which is not a price of zero.
std::optional<Price> price_of(db::Connection& connection, const Variant& variant, Quantity quantity, Instant at,
                              const Site& site);
/// The same for one of many lines: whether there are price books at all is asked once, by any_price_books().
enum class PriceBooks { none, some, former };  ///< former: as before a version that is not shown yet (former.h)
PriceBooks any_price_books(db::Connection& connection);
std::optional<Price> price_of(db::Connection& connection, const Variant& variant, Quantity quantity, Instant at,
                              const Site& site, PriceBooks books);
}  // namespace holdfast::catalogue
