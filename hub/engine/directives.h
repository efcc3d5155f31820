#pragma once
#include "base/result.h"
#include "engine/hub_database.h"

/// What operators order stores to do. The store asks with its report and does each once, by its id; so nothing here has
/// to know whether an answer arrived: what is not told of is given again until it expires.
namespace holdfast::engine {
struct DirectiveWish {
  Uuid id;  ///< the same again is the same directive
  std::string kind, direction, reason, by, subject;
  std::int64_t valid_s = 86'400;
};
/// Refuses key_reused when the id stands for another one, invalid_argument.
Result<SiteDirective> order_directive(HubTransaction& tx, const SiteKey& key, const DirectiveWish& wish, Instant now);
/// Not given any more. One that went out and was not heard of may be done all the same: the store's word counts then.
/// Refuses not_found, conflict when the store is at it or it is over.
Result<SiteDirective> cancel_directive(HubTransaction& tx, const SiteKey& key, const Uuid& id, const std::string& by,
                                       Instant now);
/// Takes what the store tells, lets go of what is out of time, and says what it is to do.
std::vector<wire::Directive> exchange_directives(HubTransaction& tx, const SiteKey& key,
                                                 const std::vector<wire::DirectiveOutcome>& outcomes, Instant now);
/// Whether there is one that never went out: the store is to report now.
bool has_new_directive(HubTransaction& tx, const SiteKey& key, Instant now);
}  // namespace holdfast::engine
