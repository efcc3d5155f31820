#pragma once
#include <optional>
#include <string>
#include <vector>

#include "base/json.h"
#include "engine/lease_rows.h"
#include "engine/value_rows.h"

/// Which store gets how much of an account to go on without the line; pure. An amount that is lent is held at the hub
/// until the store has said what became of it, so nothing can be spent twice, however long a store is away.
namespace holdfast::engine {
/// Data set `lease_policy`, row `leases`: `cards` and `points`, each these. Amounts in minor units, or points.
struct LeaseRules {
  std::int64_t share_percent = 0;  ///< of the balance, for one store; 0: no leases
  std::int64_t most = 0;           ///< of one store
  std::int64_t least = 1;          ///< less is not worth it
  int stores = 1;                  ///< that hold some of one account at a time
  int seen_days = 90;              ///< since the account was used there last
  std::int64_t hours = 72;         ///< a lease runs; extended at half time while its store is heard of
  std::int64_t skew_minutes = 10;  ///< by which clocks may differ
  std::int64_t reclaim_days = 0;   ///< after its end, though its store never said what became of it; 0: never
};
struct LeasePolicy {
  LeaseRules cards, points;
  const LeaseRules& of(const stored_value::Account& account) const {
    return account.kind == stored_value::AccountKind::points ? points : cards;
  }
};
/// What is no policy lends nothing.
LeasePolicy read_lease_policy(const Json& body);

/// A store that used the account lately; the latest first.
struct LeaseCandidate {
  std::string site;
  Instant seen;  ///< heard of last
};
struct LeaseStep {
  ValueLease lease;
  std::int64_t add = 0;  ///< granted now
  bool reclaim = false;  ///< its grants are closed by the policy, unheard
};
struct LeasePlan {
  std::vector<LeaseStep> steps;  ///< leases that change; those with nothing held and asked back go
  std::vector<std::string> ended;
  std::optional<Instant> next;  ///< to be looked at again
};
LeasePlan plan_leases(const stored_value::Account& account, const std::vector<ValueGrant>& open_grants,
                      const std::vector<ValueLease>& leases, const std::vector<LeaseCandidate>& candidates,
                      const LeaseRules& rules, const std::string& wanted_by, Instant now);
/// What a site holds of it by leases.
std::int64_t leased_to(const std::vector<ValueGrant>& open_grants, const std::string& site);
}  // namespace holdfast::engine
