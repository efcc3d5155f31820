#include "engine/leases.h"

#include <algorithm>
#include <map>

#include "base/digest.h"
#include "base/json_writer.h"
#include "engine/lease_plan.h"
#include "engine/own_rows.h"
#include "engine/publishing.h"
#include "engine/value_ledger.h"

namespace holdfast::engine {
namespace {
using stored_value::Account;

LeasePolicy policy_of(HubTransaction& tx, const ChannelKey& channel) {
  const auto body = tx.feed.body(channel, "lease_policy", "leases");
  const auto json = body ? parse_json(*body) : refuse(ErrorCode::not_found, "");
  return json && json->is_object() ? read_lease_policy(*json) : LeasePolicy{};
}

/// Follows from what it is for, so that work which the database runs again grants the same.
Uuid grant_id(const std::string& tenant, const Uuid& account, const std::string& site, Instant now) {
  const std::string text =
      "HF-LEASE1\n" + tenant + "\n" + to_string(account) + "\n" + site + "\n" + std::to_string(now.unix_us());
  const Sha256 digest = sha256(text);
  Uuid id;
  std::copy_n(digest.begin(), id.bytes.size(), id.bytes.begin());
  id.bytes[6] = static_cast<std::uint8_t>(0x80 | (id.bytes[6] & 0x0f));
  id.bytes[8] = static_cast<std::uint8_t>(0x80 | (id.bytes[8] & 0x3f));
  return id;
}

std::string body_of(const Account& account, const ValueLease& lease, const std::vector<ValueGrant>& grants,
                    std::int64_t skew_minutes, Instant as_of) {
  std::string out;
  JsonWriter json{out};
  json.begin_object()
      .member("siteId", lease.site)
      .member("accountId", account.id)
      .member("kind", name_of(account.kind));
  json.member("lastFour", account.last_four).member("currency", account.currency);
  if (account.person) json.member("personId", *account.person).member("programme", account.programme);
  json.member("state", lease.state == LeaseState::open ? "open" : "recalled").key("until").time(lease.until, 0);
  json.member("skewSeconds", skew_minutes * 60).key("grants").begin_array();
  for (const ValueGrant& grant : grants)
    if (grant.purpose == "lease" && grant.site == lease.site)
      json.begin_object().member("id", grant.id).member("amount", grant.amount).end_object();
  json.end_array().member("balance", account.balance).key("asOf").time(as_of, 0).end_object();
  return out;
}

struct Publication {
  std::map<ChannelKey, std::vector<MasterRow>> rows;
  std::vector<std::pair<DueLease, std::optional<Instant>>> looked_at;
};

/// One account, locked.
struct Renewal {
  HubTransaction& tx;
  const std::string& tenant;
  Instant now;
  Publication& out;
  std::map<std::string, SiteCard> cards = {};

  const SiteCard* card(const std::string& site) {
    auto known = cards.find(site);
    if (known == cards.end()) {
      auto found = tx.fleet.card({tenant, site});
      if (!found || found->revoked) return nullptr;
      known = cards.emplace(site, *std::move(found)).first;
    }
    return &known->second;
  }
  /// The rules of the channel of the first store that there is: an account's leases go by one policy.
  LeaseRules rules_for(const Account& account, const std::vector<ValueLease>& leases) {
    std::vector<std::string> sites;
    for (const ValueLease& lease : leases) sites.push_back(lease.site);
    for (const std::string& site : tx.leases.sites_of(tenant, account.id, Instant{}, 1)) sites.push_back(site);
    for (const std::string& site : sites)
      if (const SiteCard* store = card(site)) return policy_of(tx, {tenant, store->channel}).of(account);
    return {};
  }
  std::vector<LeaseCandidate> candidates_for(const Account& account, const LeaseRules& rules) {
    std::vector<LeaseCandidate> found;
    if (rules.share_percent == 0) return found;
    const Instant since = now.plus_seconds(-std::int64_t{rules.seen_days} * 86'400);
    for (const std::string& site : tx.leases.sites_of(tenant, account.id, since, rules.stores))
      if (const SiteCard* store = card(site)) found.push_back({site, store->seen});
    return found;
  }
  Account apply(Account account, const LeaseStep& step) {
    if (step.reclaim)
      for (const ValueGrant& grant : tx.values.open_grants(tenant, account.id))
        if (grant.purpose == "lease" && grant.site == step.lease.site)
          close_grant(tx, {tenant, grant.site}, grant.id, now);
    if (step.add > 0) {
      ValueGrant wanted;
      wanted.id = grant_id(tenant, account.id, step.lease.site, now);
      wanted.purpose = "lease";
      wanted.amount = step.add;
      wanted.until = step.lease.until;
      (void)grant_value(tx, {tenant, step.lease.site}, account, wanted, now);  // planned from what is free
    }
    tx.leases.put(tenant, account.id, step.lease);
    return tx.values.lock(tenant, account.id).value_or(account);
  }
  void publish_row(const Account& account, const ValueLease& lease, std::int64_t skew_minutes) {
    const SiteCard* store = card(lease.site);
    if (store == nullptr) return;
    const ChannelKey channel{tenant, store->channel};
    const auto grants = tx.values.open_grants(tenant, account.id);
    MasterRow row{"lease", lease.site + "/" + to_string(account.id), wire::Op::put, {}};
    if (lease.state == LeaseState::recalled && leased_to(grants, lease.site) == 0) {
      row.op = wire::Op::del;
    } else {
      row.body = body_of(account, lease, grants, skew_minutes, now);
      // The same but for the time it was looked at is nothing new.
      auto old = tx.feed.body(own_key(channel, lease.site), row.dataset, row.key);
      if (!old) old = tx.feed.body(channel, row.dataset, row.key);  // as a hub of before kept it
      const auto json = old ? parse_json(*old) : refuse(ErrorCode::not_found, "");
      const Json* as_of = json ? json->find("asOf") : nullptr;
      if (as_of != nullptr && as_of->is_string())
        if (const auto then = parse_rfc3339(as_of->text());
            then && body_of(account, lease, grants, skew_minutes, *then) == *old)
          return;
    }
    out.rows[channel].push_back(std::move(row));
  }
  void run(const DueLease& due) {
    auto account = tx.values.lock(tenant, due.account);
    if (!account) return out.looked_at.push_back({due, std::nullopt});
    const std::vector<ValueLease> leases = tx.leases.of(tenant, due.account);
    const LeaseRules rules = rules_for(*account, leases);
    const LeasePlan plan = plan_leases(*account, tx.values.open_grants(tenant, due.account), leases,
                                       candidates_for(*account, rules), rules, due.wanted_by, now);
    for (const LeaseStep& step : plan.steps) account = apply(*account, step);
    for (const ValueLease& lease : tx.leases.of(tenant, due.account)) publish_row(*account, lease, rules.skew_minutes);
    for (const std::string& site : plan.ended) {
      publish_row(*account, {site, LeaseState::recalled, now, now}, rules.skew_minutes);
      tx.leases.remove(tenant, due.account, site);
    }
    out.looked_at.push_back({due, plan.next});
  }
};
}  // namespace

std::vector<ChannelKey> renew_leases(HubDatabase& database, const std::string& tenant, int most, Instant now) {
  bool any = false;
  database.read([&](HubTransaction& tx) { any = !tx.leases.due(tenant, now, 1).empty(); });
  if (!any) return {};
  Publication made;
  database.write([&](HubTransaction& tx) {
    made = {};
    Renewal renewal{tx, tenant, now, made};
    for (const DueLease& due : tx.leases.due(tenant, now, most)) renewal.run(due);
  });
  std::vector<ChannelKey> news;
  for (const auto& [channel, rows] : made.rows)
    if (publish(database, channel, rows, now)) news.push_back(channel);
  database.write([&](HubTransaction& tx) {
    for (const auto& [due, next] : made.looked_at) tx.leases.done(tenant, due, next);
  });
  return news;
}
}  // namespace holdfast::engine
