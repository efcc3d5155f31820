#pragma once
#include <string>

#include "commands/listed_price.h"

namespace holdfast::commands {
/// What a till needs to price a basket by itself until this store has answered: `{engineVersion, currency, channel,
/// country, utcOffsetMinutes, policy, taxes, taxCategories, reverseCharge, promotions, whole}`. `policy`, `taxes` and
/// `promotions` are members of a price request; `taxCategories` maps codes to the codes of their rates, `reverseCharge`
/// codes of rates to whose they may be. `whole` is false while the store has
/// rules that a basket alone does not decide (service, delivery, promotions of limited use, whose uses so far are
/// told): a till that knows no charges then waits for the answer, as it does for articles with `ask`.
std::string till_rules(db::Connection& connection, const Site& site, Instant now, int utc_offset_min);

/// `{items, next}`: articles with a price of their own, by row after `after`, with the codes that name them. What a
/// price list or a deposit is about has `ask` and, where neither quantity nor time decides, its `prices` by customer
/// group.
std::string till_articles(db::Connection& connection, const Site& site, const Moment& moment, std::int64_t after,
                          int limit);
}  // namespace holdfast::commands
