#pragma once
#include <string>
#include <vector>

#include "base/json.h"
#include "engine/hub_database.h"
#include "engine/site_facts.h"

/// Gift cards, store credit and points of a tenant, by the rules of stored_value/account.h.
namespace holdfast::engine {
/// Posts an entry of a store's. The same operation, part and kind again changes nothing. Refuses what after() refuses.
Result<stored_value::Account> post_value(HubTransaction& tx, const SiteKey& key, const stored_value::Account& account,
                                         const stored_value::Entry& entry, const std::optional<Uuid>& order,
                                         Instant now);

/// Sets an amount aside for a store: it is the store's to spend until it gives it back. The same grant again is the
/// first.
Result<ValueGrant> grant_value(HubTransaction& tx, const SiteKey& key, const stored_value::Account& account,
                               ValueGrant wanted, Instant now);
/// Takes back what is left of a grant; what was spent by then stays spent. Unknown or closed: nothing.
std::int64_t close_grant(HubTransaction& tx, const SiteKey& key, const Uuid& grant, Instant now);

/// GiftCardActivated, GiftCardMoved and PointsMoved of accounts that the hub keeps. What a store has done has happened:
/// more than is there is taken as far as it goes, and told (`value_overdrawn`, `value_unknown`).
std::vector<Oddity> note_value(HubTransaction& tx, const SiteKey& key, const Json& payload, Instant now);
}  // namespace holdfast::engine
