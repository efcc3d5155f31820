#pragma once
#include <span>
#include <string>
#include <string_view>

#include "engine/hub_database.h"
#include "wire/event_types.h"

namespace holdfast::engine {
/// What the log means, written to the books. Each event counts once, whichever place or epoch brought it; a sale that
/// left the store is never refused: what is odd about it is booked with a coded exception, what cannot be booked is
/// held for a person, and everything behind it of other aggregates goes on.
///
/// Held: `envelope` (no type or payload), `id_reused` (an event id with two bodies), `unknown_type`,
/// `unknown_version` (of a later release), `payload`,
/// `order_repeated` (another event pays the same order), `behind` (an earlier event of its aggregate is held).
/// Booked with an exception: `receipt_reused`, `tender_sum`, `date_ahead`, and what repricing/repricer.h finds
/// (`price_differs`, `price_engine_unknown`, `price_rule_unknown`, `price_tax_unknown`, `price_unread`).
void project_row(HubTransaction& tx, const SiteKey& key, const LogRow& row, Instant now);

/// One step: at most `most` events of this site in one transaction with their watermark. False when nothing was left.
bool project_some(HubDatabase& database, const SiteKey& key, int most, Instant now);

/// The event types of schema/events.yaml (compiled in). What is not named there may matter, so a person is asked.
inline std::span<const std::string_view> known_types() { return wire::event_types(); }

enum class Outcome { done, still_held, unknown };
struct Reviewer {
  std::string name;
  std::string notes;
};
/// A person has dealt with the cause: books it now, in a corrected version if there is one, and then what waited behind
/// it.
Outcome replay(HubDatabase& database, const SiteKey& key, const wire::Place& place, const Reviewer& reviewer,
               const std::optional<std::string>& corrected, Instant now);
/// A person looks into it: the others see who. It waits as before, and anybody may take it over.
Outcome take_review(HubDatabase& database, const SiteKey& key, const wire::Place& place, const std::string& code,
                    const Reviewer& reviewer);
/// A person has seen an exception of something that was booked all the same.
Outcome settle(HubDatabase& database, const SiteKey& key, const wire::Place& place, const std::string& code,
               const Reviewer& reviewer, Instant now);
/// Never to be booked; the event itself stays in the log.
Outcome discard(HubDatabase& database, const SiteKey& key, const wire::Place& place, const Reviewer& reviewer,
                Instant now);
/// A body that is withheld (refused at the way up, or lost by the store): the corrected event stands for it, or nothing
/// does for ever. `why` says what is wrong with a corrected one that could not be booked; nothing is stored then.
struct Correction {
  Reviewer reviewer;
  std::optional<std::string> corrected;  ///< JSON text with the event's own id; nothing: discarded
};
Outcome decide_withheld(HubDatabase& database, const SiteKey& key, const wire::Place& place,
                        const Correction& correction, std::string& why, Instant now);
}  // namespace holdfast::engine
