#include "engine/lease_plan.h"

#include <algorithm>

namespace holdfast::engine {
namespace {
using stored_value::Account;
constexpr std::int64_t seconds_per_hour = 3600;

LeaseRules read_rules(const Json* body) {
  LeaseRules rules;
  if (body == nullptr || !body->is_object()) return rules;
  std::vector<FieldError> errors;
  JsonFields fields{*body, errors};
  rules.share_percent = fields.maybe_integer("sharePercent", 0, 100).value_or(0);
  rules.most = fields.maybe_integer("most", 0, stored_value::most_value).value_or(0);
  rules.least = fields.maybe_integer("least", 1, stored_value::most_value).value_or(1);
  rules.stores = static_cast<int>(fields.maybe_integer("stores", 1, 20).value_or(1));
  rules.seen_days = static_cast<int>(fields.maybe_integer("seenDays", 1, 3650).value_or(90));
  rules.hours = fields.maybe_integer("hours", 1, 24 * 365).value_or(72);
  rules.skew_minutes = fields.maybe_integer("skewMinutes", 0, 24 * 60).value_or(10);
  rules.reclaim_days = fields.maybe_integer("reclaimDays", 0, 3650).value_or(0);
  return errors.empty() ? rules : LeaseRules{};
}

bool lends(const Account& account, const LeaseRules& rules, Instant now) {
  return rules.share_percent > 0 && rules.most > 0 && account.state == stored_value::AccountState::active &&
         !account.expired(now);
}
Instant half_time(const ValueLease& lease, const LeaseRules& rules) {
  return lease.until.plus_seconds(-rules.hours * seconds_per_hour / 2);
}
Instant lost_at(const ValueLease& lease, const LeaseRules& rules) {
  return lease.until.plus_seconds(rules.skew_minutes * 60 + rules.reclaim_days * 24 * seconds_per_hour);
}

struct Planner {
  const Account& account;
  const std::vector<ValueGrant>& grants;
  const std::vector<LeaseCandidate>& candidates;
  const LeaseRules& rules;
  const std::string& wanted_by;
  Instant now;
  std::int64_t free = account.available();
  LeasePlan plan = {};

  void again(Instant at) { plan.next = plan.next ? std::min(*plan.next, at) : at; }
  const LeaseCandidate* candidate(const std::string& site) const {
    const auto found = std::find_if(candidates.begin(), candidates.end(),
                                    [&](const LeaseCandidate& each) { return each.site == site; });
    return found == candidates.end() ? nullptr : &*found;
  }
  std::int64_t target() const {
    // In two steps, so that it does not overflow; rounded down.
    const std::int64_t share =
        account.balance / 100 * rules.share_percent + account.balance % 100 * rules.share_percent / 100;
    return std::min(share, rules.most);
  }

  void keep(const ValueLease& lease, std::int64_t add = 0) {
    plan.steps.push_back({lease, add, false});
    if (lease.state == LeaseState::open) again(half_time(lease, rules));
  }
  /// Asked back: it rests for a lease's time, so that stores do not take it from each other in turns.
  void recall(ValueLease lease, std::int64_t held) {
    if (lease.state == LeaseState::open) {
      lease.state = LeaseState::recalled;
      lease.changed = now;
      plan.steps.push_back({lease, 0, false});
    }
    const Instant rested = lease.changed.plus_seconds(rules.hours * seconds_per_hour);
    if (held == 0 && rested <= now) return plan.ended.push_back(lease.site);
    if (held == 0) again(rested);
  }
  bool reclaimed(const ValueLease& lease, std::int64_t held) {
    if (rules.reclaim_days == 0 || held == 0) return false;
    if (lost_at(lease, rules) > now) {
      again(lost_at(lease, rules));
      return false;
    }
    ValueLease gone = lease;
    gone.state = LeaseState::recalled;
    gone.changed = now;
    plan.steps.push_back({gone, 0, true});
    return true;
  }
  void look_at(ValueLease lease) {
    const std::int64_t held = leased_to(grants, lease.site);
    if (reclaimed(lease, held)) return;
    const bool wanted = !wanted_by.empty() && wanted_by != lease.site;
    const LeaseCandidate* store = candidate(lease.site);
    if (lease.state == LeaseState::recalled || wanted || store == nullptr || !lends(account, rules, now))
      return recall(lease, held);
    const bool heard = store->seen.plus_seconds(rules.hours * seconds_per_hour / 2) > now;
    if (!heard && held == 0 && lease.until <= now) return plan.ended.push_back(lease.site);
    bool changed = false;
    if (heard && half_time(lease, rules) <= now) {
      lease.until = now.plus_seconds(rules.hours * seconds_per_hour);
      lease.changed = now;
      changed = true;
    }
    std::int64_t add = 0;
    if (held < target() / 2 && lease.until > now) add = std::min(target() - held, free);
    if (add < rules.least) add = 0;
    free -= add;
    if (changed || add > 0) return keep(lease, add);
    if (heard) return again(half_time(lease, rules));
    if (lease.until > now) again(lease.until);
  }
  void begin(const LeaseCandidate& store) {
    const std::int64_t add = std::min(target(), free);
    if (add < rules.least || store.seen.plus_seconds(rules.hours * seconds_per_hour) < now) return;
    free -= add;
    keep({store.site, LeaseState::open, now.plus_seconds(rules.hours * seconds_per_hour), now}, add);
  }
};
}  // namespace

LeasePolicy read_lease_policy(const Json& body) {
  return {read_rules(body.find("cards")), read_rules(body.find("points"))};
}

std::int64_t leased_to(const std::vector<ValueGrant>& open_grants, const std::string& site) {
  std::int64_t held = 0;
  for (const ValueGrant& grant : open_grants)
    if (grant.purpose == "lease" && grant.site == site) held += grant.left();
  return held;
}

LeasePlan plan_leases(const Account& account, const std::vector<ValueGrant>& open_grants,
                      const std::vector<ValueLease>& leases, const std::vector<LeaseCandidate>& candidates,
                      const LeaseRules& rules, const std::string& wanted_by, Instant now) {
  Planner planner{account, open_grants, candidates, rules, wanted_by, now};
  for (const ValueLease& lease : leases) planner.look_at(lease);
  if (!lends(account, rules, now)) return planner.plan;
  for (const LeaseCandidate& store : candidates) {
    const bool known =
        std::any_of(leases.begin(), leases.end(), [&](const ValueLease& each) { return each.site == store.site; });
    if (!known && (wanted_by.empty() || wanted_by == store.site)) planner.begin(store);
  }
  return planner.plan;
}
}  // namespace holdfast::engine
