#pragma once
// The whole numbers of a store's policy: their names, where they stand, and between what they lie. One table for the store's
// own manager, the hub and the document that a store is made of, so that none of them can set what another would refuse.

#include <array>
#include <cstdint>

#include "base/json.h"
#include "commands/change_settings.h"
#include "money/most_money.h"
#include "site/site.h"

namespace holdfast::commands {
struct SiteLimit {
  const char* name;
  std::optional<std::int64_t> ChangeSite::*wanted;
  std::int64_t SitePolicy::*value;
  std::int64_t least, most;
};

inline constexpr std::int64_t century = 36'500;  // days
inline constexpr std::array<SiteLimit, 13> site_limits{{
    {"maxLineQuantity", &ChangeSite::max_line_quantity, &SitePolicy::max_line_quantity, 1, 1'000'000'000},
    {"maxLines", &ChangeSite::max_lines, &SitePolicy::max_lines, 1, 30'000},
    {"maxUnlistedPrice", &ChangeSite::max_unlisted_price, &SitePolicy::max_unlisted_price, 0, most_money},
    {"varianceLimit", &ChangeSite::variance_limit, &SitePolicy::variance_limit, 0, most_money},
    {"cartDays", &ChangeSite::cart_days, &SitePolicy::cart_days, 1, century},
    {"sessionHours", &ChangeSite::session_hours, &SitePolicy::session_hours, 1, 24 * 31},
    {"historyDays", &ChangeSite::history_days, &SitePolicy::history_days, 1, century},
    {"giftCardDays", &ChangeSite::gift_card_days, &SitePolicy::gift_card_days, 0, century},
    {"eventDays", &ChangeSite::event_days, &SitePolicy::event_days, 0, century},
    {"layawayDays", &ChangeSite::layaway_days, &SitePolicy::layaway_days, 1, 3'650},
    {"layawayMinPercent", &ChangeSite::layaway_min_percent, &SitePolicy::layaway_min_percent, 0, 100},
    {"layawayFee", &ChangeSite::layaway_fee, &SitePolicy::layaway_fee, 0, most_money},
    {"layawayFeePercent", &ChangeSite::layaway_fee_percent, &SitePolicy::layaway_fee_percent, 0, 100},
}};

/// Those that `policy` has; one beyond its bounds is an error of its field.
inline void read_limits(JsonFields& policy, ChangeSite& command) {
  for (const SiteLimit& limit : site_limits)
    command.*limit.wanted = policy.maybe_integer(limit.name, limit.least, limit.most);
}
}  // namespace holdfast::commands
