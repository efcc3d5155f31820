#pragma once
#include <cstdint>
#include <string_view>

#include "commands/retention.h"

namespace holdfast::commands {
/// For how many years a country's law has receipts kept: BAO section 132 in Austria (7), HMRC and Irish Revenue (6);
/// ten elsewhere, the longest that is common in Europe.
std::int64_t years_by_law(std::string_view country);

/// Orders past that term lose whom they were sold to and every free text; the receipts, their sums and their chain
/// stay, as numbers without a gap are worth more than the space. At most 500 orders a call; returns those it changed,
/// or 1 while there may be more.
std::int64_t detach_old_orders(db::Transaction& tx, Context& context);
/// Traces of what the appliance did: decisions of the capability matrix and foreign receipts after policy.history_days;
/// calls to the hub, replication runs and orders of the hub 90 days after they ended. At most 500 rows a kind.
std::int64_t delete_traces(db::Transaction& tx, Context& context);

/// Retention and giving space back wait for it: nobody has a shift open, or it is between two and five in the morning and
/// nothing was sold for a quarter of an hour.
bool is_quiet(db::Connection& connection, Instant now, int utc_offset_min);
/// Keeps what a run did for whoever asks later; nothing for a run that found nothing.
void record_retention(db::Transaction& tx, const RetentionCounts& counts, Instant now);
/// What retention would do now, all of it and not only the next slice; changes nothing.
RetentionCounts count_retention(db::Connection& connection, const Site& site, Instant now);
}  // namespace holdfast::commands
